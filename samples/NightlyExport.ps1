#requires -Version 7.4
<#
.SYNOPSIS
    Keeps a CSV file of a connection's bank transfers current; made to be run every night.
.DESCRIPTION
    Reads what changed since the run before, and puts it into the file by id. The file and the state are replaced in one step each, the state
    last: after a crash the next run does the missing part again.
.EXAMPLE
    ./NightlyExport.ps1 -CsvPath ./transfers.csv
#>
[CmdletBinding()]
param(
    # The file to keep.
    [Parameter(Mandatory)] [string] $CsvPath,
    # Where the run remembers how far it came.
    [string] $StatePath = "$CsvPath.state.json"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# Unless the caller has connected: RUTTER_CLIENT_ID, RUTTER_CLIENT_SECRET and RUTTER_ACCESS_TOKEN say as whom.
if (-not (Get-RutterSession)) { $null = Connect-Rutter }

# Without the file there is nothing to add changes to: everything is read again.
if (-not (Test-Path -LiteralPath $CsvPath) -and (Test-Path -LiteralPath $StatePath)) { Remove-Item -LiteralPath $StatePath }

$rows = [ordered]@{}
if (Test-Path -LiteralPath $CsvPath) { Import-Csv -LiteralPath $CsvPath | ForEach-Object { $rows[$_.id] = $_ } }

$counts = @{ Created = 0; Updated = 0; Deleted = 0 }
Sync-RutterBankTransfer -StatePath $StatePath -IncludeDeleted | ForEach-Object -Process {
    $counts["$($_.Change)"]++
    if ($_.Change -eq 'Deleted') {
        $rows.Remove($_.Id)
        return
    }
    $rows[$_.Id] = $_.Object
} -End {
    # In the pipeline, so that a disk that is full leaves the state where it was. As text is: the next run reads the file again.
    $rows.Values | Export-RutterCsv $CsvPath -Property id, transaction_date, total_amount, currency_code, credit_account_id, debit_account_id, memo -Raw
}

[pscustomobject]@{ Path = $CsvPath; Rows = $rows.Count; Created = $counts.Created; Updated = $counts.Updated; Deleted = $counts.Deleted }
