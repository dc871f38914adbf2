# What belongs to the organisation: what is synced, where webhooks go.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator
    $description = Get-Content -Raw (Join-Path $PSScriptRoot '../../api/rutter-2024-08-31.openapi.json') | ConvertFrom-Json -AsHashtable
    $once = Connect-Rutter -Emulator $emulator -Name once -MaximumRetryCount 0
    $null = Connect-Rutter -Emulator $emulator
    $initial = @{ Batches = @{ TimeFrameInMonths = 12; Entities = 'account', 'BILL' } }
    $hourly = @{ SyncPeriodInMinutes = 60; Entities = 'BILL' }
    function Set-Response([string] $Body, [int] $Status = 200, [string] $Type = 'application/json') { $emulator.AddFault(@{ Kind = 'RawBody'; Status = $Status; ContentType = $Type; Body = $Body; Count = 1 }) }
}
AfterAll { $emulator.Stop() }

Describe 'The sync configuration of a <Kind>' -ForEach @(
    @{ Kind = 'connection'; Noun = 'RutterConnectionSyncConfiguration'; Parameter = 'Id' }
    @{ Kind = 'platform'; Noun = 'RutterPlatformSyncConfiguration'; Parameter = 'Platform' }
) {
    BeforeAll {
        $owner = @{ $Parameter = $Kind -eq 'connection' ? $emulator.ConnectionId : 'XERO' }
        $value = $owner.$Parameter
    }
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'is made, read, changed in one part, and taken away' {
        $made = & "New-$Noun" @owner -InitialSync $initial -IncrementalSync $hourly
        $made.$Parameter | Should -Be $value
        $made.InitialSync.Batches[0].TimeFrameInMonths | Should -Be 12
        $made.InitialSync.Batches[0].Entities | Should -Be 'ACCOUNT', 'BILL'
        $made.IncrementalSync.SyncPeriodInMinutes | Should -BeOfType decimal

        $changed = $made | & "Update-$Noun" -IncrementalSync @{ sync_period_in_minutes = 1; syncPeriodInMinutes = 90; entities = 'VENDOR' } -ErrorAction SilentlyContinue -ErrorVariable refused
        $changed | Should -BeNullOrEmpty
        $refused[0] | Should -Match "takes no such field.*Did you mean 'syncPeriodInMinutes'"
        $changed = $made | & "Update-$Noun" -IncrementalSync @{ syncPeriodInMinutes = 90; entities = 'VENDOR' }
        $changed.IncrementalSync.Entities | Should -Be 'VENDOR'
        $changed.InitialSync.Batches[0].Entities | Should -Be 'ACCOUNT', 'BILL'
        (& "Get-$Noun" @owner).IncrementalSync.SyncPeriodInMinutes | Should -Be 90

        $changed | & "Remove-$Noun" -Confirm:$false | Should -BeNullOrEmpty
        { & "Get-$Noun" @owner } | Should -Throw '*There is no sync configuration*'
        $emulator.Requests | Where-Object Status -GE 400 | ForEach-Object Status | Should -Be 410
        $emulator.Requests | ForEach-Object { $_.Query.ContainsKey('access_token') } | Should -Not -Contain $true
    }

    It 'is made once though the response is lost, and a lost deletion is one' {
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'DELETE'; Count = 1 })
        $null = & "New-$Noun" @owner -InitialSync $initial -IncrementalSync $hourly
        & "Remove-$Noun" @owner -Confirm:$false -ErrorVariable failures
        $failures | Should -BeNullOrEmpty
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'POST'; Count = 1 })
        $failure = { & "New-$Noun" @owner -InitialSync $initial -IncrementalSync $hourly } | Should -Throw -PassThru
        # The emulator refuses a second one, whatever the key: whether the first was made, only a look can tell.
        $failure.Exception.Verdict.State | Should -Be 'Unknown'
        $failure.Exception.MayHaveSucceeded | Should -BeTrue
        (& "Get-$Noun" @owner).IncrementalSync.SyncPeriodInMinutes | Should -Be 60
        & "Remove-$Noun" @owner -Confirm:$false
    }

    It 'is in doubt where the response <Name>' -ForEach @(
        @{ Name = 'is lost'; Fault = @{ Kind = 'DropAfterCommit' }; State = 'Unknown' }
        @{ Name = 'is a web page'; Fault = @{ Kind = 'RawBody'; ContentType = 'text/html'; Body = '<html>Sign in</html>' }; State = 'Unknown' }
        @{ Name = 'lacks a part'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"initialSync":{"batches":[]}}' }; State = 'Unknown' }
        @{ Name = 'refuses it'; Fault = @{ Kind = 'Status'; Status = 400 }; State = 'NotDone' }
    ) {
        foreach ($method in 'POST', 'PATCH') {
            $emulator.AddFault($Fault + @{ Method = $method; Count = 1 })
            $verb = $method -eq 'POST' ? 'New' : 'Update'
            $failure = { & "$verb-$Noun" @owner -InitialSync $initial -IncrementalSync $hourly -Session $once } | Should -Throw -PassThru
            $failure.Exception.Verdict.State | Should -Be $State -Because $method
            if ($State -eq 'Unknown') { $failure.ErrorDetails.RecommendedAction | Should -Match 'retrying it is safe' }
            try { & "Remove-$Noun" @owner -Confirm:$false } catch { $_.Exception.StatusCode | Should -Be 410 }
        }
    }

    It 'is not deleted where the response says <_>' -ForEach '{"success":false}', '<html></html>', '[]' {
        Set-Response $_ -Type ($_ -like '<*' ? 'text/html' : 'application/json')
        $failure = { & "Remove-$Noun" @owner -Confirm:$false -Session $once } | Should -Throw -PassThru
        $failure.Exception.Verdict.State | Should -Not -Be 'Done'
    }

    It 'is refused before sending: <Name>' -ForEach @(
        @{ Name = 'a kind of sync with an unknown field'; Values = @{ InitialSync = @{ Batch = 1 }; IncrementalSync = @{ SyncPeriodInMinutes = 60; Entities = 'BILL' } } }
        @{ Name = 'a period that is too short'; Values = @{ InitialSync = @{ Batches = @{ TimeFrameInMonths = 1; Entities = 'BILL' } }; IncrementalSync = @{ SyncPeriodInMinutes = 5; Entities = 'BILL' } } }
        @{ Name = 'a batch without kinds of object'; Values = @{ InitialSync = @{ Batches = @{ TimeFrameInMonths = 1 } }; IncrementalSync = @{ SyncPeriodInMinutes = 60; Entities = 'BILL' } } }
    ) {
        { & "New-$Noun" @owner @Values -WhatIf } | Should -Throw -ErrorId 'InvalidInput*'
        { & "Update-$Noun" @owner } | Should -Throw '*Nothing to change*'
        $emulator.Requests | Should -BeNullOrEmpty
    }

    It 'asks nothing with -WhatIf, and an id that leads elsewhere is refused' {
        & "New-$Noun" @owner -InitialSync $initial -IncrementalSync $hourly -WhatIf
        & "Update-$Noun" @owner -IncrementalSync $hourly -WhatIf
        & "Remove-$Noun" @owner -WhatIf
        { & "Get-$Noun" '../x' } | Should -Throw -ErrorId 'InvalidInput*'
        $emulator.Requests | Should -BeNullOrEmpty
        [System.Management.Automation.CommandMetadata]::new((Get-Command "Remove-$Noun")).ConfirmImpact | Should -Be 'High'
    }
}

