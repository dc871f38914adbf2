# Shows each line of a first session, and what it gives.
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
    'Get-RutterBankTransfer | Measure-Object -Property TotalAmount -Sum | Select-Object Count, Sum'
    'Get-RutterBankTransfer -Id 00000000-0000-0000-0000-000000000000 -ErrorAction Continue'
    'Disconnect-Rutter; Stop-RutterEmulator'
)

foreach ($line in $lines) {
    Write-Host "`nPS> $line" -ForegroundColor Cyan
    . ([scriptblock]::Create($line)) | Out-Default
}
