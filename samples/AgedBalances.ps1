#requires -Version 7.4
<#
.SYNOPSIS
What is owed to vendors, or by customers, by how long it has been due: a row for each of them and each currency.
.DESCRIPTION
Open are the bills or invoices with an amount due; credit memos that nobody has used yet are subtracted. The API tells what is open now, not what
was open on another day: -AsOf only says from which day ages are counted.
.EXAMPLE
./AgedBalances.ps1 Payables | Format-Table
.EXAMPLE
./AgedBalances.ps1 Receivables | Export-RutterCsv ./aged-receivables.csv
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidateSet('Payables', 'Receivables')]
    [string] $Kind,

    [datetime] $AsOf = [datetime]::UtcNow.Date
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$day = $AsOf.Date

$party, $documents, $credits = $Kind -eq 'Payables' ?
('Vendor', 'Get-RutterBill', 'Get-RutterBillCreditMemo') :
('Customer', 'Get-RutterInvoice', 'Get-RutterInvoiceCreditMemo')
$ages = 'NotDue', 'Days1To30', 'Days31To60', 'Days61To90', 'Over90', 'Credits'

function Get-Age($Document, [datetime] $Day) {
    $due = $Document.DueDate ?? $Document.IssueDate
    if ($null -eq $due) { return 'NotDue' }
    $days = ($Day - $due.UtcDateTime.Date).Days
    if ($days -le 0) { 'NotDue' }
    elseif ($days -le 30) { 'Days1To30' }
    elseif ($days -le 60) { 'Days31To60' }
    elseif ($days -le 90) { 'Days61To90' }
    else { 'Over90' }
}

$open = & {
    & $documents | Where-Object AmountDue -NE 0 |
        Select-Object "${party}Id", CurrencyCode, @{ n = 'Age'; e = { Get-Age $_ $day } }, @{ n = 'Amount'; e = { $_.AmountDue } }
    & $credits | Where-Object RemainingAmount -NE 0 |
        Select-Object "${party}Id", CurrencyCode, @{ n = 'Age'; e = { 'Credits' } }, @{ n = 'Amount'; e = { - $_.RemainingAmount } }
}

$open | Measure-RutterAmount Amount -GroupBy "${party}Id", Age | Group-Object "${party}Id", CurrencyCode | ForEach-Object {
    $row = [ordered]@{ "${party}Id" = $_.Group[0]."${party}Id"; CurrencyCode = $_.Group[0].CurrencyCode }
    foreach ($age in $ages) { $row[$age] = [decimal] 0 }
    foreach ($total in $_.Group) { $row[$total.Age] = $total.Sum }
    $row.Total = [decimal] 0
    foreach ($age in $ages) { $row.Total += $row[$age] }
    [pscustomobject] $row
} | Resolve-RutterName | Sort-Object CurrencyCode, @{ e = 'Total'; Descending = $true }, "${party}Id" |
    Select-Object "${party}Name", CurrencyCode, NotDue, Days1To30, Days31To60, Days61To90, Over90, Credits, Total, "${party}Id"
