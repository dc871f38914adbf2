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

function Get-Beginning {
    # How a script begins that runs in another process or runspace: with the module, and a session of the emulator.
    param($Emulator)
    "Import-Module '$env:RUTTERPS_MODULE'; `$null = Connect-Rutter ([pscredential]::new('$($Emulator.ClientId)', (ConvertTo-SecureString '$($Emulator.ClientSecret)' -AsPlainText -Force))) -AccessToken '$($Emulator.AccessToken)' -BaseUri $($Emulator.BaseUri)"
}

function New-Change {
    # What ChangeObject takes; the comma keeps PowerShell from taking the node apart.
    param([hashtable] $Values)
    , [System.Text.Json.Nodes.JsonNode]::Parse(($Values | ConvertTo-Json))
}

function Test-Alike($Command) {
    # Whether a cmdlet is one of the many that are one class for each verb. Those of the bank transfer and the account stand for all.
    for ($type = $Command.ImplementingType; $type; $type = $type.BaseType) {
        if ($type.Name -match 'ResourceCommand`\d$') { return $Command.Name -notmatch 'Rutter(BankTransfer|Account)$' }
    }
    $false
}

function Get-Completion {
    param([string] $Line)
    [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
}