Describe 'Names to complete' {
    It 'are those of the description' {
        $platforms = $description.paths['/configs/sync/platforms/{platform}'].get.parameters[0].schema.enum
        (Get-Completion 'Get-RutterPlatformSyncConfiguration -Platform ').CompletionText | Should -Be $platforms
        $types = $description.paths['/connections/backfill'].post.requestBody.content['application/json'].schema.properties.object_types.items.enum
        foreach ($command in 'Start-RutterBackfill', 'Start-RutterIncrementalSync') { (Get-Completion "$command -ObjectTypes ").CompletionText | Should -Be $types }
        $kinds = $description.components.schemas.ConnectionSyncConfigurationIncrementalSync.properties.entities.items.enum
        $known = (Get-Command Get-RutterConnectionSyncConfiguration).OutputType[0].Type.Assembly.GetType('Rutter.Client.Resources.Configuration.SyncEntity')
        $known::Known | Should -Be $kinds
    }
}

Describe 'Webhook configurations' {
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'are listed, fetched, and given what of the platform''s data they carry' {
        $webhook = @(Get-RutterWebhookConfiguration)[0]
        $webhook.ApiVersion | Should -Be '2024-08-31'
        $webhook.PlatformDataConfig | Should -BeNullOrEmpty
        ($webhook | Get-RutterWebhookConfiguration).Url | Should -Be $webhook.Url
        $set = $webhook | Update-RutterWebhookConfiguration -PlatformDataConfig @{ BILL = @{ custom = '$.customField' } }
        $set.Id | Should -Be $webhook.Id
        $set.PlatformDataConfig.BILL.custom | Should -BeExactly '$.customField'
        (Get-RutterWebhookConfiguration $webhook.Id -PlatformDataOnly).PlatformDataConfig.BILL.custom | Should -BeExactly '$.customField'
        $null = Update-RutterWebhookConfiguration $webhook.Id '{"INVOICE":{}}'
        (Get-RutterWebhookConfiguration $webhook.Id).PlatformDataConfig.Keys | Should -Be 'INVOICE'
        $emulator.Requests | ForEach-Object Status | Should -Not -Contain 400
    }

    It 'are read bare and wrapped' {
        foreach ($body in '[{"id":"1","url":"https://h/"}]', ' {"webhooks":[{"id":"1","url":"https://h/"}]}') {
            Set-Response $body
            (Get-RutterWebhookConfiguration).Id | Should -Be '1'
        }
    }

    It 'are an error where the response is <_>' -ForEach '{}', '[null]', '{"webhooks":null}', '"x"', '[{"id":1}]' {
        Set-Response $_
        { Get-RutterWebhookConfiguration -Session $once } | Should -Throw -ErrorId 'UnreadableReply*'
    }

    It 'that are not there are an error for each, and the others go on' {
        $id = (Get-RutterWebhookConfiguration).Id
        $found = 'none', $id | Get-RutterWebhookConfiguration -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Id | Should -Be $id
        $failures[0].TargetObject | Should -Be 'none'
        { Update-RutterWebhookConfiguration none @{} } | Should -Throw -ErrorId 'NOT_FOUND*'
    }

    It 'are changed by nothing with -WhatIf, nor by what has no form in JSON' {
        Update-RutterWebhookConfiguration x @{ BILL = @{} } -WhatIf
        { Update-RutterWebhookConfiguration x @{ BILL = (ConvertTo-SecureString a -AsPlainText -Force) } } | Should -Throw -ErrorId 'InvalidInput*'
        $emulator.Requests | Should -BeNullOrEmpty
    }

    It 'are in doubt where the response is lost' {
        $id = (Get-RutterWebhookConfiguration).Id
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'PATCH'; Count = 1 })
        $failure = { Update-RutterWebhookConfiguration $id @{} -Session $once } | Should -Throw -PassThru
        $failure.Exception.Verdict.State | Should -Be 'Unknown'
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'PATCH'; Count = 1 })
        (Update-RutterWebhookConfiguration $id @{ BILL = @{} }).PlatformDataConfig.Keys | Should -Be 'BILL'
    }
}

