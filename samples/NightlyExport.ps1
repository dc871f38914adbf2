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
    $transfer = $_.Object
    $rows[$_.Id] = [pscustomobject][ordered]@{
        id                = $transfer.Id
        transaction_date  = '{0:yyyy-MM-dd}' -f $transfer.TransactionDate
        total_amount      = [string]::Format([cultureinfo]::InvariantCulture, '{0}', $transfer.TotalAmount)
        currency_code     = $transfer.CurrencyCode
        credit_account_id = $transfer.CreditAccountId
        debit_account_id  = $transfer.DebitAccountId
        memo              = $transfer.Memo
    }
} -End {
    # In the pipeline, so that a disk that is full leaves the state where it was.
    $rows.Values | Export-Csv -LiteralPath "$CsvPath.new"
    Move-Item -LiteralPath "$CsvPath.new" -Destination $CsvPath -Force
}

[pscustomobject]@{ Path = $CsvPath; Rows = $rows.Count; Created = $counts.Created; Updated = $counts.Updated; Deleted = $counts.Deleted }
