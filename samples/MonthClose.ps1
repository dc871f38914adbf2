#requires -Version 7.4
<#
.SYNOPSIS
Writes the documents of a month as CSV files into a folder, with totals of each kind in each currency.
.DESCRIPTION
A file for each kind of document, one with a row for each line where it has lines, and totals.csv. Ids have names beside them. The folder is put in
its place when all of it is there; when a run fails, an older one stays.
.EXAMPLE
./MonthClose.ps1 2024-03 -Path ./close-2024-03
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidatePattern('^\d{4}-(0[1-9]|1[0-2])$')]
    [string] $Month,

    [string] $Path = "./close-$Month"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# The day that a document belongs to, and where its amounts stand.
$kinds = @(
    @{ Noun = 'Invoice'; Day = 'IssueDate'; Amount = 'TotalAmount'; Lines = $true }
    @{ Noun = 'InvoicePayment'; Day = 'TxnDate'; Amount = 'TotalAmount'; Lines = $false }
    @{ Noun = 'InvoiceCreditMemo'; Day = 'IssueDate'; Amount = 'TotalAmount'; Lines = $true }
    @{ Noun = 'Bill'; Day = 'IssueDate'; Amount = 'TotalAmount'; Lines = $true }
    @{ Noun = 'BillPayment'; Day = 'TransactionDate'; Amount = 'TotalAmount'; Lines = $false }
    @{ Noun = 'BillCreditMemo'; Day = 'IssueDate'; Amount = 'TotalAmount'; Lines = $true }
    @{ Noun = 'Expense'; Day = 'TransactionDate'; Amount = 'LineItems.TotalAmount'; Lines = $true }
    @{ Noun = 'BankDeposit'; Day = 'TransactionDate'; Amount = 'TotalAmount'; Lines = $true }
    @{ Noun = 'BankTransfer'; Day = 'TransactionDate'; Amount = 'TotalAmount'; Lines = $false }
    @{ Noun = 'JournalEntry'; Day = 'TransactionDate'; Amount = 'LineItems.TotalAmount'; Lines = $true }
)

$Path = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
if (-not $PSCmdlet.ShouldProcess($Path, "Write the documents of $Month")) { return }

$folder = "$Path.$([guid]::NewGuid().ToString('N')).new"
$null = New-Item -ItemType Directory -Path $folder
try {
    $totals = foreach ($kind in $kinds) {
        $documents = @(& "Get-Rutter$($kind.Noun)" | Where-Object {
                $day = $_.($kind.Day)
                $null -ne $day -and $day.UtcDateTime.ToString('yyyy-MM', [cultureinfo]::InvariantCulture) -eq $Month
            } | Resolve-RutterName)
        $documents | Export-RutterCsv "$folder/$($kind.Noun).csv"
        if ($kind.Lines) { $documents | Export-RutterCsv "$folder/$($kind.Noun).lines.csv" -ExpandProperty LineItems }
        $documents | Measure-RutterAmount $kind.Amount |
            Select-Object @{ n = 'Kind'; e = { $kind.Noun } }, CurrencyCode, Property, Count, Sum, Minimum, Maximum
    }

    foreach ($total in $totals | Where-Object { $_.Kind -eq 'JournalEntry' -and $_.Sum -ne 0 }) {
        $left = $total.Sum.ToString([cultureinfo]::InvariantCulture)
        Write-Warning "The journal entries of $Month in $($total.CurrencyCode) do not cancel out: $left is left."
    }

    $totals | Export-RutterCsv "$folder/totals.csv"
    if (Test-Path -LiteralPath $Path) { Move-Item -LiteralPath $Path -Destination "$folder.old" }
    Move-Item -LiteralPath $folder -Destination $Path
    if (Test-Path -LiteralPath "$folder.old") { Remove-Item -LiteralPath "$folder.old" -Recurse }
    $totals
}
finally {
    if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse }
}
