BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 8 }
    $removed = foreach ($transfer in Get-RutterBankTransfer -First 5) { $null = $emulator.RemoveObject('bank_transfers', $transfer.Id); $transfer.Id }
    $account = $emulator.GetObjects('accounts')[0]['id'].ToString()
    $null = $emulator.RemoveObject('accounts', $account)
}

AfterAll {
    Stop-RutterEmulator $emulator
    Disconnect-Rutter -Name *
}

Describe 'Get-RutterEvent' {
    BeforeEach { $emulator.ClearRequests() }

    It 'tells which objects were deleted' {
        $events = @(Get-RutterEvent)
        $events.ObjectId | Should -Be @($removed; $account)
        $events[0].GetType().FullName | Should -BeExactly 'Rutter.Client.Resources.Events.RutterEvent'
        $events[0].Type | Should -BeExactly 'object_deleted'
        $events[0].Resource | Should -BeExactly 'BANK_TRANSFER'
        $events[0].LastSyncedAt | Should -BeOfType ([DateTimeOffset])
        $emulator.Requests[-1].Query['type'] | Should -BeExactly 'object_deleted'
    }

    It 'of some kinds only, whatever the case' {
        (Get-RutterEvent -Resource account, bill).ObjectId | Should -Be $account
        $emulator.Requests[-1].Query['resources'] | Should -BeExactly 'ACCOUNT,BILL'
    }

    It 'from an instant on, sent in Unix milliseconds' {
        Get-RutterEvent -LastSyncedAfter '2999-01-01' | Should -BeNullOrEmpty
        $emulator.Requests[-1].Query['last_synced_at_min'] | Should -Be '32472144000000'
        @(Get-RutterEvent -LastSyncedAfter ([DateTimeOffset]::UtcNow.AddHours(-1))).Count | Should -Be 6
    }

    It 'reads all pages, and no more of them than are wanted' {
        (Get-RutterEvent -PageSize 2).ObjectId | Should -Be @($removed; $account)
        $emulator.Requests.Count | Should -Be 3
        $emulator.ClearRequests()
        (Get-RutterEvent -PageSize 2 -First 2 -Skip 1).ObjectId | Should -Be $removed[1, 2]
        $emulator.Requests.Count | Should -Be 2
        (Get-RutterEvent -PageSize 2 -IncludeTotalCount)[0].ToString() | Should -Match 'Unknown'
    }

    It 'asks for platform data' {
        (Get-RutterEvent -Expand platform_data -First 1).Data['platform_data'] | Should -Not -BeNullOrEmpty
    }

    It 'sends a type that it does not know as it is, and reports what the API says' {
        { Get-RutterEvent object_created } | Should -Throw "*'object_deleted'*" -ErrorId 'INVALID_PARAMETER,RutterPS.Events.GetRutterEventCommand'
    }

    It 'refuses a kind of object that cannot be one, before sending' {
        { Get-RutterEvent -Resource 'BANK_TRANSFER,ACCOUNT' } | Should -Throw -ErrorId 'ParameterArgumentValidationError,RutterPS.Events.GetRutterEventCommand'
        $emulator.Requests.Count | Should -Be 0
    }

    It 'reports a failure with the cursor to go on from' {
        $emulator.AddFault(@{ Kind = 'Status'; Status = 400; SkipFirst = 1 })
        try { { Get-RutterEvent -PageSize 2 -OutVariable got } | Should -Throw -ErrorId 'INVALID_PARAMETER*' } finally { $emulator.ClearFaults() }
        $cursor = $Error[0].Exception.Cursor
        $cursor | Should -Not -BeNullOrEmpty
        (Get-RutterEvent -PageSize 2 -Cursor $cursor).ObjectId | Should -Be @($removed[2..4]; $account)
    }

    It 'shows nothing that steers a terminal' {
        $emulator.AddFault(@{ Kind = 'RawBody'; Count = 1; Body = '{"events":[{"id":"\u001b[31mred","resource":"\u001b]0;x","type":"a\u0007"}]}' })
        $one = Get-RutterEvent
        $one.Id | Should -BeExactly "`e[31mred"
        ($one | Out-String) -match '[\u001b\u0007]' | Should -BeFalse
    }

    It 'completes types and kinds' {
        (Get-Completion 'Get-RutterEvent -Type ').CompletionText | Should -Be 'object_deleted'
        (Get-Completion 'Get-RutterEvent -Resource bank_').CompletionText | Should -Be 'BANK_DEPOSIT', 'BANK_TRANSFER'
    }
}
