#requires -Version 7.4
<#
.SYNOPSIS
Finds bills that may have been entered twice.
.DESCRIPTION
Of the same vendor, in the same currency: with the same number but for case, blanks, signs and leading zeros; or with the same amount at most
-Days apart. Emits a row for each pair, the surest first, and with the amount that was paid or is due twice.
.EXAMPLE
./FindDuplicateBills.ps1 -Days 14 | Export-RutterCsv ./duplicates.csv
#>
[CmdletBinding()]
param(
    [ValidateRange(0, 366)]
    [int] $Days = 7
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Get-Number($Bill) { "$($Bill.DocumentNumber)".ToUpperInvariant() -replace '[^\p{L}\p{N}]' -replace '(?<!\d)0+(?=\d)' }

$pairs = Get-RutterBill | Where-Object VendorId | Group-Object VendorId, CurrencyCode | Where-Object Count -GT 1 | ForEach-Object {
    $bills = @($_.Group | Sort-Object IssueDate, CreatedAt, Id)
    for ($i = 0; $i -lt $bills.Count; $i++) {
        for ($j = $i + 1; $j -lt $bills.Count; $j++) {
            $first, $second = $bills[$i], $bills[$j]
            $isSameNumber = (Get-Number $first) -and (Get-Number $first) -eq (Get-Number $second)
            $isSameAmount = $first.TotalAmount -eq $second.TotalAmount
            $apart = $first.IssueDate -and $second.IssueDate ? [System.Math]::Abs(($second.IssueDate - $first.IssueDate).Days) : 0
            $reason = if ($isSameNumber -and $isSameAmount) { 'SameNumberAndAmount' }
            elseif ($isSameNumber) { 'SameNumber' }
            elseif ($isSameAmount -and $first.TotalAmount -ne 0 -and $apart -le $Days) { 'SameAmount' }
            if ($reason) {
                [pscustomobject]@{
                    Reason = $reason; VendorId = $first.VendorId; CurrencyCode = $first.CurrencyCode
                    Amount = [System.Math]::Min($first.TotalAmount, $second.TotalAmount); DaysApart = $apart
                    FirstNumber = $first.DocumentNumber; SecondNumber = $second.DocumentNumber; FirstId = $first.Id; SecondId = $second.Id
                    IsSecondPaid = $second.AmountDue -eq 0
                }
            }
        }
    }
}

$surest = 'SameNumberAndAmount', 'SameNumber', 'SameAmount'
$pairs | Resolve-RutterName VendorId | Sort-Object { $surest.IndexOf($_.Reason) }, VendorName, FirstId
