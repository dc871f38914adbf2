#requires -Version 7.4
<#
.SYNOPSIS
Creates the bills of a CSV file with a row for each bill, or for each line of a bill.
.DESCRIPTION
Columns: vendor_id, document_number, issue_date, currency_code, account_id, total_amount; and due_date, memo, description where there are some. Rows
with the same vendor and document number are the lines of one bill, wherever they stand; what is of the bill has to be the same in all of them.

Each bill gets an idempotency key out of the batch and its content. So the script can be run again under the same -BatchId after a crash: a bill
that was made is not made twice. Nothing is sent when a row lacks something.
.EXAMPLE
./ImportBills.ps1 ./bills.csv -BatchId bills-2024-03 -WhatIf
./ImportBills.ps1 ./bills.csv -BatchId bills-2024-03
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory)]
    [ValidatePattern('\S')]
    [string] $BatchId
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$required = 'vendor_id', 'document_number', 'issue_date', 'currency_code', 'account_id', 'total_amount'
$ofBill = 'vendor_id', 'document_number', 'issue_date', 'due_date', 'currency_code', 'memo'
$ofLine = 'account_id', 'total_amount', 'description'

function Get-Cell($Row, [string] $Column) {
    # An apostrophe before what looks like a formula was put there for a spreadsheet.
    $Row.PSObject.Properties[$Column] ? "$($Row.$Column)".Trim() -replace "^'(?='*[=+@\-])" : ''
}

function Get-Key([object[]] $Content) {
    $hash = [System.Security.Cryptography.SHA256]::HashData([System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -Compress -InputObject $Content)))
    [System.Convert]::ToHexString($hash)
}

$line = 1
$rows = foreach ($row in Import-Csv -LiteralPath $Path) {
    $line++
    foreach ($column in $required) { if (-not (Get-Cell $row $column)) { throw "Line $line of '$Path' has no $column. Nothing was sent." } }
    $cells = [ordered]@{ Line = $line }
    foreach ($column in $ofBill + $ofLine) { $cells[$column] = Get-Cell $row $column }
    [pscustomobject] $cells
}

$bills = foreach ($group in $rows | Group-Object vendor_id, document_number) {
    $first = $group.Group[0]
    foreach ($row in $group.Group) {
        foreach ($column in $ofBill) {
            if ($row.$column -cne $first.$column) {
                throw "Lines $($first.Line) and $($row.Line) of '$Path' are of one bill, and differ in $column. Nothing was sent."
            }
        }
    }

    $bill = [ordered]@{}
    foreach ($column in $ofBill) { $bill[$column] = $first.$column }
    $bill.line_items = @(
        $group.Group | ForEach-Object { @{ account_id = $_.account_id; total_amount = $_.total_amount; description = $_.description } }
    )
    $lines = @($group.Group | ForEach-Object { $_.account_id, $_.total_amount, $_.description })
    $bill.idempotency_key = Get-Key (@($BatchId) + @($ofBill | ForEach-Object { $first.$_ }) + $lines)
    [pscustomobject] $bill
}

$failures = $null
$bills | New-RutterBill -ErrorAction SilentlyContinue -ErrorVariable failures
if ($failures) {
    foreach ($failure in $failures) { Write-Warning $failure.ToString() }
    throw "$(@($failures).Count) of $(@($bills).Count) bills were not made. Run it again under the same -BatchId: no bill is made twice."
}