Describe 'Syncs out of turn' {
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'are started with just what was given' {
        Start-RutterIncrementalSync | Should -BeNullOrEmpty
        Start-RutterIncrementalSync account, bill
        Start-RutterBackfill 2024-01-31 bill -EndDate 2024-02-29 -IncludeWebhooks -Remarks audit
        Start-RutterBackfill -StartDate 2024-01-31 -ObjectTypes bill
        $emulator.Requests | ForEach-Object { "$($_.Method) $($_.Path) $($_.Status)" } | Select-Object -Unique |
            Should -Be 'POST /connections/incremental_sync 200', 'POST /connections/backfill 200'
    }

    It 'are refused where the last day is before the first, and do nothing with -WhatIf' {
        { Start-RutterBackfill 2024-02-01 bill -EndDate 2024-01-01 } | Should -Throw '*before the first*'
        Start-RutterBackfill 2024-02-01 bill -WhatIf
        Start-RutterIncrementalSync -WhatIf
        $emulator.Requests | Should -BeNullOrEmpty
    }

    It 'have a verdict where the response <Name>' -ForEach @(
        @{ Name = 'says no'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"success":false}' }; State = 'NotDone' }
        @{ Name = 'says nothing'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{}' }; State = 'Unknown' }
        @{ Name = 'is empty'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '' }; State = 'Unknown' }
        @{ Name = 'is lost'; Fault = @{ Kind = 'DropAfterCommit' }; State = 'Unknown' }
        @{ Name = 'refuses it'; Fault = @{ Kind = 'Status'; Status = 400 }; State = 'NotDone' }
    ) {
        foreach ($call in { Start-RutterIncrementalSync -Session $once }, { Start-RutterBackfill 2024-01-01 bill -Session $once }) {
            $emulator.AddFault($Fault + @{ Count = 1 })
            $failure = $call | Should -Throw -PassThru
            $failure.Exception.Verdict.State | Should -Be $State
        }
    }
}
