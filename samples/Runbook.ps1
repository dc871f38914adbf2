<#
.SYNOPSIS
Writes the bank transfers that changed lately to a CSV file, without anybody at the keyboard.
.DESCRIPTION
Takes its secrets from where it runs: in Azure Automation from the credential 'Rutter' and the encrypted variable 'RutterAccessToken', anywhere
else from the environment variables RUTTER_CLIENT_ID, RUTTER_CLIENT_SECRET and RUTTER_ACCESS_TOKEN. The file is replaced when all of it is there;
when a run fails, the old one stays, and the script ends with an error, which every scheduler reports.
.EXAMPLE
./Runbook.ps1 -Path ./transfers.csv -Days 7
#>
[CmdletBinding()]
param(
    [string] $Path = './transfers.csv',

    [ValidateRange(1, 3650)]
    [int] $Days = 1,

    # Another address than Rutter's own, for a rehearsal on an emulator.
    [uri] $BaseUri
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$connection = @{ Name = "runbook-$([guid]::NewGuid())" }
if ($BaseUri) { $connection.BaseUri = $BaseUri }
if (Get-Command Get-AutomationPSCredential -ErrorAction Ignore) {
    $connection.Credential = Get-AutomationPSCredential -Name 'Rutter'
    $connection.AccessToken = Get-AutomationVariable -Name 'RutterAccessToken'
}

$session = Connect-Rutter @connection
try {
    $since = [datetimeoffset]::UtcNow.AddDays(-$Days)
    $count = 0
    $columns = @(
        'Id', 'TransactionDate', 'TotalAmount', 'CurrencyCode', 'CreditAccountId', 'CreditAccountName', 'DebitAccountId', 'DebitAccountName', 'Memo'
        'UpdatedAt'
    )
    Get-RutterBankTransfer -Session $session -UpdatedAfter $since -Sort 'updated_at ASC' |
        ForEach-Object { $count++; $_ } |
        Resolve-RutterName -Session $session |
        Export-RutterCsv $Path -Property $columns
    "$count transfers changed since $($since.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture)) UTC; written to $Path."
}
finally {
    Disconnect-Rutter -Name $session.Name
}
