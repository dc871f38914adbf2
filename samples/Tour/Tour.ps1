# Shows each line of a first session, and what it gives.
[Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidUsingWriteHost', '', Justification = 'It talks to a person, and its output is not for a pipeline.')]
param(
    [Parameter(Mandatory)] [string] $ModulePath,

    # For a recording: plain text in lines of so many columns.
    [int] $Width
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

$lines = @(
    '$rutter = Start-RutterEmulator -TransferCount 1200   # a local Rutter with made-up books'
    'Connect-Rutter -Emulator $rutter'
    'Get-RutterBankTransfer -First 3'
    'Get-RutterBankTransfer -First 3 | Resolve-RutterName   # names in the place of ids'
    'Get-RutterBankTransfer | Measure-RutterAmount   # all 1200: each currency apart, and exact'
    'Get-RutterBankTransfer -Filter { updated_at -ge ''2024-09-01'' } -Sort ''last_synced_at ASC'' -First 2 | Resolve-RutterName'
    'Get-RutterBill | Measure-RutterAmount AmountDue -GroupBy VendorId | Resolve-RutterName | Sort-Object Sum -Descending | Select-Object -First 3 VendorName, CurrencyCode, Sum'
    '$from, $to = Get-RutterAccount -Filter { account_type -eq ''bank'' } | Where-Object CurrencyCode -EQ USD | Select-Object -First 2'
    'New-RutterBankTransfer $from.Id $to.Id 250.00 -TransactionDate 2024-03-01 -Memo Rent -WhatIf'
    '$before = $rutter.TransferCount; $rutter.AddFault(@{ Kind = ''DropAfterCommit''; Method = ''POST''; Count = 1 })   # the network drops the next response'
    'New-RutterBankTransfer $from.Id $to.Id 250.00 -TransactionDate 2024-03-01 -Memo Rent -Verbose | Format-List Id, TotalAmount, Memo, JobId, IdempotencyKey'
    '$rutter.TransferCount - $before   # exactly one, although it was sent twice'
    '$customer = Get-RutterCustomer -First 1; $sales = Get-RutterAccount -Filter { account_type -eq ''income'' } | Select-Object -First 1'
    '$work, $travel = @{ AccountId = $sales.Id; TotalAmount = 1200; Description = ''Consulting'' }, @{ AccountId = $sales.Id; TotalAmount = 99.95; Description = ''Travel'' }'
    '$invoice = New-RutterInvoice -CustomerId $customer.Id -IssueDate 2024-03-01 -CurrencyCode USD -DocumentNumber I-1001 -LineItems $work, $travel'
    '$invoice | Resolve-RutterName | Format-Table DocumentNumber, CustomerName, TotalAmount, AmountDue; $invoice.LineItems | Format-Table Description, AccountName, TotalAmount'
    '1..3 | ForEach-Object { [pscustomobject]@{ memo = "Row $_" } } | New-RutterBankTransfer $from.Id $to.Id 1.50 -NoWait | Wait-RutterJob | Format-Table Status, HttpStatus'
    'Get-RutterBankTransfer -Id 00000000-0000-0000-0000-000000000000 -ErrorAction Continue'
    '$body = ''{"type":"BANK_TRANSFER","code":"BANK_TRANSFER_UPDATED","connection_id":"c1","bank_transfer":{"id":"b1","total_amount":250.00}}'''
    '$signature = New-RutterWebhookSignature $body   # as Rutter signs it'
    'ConvertFrom-RutterWebhook $body $signature   # a webhook, verified and read'
    'Test-RutterWebhookSignature $body.Replace(''250'', ''950'') $signature   # not one that was changed on its way'
    'Disconnect-Rutter; Stop-RutterEmulator'
)

if ($Width) { $PSStyle.OutputRendering = 'PlainText' }
foreach ($line in $lines) {
    Write-Host "`nPS> $line" -ForegroundColor Cyan
    $step = [scriptblock]::Create($line)
    if ($Width) {
        $said = . $step 3>&1 4>&1 2>&1 | ForEach-Object { $_ -is [System.Management.Automation.VerboseRecord] ? "VERBOSE: $_" : $_ } | Out-String -Width $Width
        if ($said.Trim()) { Write-Host $said.TrimEnd() }
    }
    else { . $step | Out-Default }
}
