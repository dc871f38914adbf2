# Shows each line of a first session, and what it gives.
[Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidUsingWriteHost', '', Justification = 'It talks to a person, and its output is not for a pipeline.')]
param([Parameter(Mandatory)] [string] $ModulePath)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

$lines = @(
    '$rutter = Start-RutterEmulator -TransferCount 1200'
    'Connect-Rutter -Emulator $rutter'
    'Get-RutterBankTransfer -First 5'
    '(Get-RutterBankTransfer).Count'
    'Get-RutterBankTransfer -Filter ''updated_at >= "2024-03-01"'' -Sort ''last_synced_at ASC'' -First 3'
    '$one = Get-RutterBankTransfer -First 1; Get-RutterBankTransfer -Id $one.Id | Format-List'
    'Get-RutterBankTransfer | Measure-RutterAmount   # each currency apart, and exact'
    'Get-RutterBankTransfer -First 5 | Resolve-RutterName | Select-Object TotalAmount, CurrencyCode, CreditAccountName, DebitAccountName'
    '$from, $to = $one.CreditAccountId, $one.DebitAccountId'
    'New-RutterBankTransfer $from $to 250.00 -TransactionDate 2024-03-01 -Memo "Rent" -WhatIf'
    '$before = $rutter.TransferCount; $rutter.AddFault(@{ Kind = "DropAfterCommit"; Method = "POST"; Count = 1 })   # the network drops the next response'
    'New-RutterBankTransfer $from $to 250.00 -TransactionDate 2024-03-01 -Memo "Rent" -Verbose | Format-List Id, TotalAmount, Memo, JobId, IdempotencyKey'
    '$rutter.TransferCount - $before   # exactly one, although it was sent twice'
    '1..3 | ForEach-Object { [pscustomobject]@{ from_account = $from } } | New-RutterBankTransfer -CreditAccountId { $_.from_account } -DebitAccountId $to -TotalAmount 1.50 -NoWait | Wait-RutterJob'
    'Get-RutterBankTransfer -Id 00000000-0000-0000-0000-000000000000 -ErrorAction Continue'
    '$body = ''{"type":"BANK_TRANSFER","code":"BANK_TRANSFER_UPDATED","connection_id":"c1","bank_transfer":{"id":"b1","total_amount":250.00}}'''
    '$signature = New-RutterWebhookSignature $body   # as Rutter signs it'
    'ConvertFrom-RutterWebhook $body $signature   # a webhook, verified and read'
    'Test-RutterWebhookSignature $body.Replace("250", "950") $signature   # not one that was changed on its way'
    'Disconnect-Rutter; Stop-RutterEmulator'
)

foreach ($line in $lines) {
    Write-Host "`nPS> $line" -ForegroundColor Cyan
    . ([scriptblock]::Create($line)) | Out-Default
}
