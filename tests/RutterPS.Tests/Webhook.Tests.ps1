BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Webhooks.ps1
    $body = '{"type":"CONNECTION","code":"INITIAL_UPDATE","connection_id":"c1","access_token":"313c3e00-2bbc-4b2e-a9dc-13abed546b65","name":"Zoë"}'

    # As made by: printf %s BODY | openssl dgst -sha256 -hmac only-for-tests-0123456789 -binary | base64
    $signature = 'sha256=rQAfotWBAFBh8t84CnJq4TxRK9bWFeXyXtLOfacTkqU='
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($body)
}

Describe 'Test-RutterWebhookSignature' {
    It 'knows what another tool signed, from <From>' -ForEach @(
        @{ From = 'a string'; Test = { Test-RutterWebhookSignature $body $signature -Secret $webhookSecret } }
        @{ From = 'a byte array'; Test = { Test-RutterWebhookSignature $bytes $signature -Secret $webhookSecret } }
        @{ From = 'an array of bytes'; Test = { Test-RutterWebhookSignature ([object[]] $bytes) $signature -Secret $webhookSecret } }
        @{ From = 'a piped string'; Test = { $body | Test-RutterWebhookSignature -Signature $signature -Secret $webhookSecret } }
        @{ From = 'piped bytes, one by one'; Test = { $bytes | Test-RutterWebhookSignature -Signature $signature -Secret $webhookSecret } }
        @{ From = 'a file'; Test = { Test-RutterWebhookSignature -Path "$TestDrive/body[1].json" -Signature $signature -Secret $webhookSecret } }
        @{ From = 'Get-Content -Raw'; Test = { Get-Content -LiteralPath "$TestDrive/body[1].json" -Raw | Test-RutterWebhookSignature -Signature $signature -Secret $webhookSecret } }
        @{ From = 'Get-Content -AsByteStream -Raw'; Test = { Get-Content -LiteralPath "$TestDrive/body[1].json" -AsByteStream -Raw | Test-RutterWebhookSignature -Signature $signature -Secret $webhookSecret } }
        @{ From = 'Get-Content -AsByteStream'; Test = { Get-Content -LiteralPath "$TestDrive/body[1].json" -AsByteStream | Test-RutterWebhookSignature -Signature $signature -Secret $webhookSecret } }
        @{ From = 'a secure secret'; Test = { Test-RutterWebhookSignature $body $signature -Secret (ConvertTo-SecureString $webhookSecret -AsPlainText -Force) } }
    ) {
        [System.IO.File]::WriteAllBytes("$TestDrive/body[1].json", $bytes)
        & $Test | Should -BeExactly $true
    }

    It 'takes a byte order mark as the bytes that it is' {
        [System.IO.File]::WriteAllBytes("$TestDrive/bom.json", [byte[]](0xEF, 0xBB, 0xBF) + $bytes)
        Test-RutterWebhookSignature -Path "$TestDrive/bom.json" -Signature $signature -Secret $webhookSecret | Should -BeFalse
    }

    It 'says false, and no more, for <Name>' -ForEach @(
        @{ Name = 'no signature'; Wrong = { $null } }
        @{ Name = 'an empty one'; Wrong = { '' } }
        @{ Name = 'hexadecimal digits'; Wrong = { 'sha256=' + [Convert]::ToHexString([Convert]::FromBase64String($signature.Substring(7))) } }
        @{ Name = 'no prefix'; Wrong = { $signature.Substring(7) } }
        @{ Name = 'another case'; Wrong = { $signature.ToUpperInvariant() } }
        @{ Name = 'a megabyte'; Wrong = { $signature + 'A' * 1MB } }
    ) {
        Test-RutterWebhookSignature $body (& $Wrong) -Secret $webhookSecret -ErrorVariable failures | Should -BeExactly $false
        $failures | Should -BeNullOrEmpty
    }

    It 'says false for another body and another secret' {
        Test-RutterWebhookSignature "$body " $signature -Secret $webhookSecret | Should -BeFalse
        Test-RutterWebhookSignature $body $signature -Secret "$webhookSecret-" | Should -BeFalse
    }

    It 'needs a secret: <Name>' -ForEach @(
        @{ Name = 'no session'; Call = { Test-RutterWebhookSignature $body 'x' } }
        @{ Name = 'an empty one'; Call = { Test-RutterWebhookSignature $body 'x' -Secret '' } }
        @{ Name = 'none'; Call = { Test-RutterWebhookSignature $body 'x' -Secret $null } }
        @{ Name = 'an empty one beside a session'; Call = { $null = Connect-Rutter (New-Credential id $webhookSecret); try { Test-RutterWebhookSignature $body 'x' -Secret '' } finally { Disconnect-Rutter } } }
    ) {
        Get-RutterSession | ForEach-Object { Disconnect-Rutter -Name $_.Name }
        { & $Call } | Should -Throw -ErrorId 'MissingSecret*'
    }

    It 'uses the secret of the session' {
        $null = Connect-Rutter (New-Credential id $webhookSecret) -Name webhooks
        try {
            Test-RutterWebhookSignature $body $signature | Should -BeTrue
            New-RutterWebhookSignature $body -Session webhooks | Should -BeExactly $signature
        }
        finally { Disconnect-Rutter -Name webhooks }
    }

    It 'refuses an object, whose signature nobody can know' {
        { $body | ConvertFrom-Json | Test-RutterWebhookSignature -Signature $signature -Secret $webhookSecret } | Should -Throw -ErrorId 'InvalidPayload*'
        { Test-RutterWebhookSignature -Path Env:/PATH -Signature x -Secret $webhookSecret } | Should -Throw '*Environment; a path of the file system is needed*' -ErrorId 'FileNotRead*'
        { Test-RutterWebhookSignature -Path "$TestDrive/nothing" -Signature x -Secret $webhookSecret } | Should -Throw -ErrorId 'FileNotRead*'
    }
}

