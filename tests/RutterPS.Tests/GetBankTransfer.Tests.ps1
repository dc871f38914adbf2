BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Listing' {
    BeforeAll {
        $emulator = Connect-NewEmulator @{ TransferCount = 1200 }
        function Get-ListRequest { $emulator.Requests | Where-Object Path -EQ '/accounting/bank_transfers' }
    }
    BeforeEach { $emulator.ClearRequests() }
    AfterAll { $emulator.Stop() }

    It 'emits every transfer once, whatever the page size (<Size>)' -ForEach @(@{ Size = @{} }, @{ Size = @{ PageSize = 7 } }, @{ Size = @{ limit = 1000 } }) {
        $all = Get-RutterBankTransfer @Size
        $all.Count | Should -Be 1200
        ($all.Id | Sort-Object -Unique).Count | Should -Be 1200
        $all[0].GetType().FullName | Should -Be 'Rutter.Client.Resources.BankTransfers.BankTransfer'
    }

    It 'asks for no more than is wanted: <Name>' -ForEach @(
        @{ Name = '-First 10'; Run = { Get-RutterBankTransfer -First 10 }; Rows = 10; Requests = 2 }
        @{ Name = '-First 10 -PageSize 4'; Run = { Get-RutterBankTransfer -First 10 -PageSize 4 }; Rows = 10; Requests = 4 }
        @{ Name = 'Select-Object -First 10'; Run = { Get-RutterBankTransfer | Select-Object -First 10 }; Rows = 10; Requests = 2 }
        @{ Name = 'Select-Object -First 10, pages of 4'; Run = { Get-RutterBankTransfer -PageSize 4 | Select-Object -First 10 }; Rows = 10; Requests = 4 }
        @{ Name = '-First 0'; Run = { Get-RutterBankTransfer -First 0 }; Rows = 0; Requests = 0 }
    ) {
        @(& $Run).Count | Should -Be $Rows
        @(Get-ListRequest).Count | Should -BeLessOrEqual $Requests
    }

    It 'asks for large pages, but for no more than is wanted: <Name>' -ForEach @(
        @{ Name = 'nothing said'; Run = { Get-RutterBankTransfer }; Sent = '500' }
        @{ Name = '-First 5'; Run = { Get-RutterBankTransfer -First 5 }; Sent = '5' }
        @{ Name = '-First 5 -Skip 3'; Run = { Get-RutterBankTransfer -First 5 -Skip 3 }; Sent = '8' }
        @{ Name = '-PageSize 40 -First 5'; Run = { Get-RutterBankTransfer -PageSize 40 -First 5 }; Sent = '5' }
        @{ Name = '-PageSize 40'; Run = { Get-RutterBankTransfer -PageSize 40 }; Sent = '40' }
    ) {
        $null = & $Run
        @(Get-ListRequest)[0].Query['limit'] | Should -Be $Sent
    }

    It 'reads side by side what it reads one after the other: <Name>' -ForEach @(
        @{ Name = 'all'; Parameter = @{} }
        @{ Name = '-Filter'; Parameter = @{ Filter = 'created_at >= "2024-04-01" OR updated_at < "2024-02-01"' } }
        @{ Name = '-LastSyncedAfter'; Parameter = @{ LastSyncedAfter = '2024-11-01' } }
        @{ Name = 'nothing'; Parameter = @{ LastSyncedAfter = '2034-11-01' } }
    ) {
        $serial = @(Get-RutterBankTransfer @Parameter)
        $parallel = @(Get-RutterBankTransfer -Parallel 4 -PageSize 50 @Parameter)
        $parallel.Count | Should -Be $serial.Count
        Compare-Object @($serial | ForEach-Object Id) @($parallel | ForEach-Object Id) | Should -BeNullOrEmpty
    }

    It 'refuses what needs an order with -Parallel: <Name>' -ForEach @(
        @{ Name = 'Sort'; Value = 'created_at' }, @{ Name = 'Cursor'; Value = 'x' }, @{ Name = 'First'; Value = 5 }, @{ Name = 'Skip'; Value = 5 }
    ) {
        $order = @{ $Name = $Value }
        { Get-RutterBankTransfer -Parallel 4 @order } | Should -Throw "*-$Name needs an order*" -ErrorId 'ParallelHasNoOrder*'
        @(Get-ListRequest).Count | Should -Be 0
    }

    It 'ends the reading side by side when no more is wanted' {
        @(Get-RutterBankTransfer -Parallel 4 -PageSize 10 | Select-Object -First 5).Count | Should -Be 5
        @(Get-ListRequest).Count | Should -BeLessThan 30
    }

    It 'says what a platform without filters cannot do' {
        $sage = Start-RutterEmulator -Platform SAGE_INTACCT
        try {
            $session = Connect-Rutter -Emulator $sage -Name Sage
            { Get-RutterBankTransfer -Parallel 4 -Session $session } | Should -Throw '*SAGE_INTACCT*' -ErrorId 'ParallelNotSupported*'
        }
        finally { $sage.Stop(); Disconnect-Rutter -Name Sage; $null = Connect-Rutter -Emulator $emulator }
    }

    It 'says it for each connection of a platform without filters, and lists the others: <Name>' -ForEach @(
        @{ Name = '-Parallel'; Asked = @{ Parallel = 2 }; ErrorId = 'ParallelNotSupported' }
        @{ Name = '-Sort'; Asked = @{ Sort = 'created_at ASC' }; ErrorId = 'SortNotSupported' }
        @{ Name = '-CreatedAfter'; Asked = @{ CreatedAfter = '2000-01-01' }; ErrorId = 'FilterNotSupported' }
    ) {
        $several = Start-RutterEmulator -TransferCount 6 -Platform SAGE_INTACCT, QUICKBOOKS
        try {
            $session = Connect-Rutter -Emulator $several -Name Several
            $sage, $quickBooks = Get-RutterConnection -Session $session
            $listed = $sage, $quickBooks, $sage | Get-RutterBankTransfer -Session $session @Asked -ErrorAction SilentlyContinue -ErrorVariable failures
            @($listed.ConnectionId | Select-Object -Unique) | Should -Be $quickBooks.Id
            $failures | Should -HaveCount 2
            $failures[0].FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
            $failures[0].TargetObject.Id | Should -Be $sage.Id
        }
        finally { $several.Stop(); Disconnect-Rutter -Name Several; $null = Connect-Rutter -Emulator $emulator }
    }

    It 'is whole as of its end although transfers are updated while it is read' {
        $few = Start-RutterEmulator -TransferCount 40
        try {
            $session = Connect-Rutter -Emulator $few -Name Few
            $before = Get-RutterBankTransfer -Session $session
            $changed = 0
            $all = Get-RutterBankTransfer -Session $session -PageSize 10 | ForEach-Object {
                if ($changed -lt 3) {
                    $changed++
                    $null = Update-RutterBankTransfer -Session $session -Id $before[40 - $changed].Id -Memo "changed $changed"
                }
                $_
            }
            foreach ($number in 1..3) {
                @($all | Where-Object Id -EQ $before[40 - $number].Id)[-1].Memo | Should -Be "changed $number"
            }
            @($all | Group-Object Id, Memo | Where-Object Count -GT 1) | Should -HaveCount 0
            @($all.Id | Sort-Object -Unique) | Should -HaveCount 40
        }
        finally { $few.Stop(); Disconnect-Rutter -Name Few; $null = Connect-Rutter -Emulator $emulator }
    }

    It 'ends with an error when the cursors lead in a circle of <Pages>' -ForEach @{ Pages = 1 }, @{ Pages = 2 }, @{ Pages = 5 } {
        $emulator.AddFault(@{ Kind = 'CircularCursor'; Pages = $Pages })
        try { { Get-RutterBankTransfer -PageSize 50 } | Should -Throw '*never end*' -ErrorId 'UnreadableReply*' }
        finally { $emulator.ClearFaults() }
    }

    It 'skips rows' {
        $all = Get-RutterBankTransfer -First 30
        (Get-RutterBankTransfer -Skip 20 -First 10).Id | Should -Be $all[20..29].Id
        @(Get-RutterBankTransfer -Skip 1195 -PageSize 100).Count | Should -Be 5
    }

    It 'says that the total is unknown' {
        $total, $one = Get-RutterBankTransfer -First 1 -IncludeTotalCount
        $total.ToString() | Should -BeLike 'Unknown*'
        $one.Id | Should -Not -BeNullOrEmpty
    }

    It 'sends <Parameter> as <Name>=<Sent>' -ForEach @(
        @{ Parameter = @{ Filter = 'updated_at >= "2024-03-01" OR created_at < "2020-01-01"' }; Name = 'filter'; Sent = 'updated_at >= "2024-03-01" OR created_at < "2020-01-01"' }
        @{ Parameter = @{ Sort = 'last_synced_at ASC' }; Name = 'sort'; Sent = 'last_synced_at ASC' }
        @{ Parameter = @{ PageSize = 3 }; Name = 'limit'; Sent = '3' }
        @{ Parameter = @{ Expand = 'platform_data' }; Name = 'expand'; Sent = 'platform_data' }
        @{ Parameter = @{ ForceFetch = $true }; Name = 'force_fetch'; Sent = 'true' }
        @{ Parameter = @{ LastSyncedAtMin = '2024-03-01' }; Name = 'last_synced_at_min'; Sent = '1709251200000' }
        @{ Parameter = @{ updated_at_min = 1709251200000 }; Name = 'updated_at_min'; Sent = '1709251200000' }
        @{ Parameter = @{ UpdatedAtMax = [datetime]::SpecifyKind([datetime]'2024-03-01', 'Utc') }; Name = 'updated_at_max'; Sent = '1709251200000' }
        @{ Parameter = @{ CreatedAfter = '2024-03-01' }; Name = 'filter'; Sent = 'created_at >= "2024-03-01T00:00:00.000Z"' }
        @{ Parameter = @{ UpdatedAfter = '2024-03-01'; UpdatedBefore = [datetimeoffset]'2024-04-01T02:00:00+02:00'; Filter = 'created_at < "2020-01-01" OR created_at > "2021-01-01"' }
            Name = 'filter'; Sent = '(created_at < "2020-01-01" OR created_at > "2021-01-01") AND updated_at >= "2024-03-01T00:00:00.000Z" AND updated_at <= "2024-04-01T00:00:00.000Z"' }
        @{ Parameter = @{ LastSyncedAfter = [datetime]'2024-03-01'; CreatedBefore = '2024-03-01T00:00:00-05:00' }
            Name = 'filter'; Sent = 'created_at <= "2024-03-01T05:00:00.000Z" AND last_synced_at >= "2024-03-01T00:00:00.000Z"' }
    ) {
        try { $null = Get-RutterBankTransfer @Parameter -First 5 } catch { $_.Exception.StatusCode | Should -Be 400 }
        @(Get-ListRequest)[0].Query[$Name] | Should -Be $Sent
    }

    It 'selects what the filter says, and sorts as asked' {
        $all = Get-RutterBankTransfer
        $middle = ($all.LastSyncedAt | Sort-Object)[600]
        $expected = $all | Where-Object LastSyncedAt -GE $middle | Sort-Object LastSyncedAt, Id
        $found = Get-RutterBankTransfer -LastSyncedAfter $middle -Sort 'last_synced_at ASC'
        $found.Count | Should -Be $expected.Count
        ($found.LastSyncedAt | Sort-Object) | Should -Be $found.LastSyncedAt
    }

    It 'starts at a cursor' {
        $error.Clear()
        $page = Get-RutterBankTransfer -PageSize 1000 | Select-Object -First 1001
        $second = $emulator.Requests | Where-Object { $_.Query.ContainsKey('cursor') } | Select-Object -First 1
        (Get-RutterBankTransfer -PageSize 1000 -Cursor $second.Query['cursor'] -First 1).Id | Should -Be $page[1000].Id
    }

    It 'adds the platform''s data only when asked' {
        (Get-RutterBankTransfer -First 1).PlatformData | Should -BeNullOrEmpty
        (Get-RutterBankTransfer -First 1 -Expand platform_data).PlatformData | Should -Not -BeNullOrEmpty
    }

    It 'knows where each transfer comes from' {
        (Get-RutterBankTransfer -First 1).OrganizationId | Should -Not -BeNullOrEmpty
        $one = Get-RutterBankTransfer -First 1
        $one.ConnectionId | Should -Be $emulator.ConnectionId
        $one.Platform | Should -Be $emulator.Platform
    }

    It 'refuses a date that could be two days: <Date>' -ForEach @(@{ Date = '01/02/2024' }, @{ Date = 'yesterday' }, @{ Date = '1.2.2024' }) {
        { Get-RutterBankTransfer -UpdatedAfter $Date } | Should -Throw '*ISO 8601*'
        @(Get-ListRequest).Count | Should -Be 0
    }

    It 'ends with an error that says where to go on when a page fails' {
        $emulator.AddFault(@{ Kind = 'Status'; Status = 400; SkipFirst = 2; Path = '/accounting/bank_transfers' })
        try {
            $rows = [System.Collections.Generic.List[object]]::new()
            try { Get-RutterBankTransfer -PageSize 100 | ForEach-Object { $rows.Add($_) }; throw 'It passed.' } catch { $failure = $_ }
            $rows.Count | Should -Be 200
            $failure.Exception.Cursor | Should -Not -BeNullOrEmpty
            $failure.ErrorDetails.RecommendedAction | Should -BeLike "*-Cursor '$($failure.Exception.Cursor)'*"
        }
        finally { $emulator.ClearFaults() }
        $rest = Get-RutterBankTransfer -PageSize 100 -Cursor $failure.Exception.Cursor
        (@($rows) + @($rest)).Id | Sort-Object -Unique | Should -HaveCount 1200
    }

    It 'reports a body that is cut' {
        $emulator.AddFault(@{ Kind = 'CutBody' })
        try {
            $null = Connect-Rutter -Emulator $emulator -MaximumRetryCount 1
            { Get-RutterBankTransfer } | Should -Throw -ErrorId 'BrokenConnection*'
            try { Get-RutterBankTransfer } catch {
                $_.Exception.Attempts | Should -Be 2
                $_.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            }
        }
        finally { $emulator.ClearFaults(); $null = Connect-Rutter -Emulator $emulator }
    }
}

