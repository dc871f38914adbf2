#requires -Version 7.4
<#
.SYNOPSIS
Finds the transfer, expense or deposit in the books behind each line of a bank feed.
.DESCRIPTION
Two match when they are of the same account, of the same amount and direction, and at most -Days apart. Nothing is matched twice; where several could be,
the nearest days win. Emits a row for each line of the feed, and with -IncludeLedger one for each entry of the books that no bank has seen.
.EXAMPLE
./MatchBankFeed.ps1 -Days 5 | Where-Object Kind -EQ $null | Format-Table
#>
[CmdletBinding()]
param(
    [ValidateRange(0, 60)]
    [int] $Days = 3,

    [switch] $IncludeLedger
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function New-Entry([string] $Kind, $Item, $AccountId, [decimal] $Amount) {
    # Money that leaves the account is below zero.
    [pscustomobject]@{ Kind = $Kind; Id = $Item.Id; AccountId = $AccountId; Amount = $Amount; CurrencyCode = $Item.CurrencyCode; Date = $Item.TransactionDate; Memo = $Item.Memo }
}

$books = @(
    Get-RutterBankTransfer | ForEach-Object {
        New-Entry BankTransfer $_ $_.CreditAccountId (- $_.TotalAmount)
        New-Entry BankTransfer $_ $_.DebitAccountId $_.TotalAmount
    }
    Get-RutterExpense | Where-Object { $_.LineItems } | ForEach-Object {
        New-Entry Expense $_ $_.AccountId (- ($_ | Measure-RutterAmount LineItems.TotalAmount).Sum)
    }
    Get-RutterBankDeposit | ForEach-Object { New-Entry BankDeposit $_ $_.AccountId $_.TotalAmount }
) | Where-Object { $_.AccountId -and $_.Date }

$accounts = @{}
Get-RutterBankFeedAccount | ForEach-Object { $accounts[$_.Id] = $_ }
$feed = @(Invoke-RutterRequest /accounting/bank_feeds/transactions -All | ForEach-Object {
        $account = $accounts[$_.bank_feed_account_id]
        $isOut = $_.debit_credit_memo -eq 'DEBIT'
        $amount = [System.Math]::Abs([decimal] $_.amount)
        [pscustomobject]@{
            TransactionId = $_.transaction_id; AccountId = $account ? $account.AccountId : $null; CurrencyCode = $account ? $account.CurrencyCode : $null
            Amount = $isOut ? - $amount : $amount; Date = [datetimeoffset] ($_.transaction_date ?? $_.posted_at); Description = $_.description
        }
    })

$byAmount = @{}
foreach ($entry in $books) {
    $key = "$($entry.AccountId) $($entry.Amount.ToString('0.####', [cultureinfo]::InvariantCulture))"
    if (-not $byAmount.ContainsKey($key)) { $byAmount[$key] = [System.Collections.Generic.List[object]]::new() }
    $byAmount[$key].Add($entry)
}

$pairs = foreach ($line in $feed) {
    $key = "$($line.AccountId) $($line.Amount.ToString('0.####', [cultureinfo]::InvariantCulture))"
    foreach ($entry in $byAmount.ContainsKey($key) ? $byAmount[$key] : @()) {
        $apart = [System.Math]::Abs(($entry.Date.UtcDateTime.Date - $line.Date.UtcDateTime.Date).Days)
        if ($apart -le $Days) { [pscustomobject]@{ Line = $line; Entry = $entry; Apart = $apart } }
    }
}

$same = [System.Collections.Generic.ReferenceEqualityComparer]::Instance
$matched = [System.Collections.Generic.Dictionary[object, object]]::new($same)
$used = [System.Collections.Generic.HashSet[object]]::new($same)
foreach ($pair in $pairs | Sort-Object Apart, { $_.Line.Date }, { $_.Line.TransactionId }, { $_.Entry.Date }, { $_.Entry.Id }) {
    if (-not $matched.ContainsKey($pair.Line) -and $used.Add($pair.Entry)) { $matched[$pair.Line] = $pair }
}

& {
    foreach ($line in $feed) {
        $pair = $matched.ContainsKey($line) ? $matched[$line] : $null
        $line | Select-Object TransactionId, AccountId, Date, Amount, CurrencyCode, Description, @{ n = 'Kind'; e = { $pair ? $pair.Entry.Kind : $null } },
            @{ n = 'EntryId'; e = { $pair ? $pair.Entry.Id : $null } }, @{ n = 'DaysApart'; e = { $pair ? $pair.Apart : $null } }
    }
    if ($IncludeLedger) {
        foreach ($entry in $books | Where-Object { $accounts.Values.AccountId -contains $_.AccountId -and -not $used.Contains($_) }) {
            $entry | Select-Object @{ n = 'TransactionId'; e = { $null } }, AccountId, Date, Amount, CurrencyCode, @{ n = 'Description'; e = { $_.Memo } }, Kind,
                @{ n = 'EntryId'; e = { $_.Id } }, @{ n = 'DaysApart'; e = { $null } }
        }
    }
} | Resolve-RutterName AccountId
