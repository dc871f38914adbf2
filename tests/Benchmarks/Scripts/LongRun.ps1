# One kind of work, many times over, against the emulator. Prints one line of JSON: memory and handles early on and at the end, and what was lost.
param(
    [Parameter(Mandatory)] [ValidateSet('syncs', 'webhooks')] [string] $Work,
    [Parameter(Mandatory)] [int] $Count,
    [Parameter(Mandatory)] [string] $ModulePath
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $ModulePath
$early = $null
$lost = ''

function Get-Usage {
    [pscustomobject]@{
        MB = [GC]::GetTotalMemory($true) / 1MB
        Handles = (Test-Path /proc/self/fd) ? [System.IO.Directory]::GetFiles('/proc/self/fd').Count : [System.Diagnostics.Process]::GetCurrentProcess().HandleCount
    }
}

$clock = [System.Diagnostics.Stopwatch]::StartNew()
if ($Work -eq 'syncs') {
    $state = [System.IO.Path]::GetTempFileName()
    [System.IO.File]::Delete($state)
    $emulator = Start-RutterEmulator -TransferCount 300
    try {
        $null = Connect-Rutter -Emulator $emulator
        $ids = (Sync-RutterBankTransfer $state).Id
        $missed = 0
        foreach ($i in 1..$Count) {
            $id = $ids[$i % $ids.Count]
            $change = [System.Text.Json.Nodes.JsonNode]::Parse("{`"id`":`"$id`",`"memo`":`"change $i`"}")
            $null = $emulator.ChangeObject('bank_transfers', $change)
            $changes = @(Sync-RutterBankTransfer $state)
            if ($changes.Count -ne 1 -or $changes[0].Id -ne $id -or $changes[0].Object.Memo -ne "change $i") { $missed++ }
            $emulator.ClearRequests()
            if ($i -eq [Math]::Max(1, $Count / 10)) { $early = Get-Usage }
        }
        if ($missed) { $lost = "$missed changes were not seen once." }
        $late = Get-Usage
    }
    finally {
        $emulator.Stop()
        [System.IO.File]::Delete($state)
    }
}
else {
    $secret = 'only-for-benchmarks-0123456789'
    $seen = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new()
    $shell = [powershell]::Create()
    $null = $shell.AddScript('param($Module, $Secret, $Count, $Seen) Import-Module $Module; Receive-RutterWebhook -Secret $Secret -Count $Count | ForEach-Object { $Seen[$_.Entity.Id] = 1 }')
    $null = $shell.AddParameters(@{ Module = $ModulePath; Secret = (ConvertTo-SecureString $secret -AsPlainText); Count = $Count; Seen = $seen })
    $running = $shell.BeginInvoke()
    while ($shell.Streams.Information.Count -eq 0 -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 25 }
    $uri = "$($shell.Streams.Information[0].MessageData)" -replace '.* at '
    $client = [System.Net.Http.HttpClient]::new()
    $hmac = [System.Security.Cryptography.HMACSHA256]::new([System.Text.Encoding]::UTF8.GetBytes($secret))
    $refused = 0
    for ($sent = 0; $sent -lt $Count; $sent += $batch.Count) {
        $batch = foreach ($i in $sent..([Math]::Min($sent + 20, $Count) - 1)) {
            $bytes = [System.Text.Encoding]::UTF8.GetBytes("{`"type`":`"BILL`",`"code`":`"BILL_UPDATED`",`"access_token`":`"bench`",`"connection_id`":`"c1`",`"bill`":{`"id`":`"bill-$i`"}}")
            $request = [System.Net.Http.HttpRequestMessage]::new('POST', $uri)
            $request.Content = [System.Net.Http.ByteArrayContent]::new($bytes)
            $request.Headers.Add('X-Rutter-Signature', 'sha256=' + [Convert]::ToBase64String($hmac.ComputeHash($bytes)))
            $client.SendAsync($request)
        }
        foreach ($response in $batch) { if ([int] $response.GetAwaiter().GetResult().StatusCode -ne 204) { $refused++ } }
        if (-not $early -and $sent -ge $Count / 10) { $early = Get-Usage }
    }
    $null = $running.AsyncWaitHandle.WaitOne(60000)
    $late = Get-Usage
    $failures = @($shell.Streams.Error)
    if ($refused -or $seen.Count -ne $Count -or $failures) { $lost = "$($seen.Count) of $Count arrived, $refused were refused. $failures" }
    $shell.Dispose()
}

$early ??= $late
$what = $Work -eq 'syncs' ? 'syncs in a row, each of one change' : 'webhooks through the receiver'
[Console]::Out.WriteLine(([ordered]@{
            work = '{0:N0} {1}' -f $Count, $what; seconds = $clock.Elapsed.TotalSeconds; earlyMB = $early.MB; lateMB = $late.MB
            earlyHandles = $early.Handles; lateHandles = $late.Handles; lost = $lost
        } | ConvertTo-Json -Compress))
