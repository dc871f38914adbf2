#requires -Version 7.4
<#
.SYNOPSIS
Makes a journal entry for each currency of a payroll file, balanced to the cent.
.DESCRIPTION
The file has a row for each employee: currency_code, gross, net, and a column for each deduction. -Accounts says which account each column is booked
to: gross as a debit, all others as credits. In each row the gross must be the net and the deductions together. Sums are rounded to the smallest coin
of the currency; what rounding leaves is put on the largest line, so that the entry is balanced.

Nothing is sent when a row does not add up. The idempotency key comes from the batch and the content: run again, it books nothing twice.
.EXAMPLE
$accounts = @{ gross = $wages.Id; net = $clearing.Id; tax = $taxes.Id; pension = $pensions.Id }
./PayrollJournal.ps1 ./payroll.csv -Date 2024-03-29 -BatchId payroll-2024-03 -Accounts $accounts
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory)]
    [ValidatePattern('^\d{4}-\d\d-\d\d$')]
    [string] $Date,

    # The account of each column with amounts.
    [Parameter(Mandatory)]
    [hashtable] $Accounts,

    [Parameter(Mandatory)]
    [ValidatePattern('\S')]
    [string] $BatchId
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$columns = @($Accounts.Keys | Sort-Object)
if ('gross' -notin $columns) { throw '-Accounts names no account for gross.' }

function Get-DigitCount([string] $Currency) {
    if ($Currency -in 'JPY', 'KRW', 'VND', 'CLP', 'ISK', 'UGX', 'XAF', 'XOF') { 0 }
    elseif ($Currency -in 'BHD', 'JOD', 'KWD', 'OMR', 'TND') { 3 }
    else { 2 }
}

$line = 1
$booked = foreach ($row in Import-Csv -LiteralPath $Path) {
    $line++
    $sum = [decimal] 0
    foreach ($column in $columns) {
        $amount = [decimal] 0
        $cell = $row.PSObject.Properties[$column]
        $style = 'AllowDecimalPoint, AllowLeadingSign'
        if (-not $cell -or -not [decimal]::TryParse("$($cell.Value)", $style, [cultureinfo]::InvariantCulture, [ref] $amount)) {
            throw "Line $line of '$Path' has no amount in '$column', such as 1234.50. Nothing was sent."
        }
        # Debits above zero, credits below it.
        $signed = $column -eq 'gross' ? $amount : - $amount
        $sum += $signed
        [pscustomobject]@{ CurrencyCode = $row.currency_code; Column = $column; Amount = $signed }
    }
    if ($sum -ne 0) {
        $left = $sum.ToString([cultureinfo]::InvariantCulture)
        throw "Line $line of '$Path' does not add up: $left of the gross is in no other column. Nothing was sent."
    }
}

$entries = foreach ($currency in $booked | Measure-RutterAmount Amount -GroupBy Column | Group-Object CurrencyCode) {
    $digits = Get-DigitCount $currency.Name
    $lines = @($currency.Group | Where-Object Sum -NE 0 | ForEach-Object {
            $rounded = [decimal]::Round($_.Sum, $digits, [System.MidpointRounding]::AwayFromZero)
            [pscustomobject]@{ account_id = $Accounts[$_.Column]; total_amount = $rounded; description = $_.Column }
        })
    $left = [decimal] 0
    foreach ($one in $lines) { $left += $one.total_amount }
    if ($left -ne 0) {
        $largest = $lines | Sort-Object { [System.Math]::Abs($_.total_amount) } -Descending | Select-Object -First 1
        $largest.total_amount -= $left
    }
    $content = @($BatchId, $Date, $currency.Name)
    foreach ($one in $lines) { $content += $one.account_id, $one.total_amount.ToString([cultureinfo]::InvariantCulture), $one.description }
    $hash = [System.Security.Cryptography.SHA256]::HashData([System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -Compress -InputObject $content)))
    [pscustomobject]@{
        transaction_date = $Date; currency_code = $currency.Name; memo = "Payroll $BatchId"; line_items = $lines
        idempotency_key = [System.Convert]::ToHexString($hash)
    }
}

$entries | New-RutterJournalEntry
