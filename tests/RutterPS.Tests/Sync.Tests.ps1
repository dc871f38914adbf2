BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 130 }
    $listed = $emulator.GetObjects('bank_transfers').ForEach{ "$($_['id'])" }
    function New-StatePath { Join-Path $TestDrive "$([guid]::NewGuid()).json" }
}

AfterAll { $emulator.Stop() }

Describe 'Sync-RutterBankTransfer' {
    It 'emits everything once, and then what changed' {
        $state = New-StatePath
        $first = Sync-RutterBankTransfer -StatePath $state
        $first.Id | Sort-Object | Should -Be ($listed | Sort-Object)
        $first.Change | Select-Object -Unique | Should -Be 'Created'
        Sync-RutterBankTransfer $state | Should -BeNullOrEmpty

        $null = $emulator.ChangeObject('bank_transfers', (New-Change @{ id = $first[3].Id; memo = 'corrected' }))
        $change = Sync-RutterBankTransfer $state
        "$change" | Should -Be "Updated $($first[3].Id)"
        $change.Object.GetType().Name | Should -Be BankTransfer
        $change.Object.Memo | Should -Be 'corrected'
        $change.ConnectionId | Should -Be $emulator.ConnectionId
        Sync-RutterBankTransfer $state | Should -BeNullOrEmpty
    }

    It 'takes any JSON that the API puts into an object' {
        $item = '{"id":"1","platform_id":"1","last_synced_at":"2024-01-01T00:00:00Z","platform_data":{"id":123,"data":["Varies by platform",null,1.5]},"new":{"a":[true]},"size":7}'
        $odd = Start-RutterEmulator -TransferCount 2
        $odd.AddFault(@{ Kind = 'ChangeBody'; JsonPointer = '/bank_transfers/0'; Value = $item })
        try {
            $session = Connect-Rutter -Emulator $odd -Name odd
            $changes = Sync-RutterBankTransfer -Session $session -StatePath $TestDrive/odd.json
            $changes | Should -HaveCount 2
            ($changes | Where-Object Id -EQ '1').Object.PlatformData['data'][0] | Should -Be 'Varies by platform'
            Sync-RutterBankTransfer -Session $session -StatePath $TestDrive/odd.json -Overlap 9999.00:00:00 | Should -BeNullOrEmpty
        }
        finally { $odd.Stop(); Disconnect-Rutter -Name odd; $null = Connect-Rutter -Emulator $emulator }
    }

    It 'emits deletions when they are asked for' {
        $state = New-StatePath
        $made = $emulator.ChangeObject('bank_transfers', (New-Change @{ memo = 'short-lived'; total_amount = 1 }))
        $null = Sync-RutterBankTransfer $state -IncludeDeleted
        $null = $emulator.RemoveObject('bank_transfers', "$($made['id'])")
        Sync-RutterBankTransfer $state | Should -BeNullOrEmpty
        $change = Sync-RutterBankTransfer $state -IncludeDeleted
        "$change" | Should -Be "Deleted $($made['id'])"
        $change.Object | Should -BeNullOrEmpty
    }

    It 'does not move on when the consumer fails <Where>' -ForEach @(
        @{ Where = 'in the middle'; Run = { Sync-RutterBankTransfer $state | ForEach-Object { if (++$script:taken -eq 60) { throw 'disk full' } } } }
        @{ Where = 'after holding everything back'; Run = { Sync-RutterBankTransfer $state | Sort-Object Id | ForEach-Object { throw 'disk full' } } }
        @{ Where = 'at its end'; Run = { Sync-RutterBankTransfer $state | ForEach-Object -Process { } -End { throw 'disk full' } } }
        @{ Where = 'writing to a place that is not there'; Run = { Sync-RutterBankTransfer $state | Out-String | Set-Content "$TestDrive/none/x.txt" } }
    ) {
        $state = New-StatePath
        $script:taken = 0
        { & $Run } | Should -Throw
        $state | Should -Not -Exist
        @(Sync-RutterBankTransfer $state).Count | Should -Be 130
        $state | Should -Exist
    }

    It 'does not move on when only the first are taken' {
        $state = New-StatePath
        $null = Sync-RutterBankTransfer $state | Select-Object -First 5
        $state | Should -Not -Exist
        Get-ChildItem $TestDrive -Filter '*.lock' | Should -BeNullOrEmpty
    }

    It 'does not move on with -WhatIf' {
        $state = New-StatePath
        @(Sync-RutterBankTransfer $state -WhatIf).Count | Should -Be 130
        $state | Should -Not -Exist
    }

    It 'does not move on when a page fails' {
        $state = New-StatePath
        $emulator.AddFault(@{ Kind = 'Status'; Status = 400; SkipFirst = 1 })
        try { { Sync-RutterBankTransfer $state } | Should -Throw }
        finally { $emulator.ClearFaults() }
        $state | Should -Not -Exist
    }

    It 'refuses a state file that is <Name>, and leaves it alone' -ForEach @(
        @{ Name = 'broken'; Content = '{"format":"rutter-sync' }
        @{ Name = 'something else'; Content = '{"name":"my settings"}' }
        @{ Name = 'of another connection'; Content = '{"format":"rutter-sync-state","version":1,"resource":"bank_transfers","connection_id":"somebody","objects":{}}' }
    ) {
        $state = New-StatePath
        Set-Content $state $Content -NoNewline
        $failure = { Sync-RutterBankTransfer $state } | Should -Throw -ErrorId 'SyncStateUnusable*' -PassThru
        $failure.Exception.Message | Should -BeLike "*$(Split-Path $state -Leaf)*"
        $failure.TargetObject | Should -Be $state
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-Content $state -Raw | Should -Be $Content
    }

    It 'reads further back with -Overlap, and refuses a negative one' {
        $state = New-StatePath
        $latest = (Sync-RutterBankTransfer $state)[-1].LastSyncedAt
        $made = $emulator.ChangeObject('bank_transfers', (New-Change @{ memo = 'late'; total_amount = 1; last_synced_at = $latest.AddHours(-20).ToString('o') }))
        Sync-RutterBankTransfer $state | Should -BeNullOrEmpty
        (Sync-RutterBankTransfer $state -Overlap 1.00:00:00).Id | Should -Be "$($made['id'])"
        { Sync-RutterBankTransfer $state -Overlap ([timespan]::FromSeconds(-1)) } | Should -Throw -ErrorId 'InvalidInput*'
        $null = $emulator.RemoveObject('bank_transfers', "$($made['id'])")
    }

    It 'resolves a path against the current location, and refuses one that is no file' {
        Push-Location $TestDrive
        try { $null = Sync-RutterBankTransfer relative.json } finally { Pop-Location }
        Join-Path $TestDrive relative.json | Should -Exist
        { Sync-RutterBankTransfer env:state } | Should -Throw -ErrorId 'InvalidInput*'
    }

    It 'takes several connections, each with its own state' {
        $rows = 'one', 'two' | ForEach-Object { [pscustomobject]@{ Name = $_; access_token = $emulator.AccessToken } }
        $changes = $rows | Sync-RutterBankTransfer -StatePath { "$TestDrive/$($_.Name).state.json" }
        $changes.Count | Should -Be 260
        "$TestDrive/one.state.json", "$TestDrive/two.state.json" | Should -Exist
        $rows | Sync-RutterBankTransfer -StatePath { "$TestDrive/$($_.Name).state.json" } | Should -BeNullOrEmpty
    }

    It 'takes up after the process was killed' {
        $state = New-StatePath
        $script = "Import-Module '$env:RUTTERPS_MODULE'; `$env:RUTTER_CLIENT_ID = '$($emulator.ClientId)'; `$env:RUTTER_CLIENT_SECRET = '$($emulator.ClientSecret)'; `$env:RUTTER_ACCESS_TOKEN = '$($emulator.AccessToken)'
            `$null = Connect-Rutter -BaseUri $($emulator.BaseUri); Sync-RutterBankTransfer '$state' | ForEach-Object { if (++`$taken -eq 40) { [System.Diagnostics.Process]::GetCurrentProcess().Kill() } }"
        $null = pwsh -NoProfile -NonInteractive -Command $script *>&1
        $state | Should -Not -Exist
        @(Sync-RutterBankTransfer $state).Count | Should -Be 130
    }
}