Describe 'ConvertFrom-RutterWebhook' {
    It 'gives the token of an event to cmdlets, and not to CLIXML' {
        $received = ConvertFrom-RutterWebhook $body $signature -Secret $webhookSecret
        $received.AccessToken | Should -BeOfType securestring
        $received | Export-Clixml "$TestDrive/event.xml"
        Get-Content "$TestDrive/event.xml" -Raw | Should -Not -Match '<SS|33003100330063'
        (Import-Clixml "$TestDrive/event.xml").Code | Should -Be 'INITIAL_UPDATE'
    }

    It 'gives a typed transfer whose company other cmdlets take from the event' {
        $emulator = Connect-NewEmulator @{ TransferCount = 3 }
        try {
            $webhook = (New-Webhook BANK_TRANSFER UPDATED b1 ',"total_amount":12.50').Replace($webhookToken, $emulator.AccessToken)
            $received = ConvertFrom-RutterWebhook $webhook (New-RutterWebhookSignature $webhook)
            $received.Entity.GetType().Name | Should -Be 'BankTransfer'
            $received.Entity.TotalAmount | Should -BeExactly 12.50d
            $received.Entity.ConnectionId | Should -Be 'c1'
            $null = Connect-Rutter (New-Credential $emulator.ClientId $emulator.ClientSecret) -BaseUri $emulator.BaseUri
            @(Get-RutterBankTransfer -AccessToken $received.AccessToken).Count | Should -Be 3
        }
        finally { $emulator.Stop(); Disconnect-Rutter -Name * }
    }

    It 'gives an object with the API''s names, and keeps names that differ in case only' {
        (New-Webhook NEW_KIND CREATED 1 ',"lines":[{"quantity":2}]' | ConvertFrom-RutterWebhook -SkipSignatureCheck).Entity.lines[0].quantity | Should -Be 2
        (New-Webhook NEW_KIND CREATED 1 ',"Id":"2"' | ConvertFrom-RutterWebhook -SkipSignatureCheck).Entity['Id'] | Should -Be '2'
    }

    It 'keeps what a connection''s webhook says besides' {
        $received = '{"type":"CONNECTION","code":"SOMETHING_NEW","update_url":"https://h/1"}' | ConvertFrom-RutterWebhook -SkipSignatureCheck
        $received.Code | Should -Be 'SOMETHING_NEW'
        $received.AdditionalProperties.update_url | Should -Be 'https://h/1'
    }

    It 'refuses a wrong signature as an error of security, before it reads' {
        foreach ($wrong in $null, '', 'sha256=') {
            { ConvertFrom-RutterWebhook 'no JSON' $wrong -Secret $webhookSecret } | Should -Throw -ErrorId 'BadSignature*'
        }
        { ConvertFrom-RutterWebhook $body -Secret $webhookSecret } | Should -Throw -ErrorId 'BadSignature*'
        $Error[0].CategoryInfo.Category | Should -Be 'SecurityError'
        { ConvertFrom-RutterWebhook 'no JSON' -SkipSignatureCheck } | Should -Throw -ErrorId 'InvalidWebhook*'
    }

    It 'goes on behind a body that is none' {
        $received = '{', $body | ConvertFrom-RutterWebhook -SkipSignatureCheck -ErrorAction SilentlyContinue -ErrorVariable failures
        @($received).Code | Should -Be 'INITIAL_UPDATE'
        $failures.Count | Should -Be 1
    }

    It 'shows no token, and nothing that steers a terminal' {
        $received = New-Webhook ORDER CREATED 1 ",`"memo`":`"\u001b]0;x\u0007 $webhookToken`"" | ConvertFrom-RutterWebhook -SkipSignatureCheck
        $seen = ($received | Format-Table | Out-String) + ($received | Format-List | Out-String) + "$received"
        $seen | Should -Match 'ORDER_CREATED'
        $seen | Should -Not -Match '[\x00-\x09\x0b\x0c\x0e-\x1f]'
        $seen + ($received | Format-List * -Force | Out-String) + (ConvertTo-Json $received -Depth 5) + [System.Management.Automation.PSSerializer]::Serialize($received, 5) + ($received | ConvertTo-Csv) |
            Should -Not -Match $webhookToken
    }
}

