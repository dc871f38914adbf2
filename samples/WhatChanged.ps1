#requires -Version 7.4
<#
.SYNOPSIS
What changed in the books since the last run, over all kinds of objects.
.DESCRIPTION
Keeps a state for each kind of object in one folder. The first run, which knows of no earlier one, emits what changed since -Since, by default
since yesterday; each run after it what changed since the one before, deletions included. A state moves on when everything was taken. Says whose it is:
the vendor or the customer. A kind that the platform does not have is left out with a warning; any other failure ends in an error, after the other
kinds.
.EXAMPLE
./WhatChanged.ps1 ./state | Sort-Object At | Format-Table
.EXAMPLE
./WhatChanged.ps1 ./state | Export-RutterCsv "./changes-$(Get-Date -Format yyyy-MM-dd).csv"
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $StateFolder,

    # Of a kind without a state: how far back.
    [datetimeoffset] $Since = [datetimeoffset]::UtcNow.Date.AddDays(-1),

    # The kinds; all that can be followed without it.
    [string[]] $Noun = '*'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$null = New-Item -ItemType Directory -Path $StateFolder -Force
$failed = @()
$names = 'VendorName', 'CustomerName', 'Name', 'DocumentNumber', 'Memo'
foreach ($sync in Get-Command -Module RutterPS -Verb Sync -Noun ($Noun | ForEach-Object { "Rutter$_" }) | Sort-Object Name) {
    $kind = $sync.Noun.Substring('Rutter'.Length)
    $state = Join-Path $StateFolder "$kind.json"
    $isFirst = -not (Test-Path -LiteralPath $state)
    try {
        & $sync -StatePath $state -IncludeDeleted | ForEach-Object {
            $item = $_.Object
            $at = $_.LastSyncedAt
            $values = @{}
            if ($item) {
                foreach ($property in $item.PSObject.Properties) { $values[$property.Name] = $property.Value }
                if ($values['UpdatedAt']) { $at = $values.UpdatedAt }
            }
            if ($isFirst -and $at -lt $Since) { return }
            [pscustomobject]@{
                At = $at; Kind = $kind; Change = "$($_.Change)"; Id = $_.Id
                What = $names | ForEach-Object { $values[$_] } | Where-Object { $_ } | Select-Object -First 1
                VendorId = $kind -eq 'Vendor' ? $null : $values['VendorId']; CustomerId = $kind -eq 'Customer' ? $null : $values['CustomerId']
                TotalAmount = $values['TotalAmount']; CurrencyCode = $values['CurrencyCode']
            }
        } | Resolve-RutterName VendorId, CustomerId
    }
    catch [System.Management.Automation.PipelineStoppedException] { throw }
    catch {
        if ($_.CategoryInfo.Category -eq 'NotImplemented') { Write-Warning "$kind is left out: $_" }
        else {
            Write-Warning "$kind was not read: $_"
            $failed += $kind
        }
    }
}

if ($failed) { throw "$($failed.Count) kinds were not read ($($failed -join ', ')); the next run tells what changed in them." }
