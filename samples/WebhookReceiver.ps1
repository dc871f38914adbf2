<#
.SYNOPSIS
Keeps a CSV of bank transfers current by webhooks.
.DESCRIPTION
Each webhook is in the file before Rutter hears that it was taken. If the script or the machine breaks down, Rutter sends it again; a
webhook that comes twice, or behind a newer one, changes nothing. A transfer that was deleted keeps its row, with Deleted set to True.
Webhooks get lost now and then: also make the file anew from Get-RutterBankTransfer from time to time.
.EXAMPLE
$env:RUTTER_CLIENT_SECRET = 'the client secret'; ./WebhookReceiver.ps1 -Path ./transfers.csv -Prefix http://127.0.0.1:8080/
#>
[CmdletBinding()]
param(
    [string] $Path = './transfers.csv',
    [string] $Prefix = 'http://127.0.0.1:8080/',
    [string] $Secret = $env:RUTTER_CLIENT_SECRET,
    [hashtable] $Until = @{}    # for example @{ TimeoutSec = 3600 } or @{ Count = 100 }; without it, until Ctrl+C
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
if (-not (Get-Module RutterPS)) { Import-Module RutterPS }

$Path = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
$rows = [ordered]@{}
if (Test-Path -LiteralPath $Path) { Import-Csv -LiteralPath $Path | ForEach-Object { $rows[$_.Id] = $_ } }

# The whole file is written beside the old one, and then takes its place: nobody ever reads half a file.
function Save-Row {
    $rows.Values | Export-Csv -LiteralPath "$Path.new"
    [System.IO.File]::Move("$Path.new", $Path, $true)
}

function ConvertTo-Text($Value) {
    if ($Value -is [datetimeoffset]) { $Value.ToString('o') }
    elseif ($Value -is [decimal]) { $Value.ToString([cultureinfo]::InvariantCulture) }
    else { "$Value" }
}

function Test-Newer($Row, $Known) {
    if ($Known.Deleted -eq 'True') { return $false }
    $Row.Deleted -eq 'True' -or -not $Row.UpdatedAt -or -not $Known.UpdatedAt -or [datetimeoffset] $Row.UpdatedAt -ge [datetimeoffset] $Known.UpdatedAt
}

Receive-RutterWebhook -Prefix $Prefix -Secret $Secret -Type BANK_TRANSFER @Until | ForEach-Object {
    $transfer = $_.Entity
    if ($null -eq $transfer -or $transfer.GetType().Name -ne 'BankTransfer') {
        Write-Warning "A webhook is not of the form that this script knows: $_"
        return
    }

    $row = [pscustomobject][ordered]@{
        Id              = $transfer.Id
        Deleted         = "$($_.Code -eq 'BANK_TRANSFER_DELETED')"
        UpdatedAt       = ConvertTo-Text $transfer.UpdatedAt
        TransactionDate = ConvertTo-Text $transfer.TransactionDate
        TotalAmount     = ConvertTo-Text $transfer.TotalAmount
        CurrencyCode    = $transfer.CurrencyCode
        CreditAccountId = $transfer.CreditAccountId
        DebitAccountId  = $transfer.DebitAccountId
        Memo            = $transfer.Memo
        ConnectionId    = $transfer.ConnectionId
    }
    $known = $rows[$row.Id]
    if ($null -eq $known -or (Test-Newer $row $known)) {
        $rows[$row.Id] = $row
        Save-Row
        $row
    }
}
