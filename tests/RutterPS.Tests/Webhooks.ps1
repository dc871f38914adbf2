# Dot-sourced after Common.ps1 by the suites that receive webhooks.
$webhookSecret = 'only-for-tests-0123456789'
$webhookToken = '313c3e00-2bbc-4b2e-a9dc-13abed546b65'
$http = [System.Net.Http.HttpClient]::new()

function New-Webhook([string] $Type = 'BILL', [string] $Change = 'UPDATED', [string] $Id = '1', [string] $More = '') {
    "{`"type`":`"$Type`",`"code`":`"${Type}_$Change`",`"access_token`":`"$webhookToken`",`"connection_id`":`"c1`",`"$($Type.ToLowerInvariant())`":{`"id`":`"$Id`"$More}}"
}

# Runs a script that receives webhooks in a runspace of its own, as another window would, and waits until it listens.
function Start-Receiver([string] $Script, [hashtable] $Variables = @{}) {
    $shell = [powershell]::Create()
    $null = $shell.AddScript("Import-Module '$env:RUTTERPS_MODULE'").Invoke()
    $shell.Commands.Clear()
    foreach ($name in $Variables.Keys) { $shell.Runspace.SessionStateProxy.SetVariable($name, $Variables[$name]) }
    $null = $shell.AddScript($Script)
    $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
    for ($i = 0; $i -lt 800 -and -not $running.IsCompleted -and $shell.Streams.Information.Count -eq 0; $i++) { Start-Sleep -Milliseconds 25 }
    if ($shell.Streams.Information.Count -eq 0) { $shell.EndInvoke($running); throw 'The receiver does not listen.' }
    [pscustomobject]@{ Shell = $shell; Running = $running; Output = $output; Uri = [uri]("$($shell.Streams.Information[0].MessageData)" -replace '.* at ') }
}

# Lets the script end by itself, and gives what it emitted; its errors are thrown.
function Receive-Output($Receiver) {
    if (-not $Receiver.Running.AsyncWaitHandle.WaitOne(30000)) { throw 'The receiver did not end.' }
    try { $null = $Receiver.Shell.EndInvoke($Receiver.Running); $Receiver.Output }
    finally { $Receiver.Shell.Dispose() }
}

function Start-Sending([uri] $Uri, [string] $Body, [string] $Signature = (New-RutterWebhookSignature $Body -Secret $webhookSecret)) {
    $request = [System.Net.Http.HttpRequestMessage]::new('POST', $Uri)
    $request.Content = [System.Net.Http.ByteArrayContent]::new([System.Text.Encoding]::UTF8.GetBytes($Body))
    $null = $request.Headers.TryAddWithoutValidation('X-Rutter-Signature', $Signature)
    $http.SendAsync($request)
}

# Gives the status of the answer.
function Send-Webhook { [int] (Start-Sending @args).GetAwaiter().GetResult().StatusCode }