Describe 'Fetching' {
    BeforeAll {
        $emulator = Connect-NewEmulator @{ TransferCount = 10 }
        $known = Get-RutterBankTransfer
        $unknown = '11111111-2222-3333-4444-555555555555'
    }
    AfterAll { $emulator.Stop() }

    It 'takes ids as <Name>' -ForEach @(
        @{ Name = 'a parameter'; Run = { Get-RutterBankTransfer -Id $known[0..2].Id } }
        @{ Name = 'pipeline input'; Run = { $known[0..2].Id | Get-RutterBankTransfer } }
        @{ Name = 'objects with an Id'; Run = { $known[0..2] | Get-RutterBankTransfer } }
        @{ Name = 'rows with an id'; Run = { $known[0..2] | ForEach-Object { [pscustomobject]@{ id = $_.Id } } | Get-RutterBankTransfer } }
    ) {
        (& $Run).Id | Should -Be $known[0..2].Id
    }

    It 'fetches the same as the list has' {
        $one = Get-RutterBankTransfer -Id $known[0].Id
        foreach ($property in $one.PSObject.Properties.Name | Where-Object { $_ -ne 'PlatformData' }) {
            $one.$property | Should -Be $known[0].$property
        }
    }

    It 'fetches by the platform''s id' {
        (Get-RutterBankTransfer -Id $known[3].PlatformId -IdType platform).Id | Should -Be $known[3].Id
    }

    It 'refuses -<Name>, which is for lists' -ForEach @{ Name = 'First' }, @{ Name = 'Skip' } {
        $emulator.ClearRequests()
        $paging = @{ $Name = 1 }
        { Get-RutterBankTransfer -Id 'a', 'b' @paging } | Should -Throw "-$Name is for lists*" -ErrorId 'PagingNeedsList*'
        { 'a', 'b' | Get-RutterBankTransfer @paging } | Should -Throw "-$Name is for lists*" -ErrorId 'PagingNeedsList*'
        $emulator.Requests.Count | Should -Be 0
    }

    It 'refuses the ids of a platform that does not know them' {
        $sage = Start-RutterEmulator -Platform SAGE_INTACCT
        try {
            $session = Connect-Rutter -Emulator $sage -Name Sage
            Get-RutterBankTransfer -Session $session -Id 1001, 1002 -IdType platform -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures | Should -HaveCount 2
            $failures[1].FullyQualifiedErrorId | Should -BeLike 'IdTypeNotSupported,*'
            $failures[1].CategoryInfo.Category | Should -Be 'NotImplemented'
            $failures[1].Exception.Message | Should -BeLike 'SAGE_INTACCT does not fetch*'
            $failures[1].TargetObject | Should -Be '1002'
            @($sage.Requests | Where-Object { $_.Query.ContainsKey('id_type') }) | Should -HaveCount 1
        }
        finally { $sage.Stop(); Disconnect-Rutter -Name Sage; $null = Connect-Rutter -Emulator $emulator }
    }

    It 'reports an unknown id and goes on' {
        $found = Get-RutterBankTransfer -Id $known[0].Id, $unknown, $known[1].Id -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Id | Should -Be $known[0..1].Id
        $failures | Should -HaveCount 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be $unknown
        $failures[0].Exception.StatusCode | Should -Be 410
        $failures[0].Exception.RequestId | Should -Not -BeNullOrEmpty
    }

    It 'refuses an id that is a path before anything is sent: <Bad>' -ForEach @(@{ Bad = '../accounts' }, @{ Bad = 'a?b' }, @{ Bad = '..' }, @{ Bad = "a`nb" }) {
        $emulator.ClearRequests()
        $found = Get-RutterBankTransfer -Id $Bad, $known[0].Id -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Id | Should -Be $known[0].Id
        $failures[0].TargetObject | Should -Be $Bad
        $emulator.Requests.Count | Should -Be 1
    }
}

Describe 'Money and dates' {
    It 'survive ConvertTo-Json and back: <Digits>' -ForEach @(@{ Digits = '9007199254740993.01' }, @{ Digits = '0.1' }, @{ Digits = '0.10' }) {
        $emulator = Connect-NewEmulator @{ TransferCount = 1 }
        $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'
                Body = '{"bank_transfer":{"id":"1","total_amount":' + $Digits + ',"transaction_date":"2024-03-01"},"connection":null}' })
        $one = Get-RutterBankTransfer -Id 1
        $emulator.Stop()
        $one.TotalAmount | Should -BeOfType [decimal]
        $json = ConvertTo-Json $one
        $json | Should -BeLike "*`"TotalAmount`": $Digits,*"
        $json | Should -BeLike '*"TransactionDate": "2024-03-01T00:00:00+00:00"*'
        [decimal]::Parse([regex]::Match($json, '"TotalAmount": ([0-9.]+)').Groups[1].Value, [cultureinfo]::InvariantCulture) | Should -Be $one.TotalAmount
    }
}