Describe 'Receive-RutterWebhook' {
    It 'emits each once, answers what it is not given by its status, and ends with -Count' {
        $receiver = Start-Receiver 'Receive-RutterWebhook -Secret $secret -Count 2 3>&1' @{ secret = $webhookSecret }
        Send-Webhook $receiver.Uri (New-Webhook -Id 1) | Should -Be 204
        Send-Webhook $receiver.Uri (New-Webhook -Id 1) | Should -Be 204
        Send-Webhook $receiver.Uri (New-Webhook -Id 2) 'sha256=wrong' | Should -Be 401
        Send-Webhook $receiver.Uri '[]' | Should -Be 400
        Send-Webhook $receiver.Uri (New-Webhook -Id 2) | Should -Be 204
        $output = @(Receive-Output $receiver)
        ($output | Where-Object { $_.PSObject.Properties['Entity'] }).Entity.id | Should -Be '1', '2'
        @($output | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }).Count | Should -Be 2 -Because 'the first 401 and the first 400 are told'
        { Send-Webhook $receiver.Uri (New-Webhook -Id 3) } | Should -Throw -Because 'nobody listens any more'
    }

    It 'answers what -Type and -Code leave out, and does not emit it' {
        $receiver = Start-Receiver 'Receive-RutterWebhook -Secret $secret -Type BILL, ORDER -Code *_deleted -Count 1' @{ secret = $webhookSecret }
        Send-Webhook $receiver.Uri (New-Webhook BILL UPDATED) | Should -Be 204
        Send-Webhook $receiver.Uri (New-Webhook ACCOUNT DELETED) | Should -Be 204
        Send-Webhook $receiver.Uri (New-Webhook ORDER DELETED 7) | Should -Be 204
        (Receive-Output $receiver).Code | Should -Be 'ORDER_DELETED'
    }

    It 'emits again what is sent again, with -NoDeduplication' {
        $receiver = Start-Receiver 'Receive-RutterWebhook -Secret $secret -NoDeduplication -Count 2' @{ secret = $webhookSecret }
        Send-Webhook $receiver.Uri (New-Webhook) | Should -Be 204
        Send-Webhook $receiver.Uri (New-Webhook) | Should -Be 204
        @(Receive-Output $receiver).Count | Should -Be 2
    }

    It 'answers with an error what a consumer that fails has not taken, and what waits behind it: <Name>' -ForEach @(
        @{ Name = 'a script'; Consumer = 'ForEach-Object { if ($_.Entity.id -eq 3) { throw "disk full" }; $_ }' }
        @{ Name = 'a cmdlet'; Consumer = 'ForEach-Object { if ($_.Entity.id -eq 3) { Set-Content /no/such/place x -ErrorAction Stop }; $_ }' }
    ) {
        $receiver = Start-Receiver "Receive-RutterWebhook -Secret `$secret | $Consumer" @{ secret = $webhookSecret }
        Send-Webhook $receiver.Uri (New-Webhook -Id 1) | Should -Be 204
        Send-Webhook $receiver.Uri (New-Webhook -Id 2) | Should -Be 204
        Send-Webhook $receiver.Uri (New-Webhook -Id 3) | Should -Be 503
        { Receive-Output $receiver } | Should -Throw
        $receiver.Output.Entity.id | Should -Be '1', '2'

        # Rutter sends it again, to a receiver that works.
        $receiver = Start-Receiver 'Receive-RutterWebhook -Secret $secret -Count 1' @{ secret = $webhookSecret }
        Send-Webhook $receiver.Uri (New-Webhook -Id 3) | Should -Be 204
        (Receive-Output $receiver).Entity.id | Should -Be '3'
    }

    It 'answers with an error what it has not come to when -Count is reached' {
        $gate = [System.Threading.SemaphoreSlim]::new(0)
        $receiver = Start-Receiver 'Receive-RutterWebhook -Secret $secret -Count 1 | ForEach-Object { $gate.Wait(); $_ }' @{ secret = $webhookSecret; gate = $gate }
        $answers = 1..4 | ForEach-Object { Start-Sending $receiver.Uri (New-Webhook -Id $_) }
        Start-Sleep -Milliseconds 300
        $answers.IsCompleted | Should -Not -Contain $true -Because 'nothing is taken yet'
        $null = $gate.Release()
        @(Receive-Output $receiver).Count | Should -Be 1
        $answers | ForEach-Object { [int] $_.GetAwaiter().GetResult().StatusCode } | Sort-Object | Should -Be 204, 503, 503, 503
    }

    It 'ends when the time is over, with an error only where -Count was not reached' {
        Receive-RutterWebhook -Secret $webhookSecret -TimeoutSec 1 -ErrorVariable failures 6>$null | Should -BeNullOrEmpty
        $failures | Should -BeNullOrEmpty
        Receive-RutterWebhook -Secret $webhookSecret -TimeoutSec 1 -Count 1 -ErrorAction SilentlyContinue -ErrorVariable failures 6>$null
        $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
    }

    It 'is ended by Ctrl+C within a second, <When>' -ForEach @(
        @{ When = 'while it waits'; Script = 'Receive-RutterWebhook -Secret $secret'; Send = $false }
        @{ When = 'while the pipeline works on an event, which comes again'; Script = 'Receive-RutterWebhook -Secret $secret | ForEach-Object { Start-Sleep 60 }'; Send = $true }
    ) {
        $receiver = Start-Receiver $Script @{ secret = $webhookSecret }
        $answer = $Send ? (Start-Sending $receiver.Uri (New-Webhook)) : $null
        Start-Sleep -Milliseconds 300
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $receiver.Shell.Stop()
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 1
        if ($Send) { [int] $answer.GetAwaiter().GetResult().StatusCode | Should -Be 503 }
        $receiver.Shell.Dispose()
    }

    It 'warns where other machines can reach it, and refuses what is no address' {
        Receive-RutterWebhook -Prefix http://*:0/ -Secret $webhookSecret -TimeoutSec 1 -WarningVariable warnings 3>$null 6>$null
        $warnings | Should -Match 'Other machines can reach'
        { Receive-RutterWebhook -Prefix https://127.0.0.1:0/ -Secret $webhookSecret } | Should -Throw -ErrorId 'CannotListen*'
        { Receive-RutterWebhook -Secret $webhookSecret -OutBuffer 5 } | Should -Throw -ErrorId 'OutBufferNotAllowed*'
        { Receive-RutterWebhook } | Should -Throw -ErrorId 'MissingSecret*'
    }
}

Describe 'about_Rutter_Webhooks' {
    It 'is found by Get-Help, with every sentence of its page' {
        $shown = (Get-Help about_Rutter_Webhooks) -replace '\s+', ' '
        foreach ($block in (Get-Content -Raw "$PSScriptRoot/../../docs/en-US/about_Rutter_Webhooks.md").Trim() -split '(?:\r?\n){2,}' -notmatch '^#') {
            $shown.Contains(($block -replace '\s+', ' ').Trim()) | Should -BeTrue -Because "it says: $block"
        }
    }
}
