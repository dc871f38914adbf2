<#
.SYNOPSIS
Creates the bank transfers of a CSV file, and can be run again after a crash without making one twice.
.DESCRIPTION
Needs the columns credit_account_id, debit_account_id, total_amount and transaction_date; memo is used where there is one.

Each row gets an idempotency key out of the name of the batch, the row's content, and how many equal rows stand before it. So the keys are the
same at each run, wherever the rows stand in the file; equal rows are transfers of their own; and the same row in next month's batch is a new one.
A row that is changed gets a new key: change a row only when it was not made, which the list of failed rows tells (may_exist is False).

Transfers that were made are noted in a file beside the CSV, as they come, and left out of the next run. Rows that a crash left unnoted are sent
again under their keys: Rutter answers those with the transfer that exists. Rows that fail are listed in another file, and the script ends with an error.
.EXAMPLE
Connect-Rutter
./ImportCsv.ps1 ./suppliers.csv -BatchId suppliers-2024-03 -WhatIf
./ImportCsv.ps1 ./suppliers.csv -BatchId suppliers-2024-03
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    # What this payment run is called: the same at each run of one file, and another for the next file.
    [Parameter(Mandatory)]
    [ValidatePattern('\S')]
    [string] $BatchId,

    [string] $DonePath = "$Path.done.csv",
    [string] $FailedPath = "$Path.failed.csv"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$columns = 'credit_account_id', 'debit_account_id', 'total_amount', 'transaction_date', 'memo'

function Add-Key([object[]] $Rows, [string] $Batch) {
    $seen = @{}
    foreach ($row in $Rows) {
        $content = foreach ($column in $columns) { $row.PSObject.Properties[$column] ? "$($row.$column)".Trim() : '' }
        $content = ConvertTo-Json -Compress -InputObject @($Batch; $content)
        $seen[$content] = 1 + ($seen.ContainsKey($content) ? $seen[$content] : 0)
        $hash = [System.Security.Cryptography.SHA256]::HashData([System.Text.Encoding]::UTF8.GetBytes("$content $($seen[$content])"))
        $row | Select-Object -Property $columns -ErrorAction Ignore | Add-Member -PassThru idempotency_key ([System.Convert]::ToHexString($hash))
    }
}

$rows = @(Import-Csv -LiteralPath $Path)
$line = 1
foreach ($row in $rows) {
    $line++
    foreach ($column in $columns[0..3]) {
        if (-not $row.PSObject.Properties[$column] -or -not "$($row.$column)".Trim()) { throw "Line $line of '$Path' has no $column. Nothing was sent." }
    }
}

$done = @{}
if (Test-Path -LiteralPath $DonePath) { Import-Csv -LiteralPath $DonePath | ForEach-Object { $done[$_.idempotency_key] = $true } }
$open = @(Add-Key $rows $BatchId | Where-Object { -not $done.ContainsKey($_.idempotency_key) })
Write-Verbose "$($rows.Count) rows, $($rows.Count - $open.Count) of them noted as made."

$failures = $null
$open | New-RutterBankTransfer -ErrorAction SilentlyContinue -ErrorVariable failures | ForEach-Object {
    $_ | Select-Object @{ n = 'idempotency_key'; e = { $_.IdempotencyKey } }, @{ n = 'id'; e = { $_.Id } }, @{ n = 'job_id'; e = { $_.JobId } } |
        Export-Csv -LiteralPath $DonePath -Append
    $_
}

# A row that an earlier run left in doubt stays so until it is made, or its job is known to have failed.
$inDoubt = @{}
if (Test-Path -LiteralPath $FailedPath) {
    Import-Csv -LiteralPath $FailedPath | Where-Object may_exist -EQ 'True' | ForEach-Object { $inDoubt[$_.idempotency_key] = $true }
    Remove-Item -LiteralPath $FailedPath
}

if ($failures) {
    $failures | ForEach-Object {
        $verdict = $_.Exception.PSObject.Properties['Verdict'] ? $_.Exception.Verdict : $null
        $key = $_.TargetObject.idempotency_key
        [pscustomobject]@{
            row             = ConvertTo-Json -Compress -InputObject $_.TargetObject
            idempotency_key = $key
            job_id          = $verdict ? $verdict.JobId : ''
            reason          = $_.Exception.Message
            may_exist       = ($verdict -and "$($verdict.State)" -ne 'NotDone') -or ($inDoubt.ContainsKey($key) -and -not ($verdict -and $verdict.IsKeySpent))
            recommendation  = $_.ErrorDetails.RecommendedAction
        }
    } | Export-Csv -LiteralPath $FailedPath
    throw "$(@($failures).Count) of $($rows.Count) rows were not made; '$FailedPath' says why. What can be retried is retried when this is run again."
}
