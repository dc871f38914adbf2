#requires -Version 7.4
<#
.SYNOPSIS
Finds the transfer, expense or deposit in the books behind each line of a bank feed.
.DESCRIPTION
Two match when they are of the same account, of the same amount and direction, and at most -Days apart. Nothing is matched twice; where several could
be, the nearest days win. Emits a row for each line of the feed, and with -IncludeLedger one for each entry of the books that no bank has seen.
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

# Money that leaves the account is below zero.
function Get-Entry([string] $Kind, $Item, $AccountId, [decimal] $Amount) {
    [pscustomobject]@{
        Kind = $Kind; Id = $Item.Id; AccountId = $AccountId; Amount = $Amount; CurrencyCode = $Item.CurrencyCode
        Date = $Item.TransactionDate; Memo = $Item.Memo
    }
}

$books = @(
    Get-RutterBankTransfer | ForEach-Object {
        Get-Entry -Kind BankTransfer -Item $_ -AccountId $_.CreditAccountId -Amount (-$_.TotalAmount)
        Get-Entry -Kind BankTransfer -Item $_ -AccountId $_.DebitAccountId -Amount $_.TotalAmount
    }
    Get-RutterExpense | Where-Object { $_.LineItems } | ForEach-Object {
        Get-Entry -Kind Expense -Item $_ -AccountId $_.AccountId -Amount (-1 * ($_ | Measure-RutterAmount LineItems.TotalAmount).Sum)
    }
    Get-RutterBankDeposit | ForEach-Object { Get-Entry -Kind BankDeposit -Item $_ -AccountId $_.AccountId -Amount $_.TotalAmount }
) | Where-Object { $_.AccountId -and $_.Date }

$accounts = @{}
Get-RutterBankFeedAccount | ForEach-Object { $accounts[$_.Id] = $_ }
$feed = @(Get-RutterBankFeedTransaction | ForEach-Object {
        $account = $accounts["$($_.BankFeedAccountId)"]
        $amount = $null -eq $_.Amount ? $null : [System.Math]::Abs($_.Amount) * ($_.DebitCreditMemo -eq 'DEBIT' ? -1 : 1)
        [pscustomobject]@{
            TransactionId = $_.TransactionId; AccountId = $account ? $account.AccountId : $null
            CurrencyCode = $account ? $account.CurrencyCode : $null; Amount = $amount; Date = $_.TransactionDate ?? $_.PostedAt
            Description = $_.Description
        }
    })

$byAmount = @{}
foreach ($entry in $books) {
    $key = "$($entry.AccountId) $($entry.Amount.ToString('0.####', [cultureinfo]::InvariantCulture))"
    if (-not $byAmount.ContainsKey($key)) { $byAmount[$key] = [System.Collections.Generic.List[object]]::new() }
    $byAmount[$key].Add($entry)
}

$pairs = foreach ($line in $feed | Where-Object { $null -ne $_.Amount -and $_.Date }) {
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

$rows = @(
    foreach ($line in $feed) {
        $pair = $matched.ContainsKey($line) ? $matched[$line] : $null
        [pscustomobject]@{
            TransactionId = $line.TransactionId; AccountId = $line.AccountId; Date = $line.Date; Amount = $line.Amount
            CurrencyCode = $line.CurrencyCode; Description = $line.Description; Kind = $pair ? $pair.Entry.Kind : $null
            EntryId = $pair ? $pair.Entry.Id : $null; DaysApart = $pair ? $pair.Apart : $null
        }
    }
)
if ($IncludeLedger) {
    $rows += @(
        foreach ($entry in $books | Where-Object { $accounts.Values.AccountId -contains $_.AccountId -and -not $used.Contains($_) }) {
            [pscustomobject]@{
                TransactionId = $null; AccountId = $entry.AccountId; Date = $entry.Date; Amount = $entry.Amount; CurrencyCode = $entry.CurrencyCode
                Description = $entry.Memo; Kind = $entry.Kind; EntryId = $entry.Id; DaysApart = $null
            }
        }
    )
}

$rows | Resolve-RutterName AccountId
