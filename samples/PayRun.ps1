#requires -Version 7.4
<#
.SYNOPSIS
Pays the bills of a CSV file with a row for each bill, or with several rows for each payment.
.DESCRIPTION
Columns: bill_id, amount; and payment where several bills are paid by one payment: rows with the same text there, of one vendor and one currency,
become one payment with a line for each bill. Says first what is paid in each currency, and refuses before anything is sent a bill that is
unknown or named twice, an amount above what is due, and a payment to two vendors or in two currencies.

Each payment gets an idempotency key out of the batch and its content: run again under the same -BatchId after a crash, it pays nothing twice.
.EXAMPLE
./PayRun.ps1 ./to-pay.csv -AccountId $checking.Id -Date 2024-03-29 -BatchId 2024-03-29 -WhatIf
./PayRun.ps1 ./to-pay.csv -AccountId $checking.Id -Date 2024-03-29 -BatchId 2024-03-29
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    # The account that the money comes from.
    [Parameter(Mandatory)]
    [string] $AccountId,

    [Parameter(Mandatory)]
    [ValidatePattern('^\d{4}-\d\d-\d\d$')]
    [string] $Date,

    # What this pay run is called: the same at each run of one file, and another for the next file.
    [Parameter(Mandatory)]
    [ValidatePattern('\S')]
    [string] $BatchId
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Get-Cell($Row, [string] $Column) { $Row.PSObject.Properties[$Column] ? "$($Row.$Column)".Trim() : '' }

function Get-Key([object[]] $Content) {
    $hash = [System.Security.Cryptography.SHA256]::HashData([System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -Compress -InputObject $Content)))
    [System.Convert]::ToHexString($hash)
}

$bills = @{}
Get-RutterBill | ForEach-Object { $bills[$_.Id] = $_ }
$paid = @{}
Get-RutterBillPayment | Where-Object Reference -Like "$BatchId/*" | ForEach-Object { $paid[$_.Reference] = $true }

$line = 1
$named = @{}
$rows = foreach ($row in Import-Csv -LiteralPath $Path) {
    $line++
    $id = Get-Cell $row bill_id
    $amount = [decimal] 0
    if (-not [decimal]::TryParse((Get-Cell $row amount), 'AllowDecimalPoint', [cultureinfo]::InvariantCulture, [ref] $amount) -or $amount -le 0) {
        throw "Line $line of '$Path' has no amount such as 1234.50. Nothing was sent."
    }
    if (-not $bills.ContainsKey($id)) { throw "Line $line of '$Path': there is no bill with the id '$id'. Nothing was sent." }
    if ($named.ContainsKey($id)) { throw "Lines $($named[$id]) and $line of '$Path' pay the same bill. Nothing was sent." }
    $named[$id] = $line
    [pscustomobject]@{
        Line = $line; BillId = $id; Amount = $amount; VendorId = $bills[$id].VendorId; CurrencyCode = $bills[$id].CurrencyCode
        Payment = (Get-Cell $row payment) ? (Get-Cell $row payment) : "bill $id"
    }
}

$payments = foreach ($group in $rows | Group-Object Payment) {
    $parties = @($group.Group | Select-Object VendorId, CurrencyCode -Unique)
    if ($parties.Count -gt 1) {
        throw "Payment '$($group.Name)' (line $($group.Group[0].Line)) is to several vendors or in several currencies. Nothing was sent."
    }
    $lines = @($group.Group | Sort-Object BillId)
    $key = Get-Key (@($BatchId, $AccountId, $Date) + @($lines | ForEach-Object { $_.BillId, $_.Amount.ToString([cultureinfo]::InvariantCulture) }))
    [pscustomobject]@{
        account_id = $AccountId; vendor_id = $parties[0].VendorId; currency_code = $parties[0].CurrencyCode; transaction_date = $Date
        reference = "$BatchId/$($key.Substring(0, 12))"; idempotency_key = $key
        linked_bills = @($lines | ForEach-Object { @{ id = $_.BillId; allocated_amount = $_.Amount } })
        Amount = ($lines | Measure-RutterAmount Amount).Sum
    }
}

# What an earlier run has paid is not due any more.
$open = @($payments | Where-Object { -not $paid.ContainsKey($_.reference) })
foreach ($link in $open | ForEach-Object { $_.linked_bills }) {
    $due = $bills[$link.id].AmountDue
    if ($link.allocated_amount -gt $due) {
        $text = $due.ToString([cultureinfo]::InvariantCulture)
        throw "Line $($named[$link.id]) of '$Path' pays more than the $text that are due. Nothing was sent."
    }
}

foreach ($total in $open | Measure-RutterAmount Amount) {
    $sum = $total.Sum.ToString([cultureinfo]::InvariantCulture)
    Write-Information -InformationAction Continue "$($total.Count) payments: $sum $($total.CurrencyCode)"
}

$failures = $null
$open | Select-Object -ExcludeProperty Amount | New-RutterBillPayment -ErrorAction SilentlyContinue -ErrorVariable failures
if ($failures) {
    foreach ($failure in $failures) { Write-Warning $failure.ToString() }
    throw "$(@($failures).Count) of $($open.Count) payments were not made. Run it again under the same -BatchId: nothing is paid twice."
}
