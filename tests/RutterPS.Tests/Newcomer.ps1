# The first hour of somebody who has just installed the module. Run by Package.Tests.ps1 in a process and a profile of its own; says
# each step, and ends with an error at the first one that fails.
param([string] $Readme)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

Import-Module RutterPS
"imported from $((Get-Module RutterPS).ModuleBase)"

$commands = Get-Command -Module RutterPS
foreach ($command in $commands) {
    $help = Get-Help $command.Name -Full | Out-String
    if ($help -notmatch 'EXAMPLE 1' -or $help -match '\{\{') { throw "The help of $($command.Name) is not whole." }
}
"$($commands.Count) cmdlets with help"

$rutter = Start-RutterEmulator -TransferCount 120
$session = Connect-Rutter -Emulator $rutter
if ("$($session.BaseUri)" -ne "$($rutter.BaseUri)") { throw 'The session is not the emulator''s.' }

if (@(Get-RutterBankTransfer).Count -ne 120) { throw 'Not all transfers were listed.' }
$from, $to = Get-RutterAccount -Filter 'account_type = "bank" AND status = "active"' | Where-Object CurrencyCode -EQ 'EUR' | Select-Object -First 2
'listed and filtered'

$rutter.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'POST'; Count = 1 })
$created = New-RutterBankTransfer $from.Id $to.Id 12.30 -Memo 'First try'
if ((Get-RutterBankTransfer -Id $created.Id).TotalAmount -ne 12.30d -or @(Get-RutterBankTransfer).Count -ne 121) { throw 'The transfer was not made exactly once.' }
$done = New-RutterBankTransfer $from.Id $to.Id 4.56 -NoWait | Wait-RutterJob | Receive-RutterJob
if ($done.TotalAmount -ne 4.56d) { throw 'The job did not give its transfer.' }
'created, with a response that was lost, and waited for'

if (Get-Command Test-RutterWebhookSignature -ErrorAction Ignore) {
    $payload = '{"type":"ACCOUNT","code":"ACCOUNT_UPDATED"}'
    $signature = New-RutterWebhookSignature -Payload $payload
    if (-not (Test-RutterWebhookSignature -Payload $payload -Signature $signature)) { throw 'A signature of our own was refused.' }
    if (Test-RutterWebhookSignature -Payload "$payload " -Signature $signature) { throw 'A payload that was changed passed.' }
    'verified a webhook'
}

Disconnect-Rutter
if (Get-RutterSession) { throw 'The session is still there.' }
Stop-RutterEmulator $rutter
'disconnected'

# Every line of the README. What goes to the real service goes to the emulator; what a person types is typed here.
$emulator = Start-RutterEmulator
$env:RUTTER_CLIENT_ID, $env:RUTTER_CLIENT_SECRET, $env:RUTTER_ACCESS_TOKEN = $emulator.ClientId, $emulator.ClientSecret, $emulator.AccessToken
function Get-Credential { [pscredential]::new($emulator.ClientId, (ConvertTo-SecureString $emulator.ClientSecret -AsPlainText -Force)) }
function Read-Host { param($Prompt, [switch] $AsSecureString) ConvertTo-SecureString $emulator.AccessToken -AsPlainText -Force }
function Install-PSResource { param($Name) if ($Name -ne 'RutterPS') { throw "README installs '$Name'." } }
# Nothing is sent here: the listener uses a free port, and ends soon.
function Receive-RutterWebhook {
    param($Prefix, $Type, $Code)
    if ($Prefix -and -not ([uri] $Prefix).IsLoopback) { throw "README listens at $Prefix." }
    $null = $PSBoundParameters.Remove('Prefix')
    RutterPS\Receive-RutterWebhook @PSBoundParameters -TimeoutSec 1
}
function Connect-Rutter {
    $session = $MyInvocation.ExpectingInput ? ($input | RutterPS\Connect-Rutter @args) : (RutterPS\Connect-Rutter @args)
    if ($session.Environment -eq 'Emulator') { return $session }
    RutterPS\Connect-Rutter -Name $session.Name -Credential (Get-Credential) -AccessToken $emulator.AccessToken -BaseUri $emulator.BaseUri
}

$null = RutterPS\Connect-Rutter -Emulator $emulator
$pair = (Get-RutterAccount -Filter 'account_type = "bank"' | Group-Object CurrencyCode | Where-Object Count -GE 2)[0].Group
"credit_account_id,debit_account_id,total_amount,idempotency_key`n$($pair[0].Id),$($pair[1].Id),1.23,$([guid]::NewGuid())" | Set-Content payments.csv

$blocks = [regex]::Matches((Get-Content -Raw $Readme), '(?ms)^```powershell\r?\n(?<code>.*?)^```')
foreach ($block in $blocks) {
    # With prompts, what follows a command is its output; without, all of it is one script.
    $text = $block.Groups['code'].Value -replace '\r'
    $steps = $text -match '(?m)^PS> ' ? [regex]::Matches($text, '(?m)^PS> (?<code>.*(\n>> .*)*)(?<output>(\n(?!PS> ).*)*)') : @($block)
    foreach ($step in $steps) {
        $code = $step.Groups['code'].Value -replace '(?m)^>> '
        $shown = $step.Groups['output'].Value.Trim()
        $failed = $null
        try { $said = . ([scriptblock]::Create($code)) | Out-String -Width 500 } catch { $failed = $_ }
        $isMeantToFail = $shown -match "^[\w-]+: "
        if ([bool]$failed -ne $isMeantToFail) { throw "README: '$code' $($failed ? "failed: $failed" : 'should have failed')." }
        if ($failed) {
            if ($shown -notlike "$($failed.InvocationInfo.MyCommand): $(($failed.Exception.Message -split "`n")[0])*") { throw "README shows another error of '$code'. It is: $failed" }
        }
        elseif ($shown -match '(?m)^(?<heading>.*)\n-[- ]*$') {
            $heading = ($Matches.heading.Trim() -replace '\s+', ' ')
            if (($said -replace '[ \t]+', ' ') -notmatch [regex]::Escape($heading)) { throw "README shows other columns of '$code': $heading. They are: $said" }
        }
        elseif ($shown -match '^[\d.]+$' -and $said.Trim() -ne $shown) { throw "README says that '$code' gives $shown; it gives $said." }
        "README: $(($code.Trim() -split "`n")[0])"
    }
}

if ($blocks.Count -eq 0) { throw 'README has no PowerShell.' }
Get-RutterEmulator | Stop-RutterEmulator
