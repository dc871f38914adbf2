# Dot-sourced by every suite.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module $env:RUTTERPS_MODULE

function Connect-NewEmulator {
    # An emulator with the options given, and the default session connected to it.
    param([hashtable] $Options = @{}, [hashtable] $Connection = @{})
    $emulator = Start-RutterEmulator @Options
    $null = Connect-Rutter -Emulator $emulator @Connection
    $emulator
}

function New-Credential {
    param([string] $ClientId, [string] $ClientSecret)
    [pscredential]::new($ClientId, (ConvertTo-SecureString $ClientSecret -AsPlainText -Force))
}

function Get-Completion {
    param([string] $Line)
    [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
}
