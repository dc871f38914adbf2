BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 60 }
    function Get-Sent { @($emulator.Requests)[-1].Query['filter'] }

    # Runs a call that must be refused with nothing sent, and gives its error.
    function Get-Refusal([scriptblock] $Call) {
        $emulator.ClearRequests()
        try { $null = & $Call } catch { $failure = $_ }
        $failure | Should -Not -BeNullOrEmpty -Because "$Call must be refused"
        $emulator.Requests.Count | Should -Be 0 -Because 'nothing may be sent'
        $failure
    }
}

AfterAll { $emulator.Stop(); Disconnect-Rutter -Name * }

Describe 'A filter as text' {
    BeforeEach { $emulator.ClearRequests() }

    It 'is sent as it is: <Filter>' -ForEach @(
        @{ Filter = 'updated_at >= "2024-03-01"' }
        @{ Filter = '  ( created_at>="2024-03-01T20:35:14.000Z"   AND created_at <= "2024-04-29" )' }
        @{ Filter = 'created_at = "2024-04-29T20:35:14.000Z"' }
    ) {
        $null = Get-RutterBankTransfer -Filter $Filter
        Get-Sent | Should -BeExactly $Filter
        $null = Invoke-RutterRequest accounting/bank_transfers -Query @{ filter = $Filter }
        Get-Sent | Should -BeExactly $Filter
    }

    It 'is refused with its text, a caret and what is allowed: <Filter>' -ForEach @(
        @{ Filter = 'created_at >> "2024-01-01"'; Caret = '           ^^'; Says = "*Column 12: '>>' is not an operator. Allowed here: =, ~, <, <=, > or >=.*" }
        @{ Filter = 'created_at > 5'; Caret = '             ^'; Says = '*Column 14: created_at is a timestamp*double quotes*' }
        @{ Filter = '(created_at > "2024-01-01"'; Caret = '^'; Says = '*Column 1: This parenthesis is never closed*' }
        @{ Filter = 'CreatedAt > "2024-01-01"'; Caret = '^^^^^^^^^'; Says = '*Column 1: The API knows this field as created_at*' }
    ) {
        foreach ($call in { Get-RutterBankTransfer -Filter $Filter }, { Invoke-RutterRequest /accounting/bank_transfers -Query @{ limit = 1; filter = $Filter } }) {
            $failure = Get-Refusal $call
            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidFilter,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failure.TargetObject | Should -BeExactly $Filter
            $lines = $failure.Exception.Message -split "`n"
            $lines[1..2] | Should -Be $Filter, $Caret
            $lines[3] | Should -BeLike $Says
            $failure.Exception.Errors[0].Position | Should -Be $Caret.IndexOf('^')
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
    }

    It 'ends the command even where errors are let pass' {
        { Get-RutterBankTransfer -Filter 'a' -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'InvalidFilter*'
    }

    It 'on a field that cannot be filtered on says which can, and how PowerShell does it: <Filter>' -ForEach @(
        @{ Filter = 'total_amount > 5'; Line = 'Get-RutterBankTransfer | Where-Object TotalAmount -gt 5' }
        @{ Filter = 'total_amount <= -5.10'; Line = 'Get-RutterBankTransfer | Where-Object { $_.TotalAmount -le -5.10d }' }
        @{ Filter = 'memo = "it''s"'; Line = "Get-RutterBankTransfer | Where-Object Memo -ceq 'it''s'" }
        @{ Filter = 'memo ~ "ru."'; Line = "Get-RutterBankTransfer | Where-Object Memo -match '\bru\.'" }
        @{ Filter = 'transaction_date < "2024-03-01"'; Line = "Get-RutterBankTransfer | Where-Object TransactionDate -lt ([datetimeoffset]'2024-03-01T00:00:00.000Z')" }
        @{ Filter = 'updated_at >= "2023-01-01" AND total_amount > 5'
            Line = "Get-RutterBankTransfer -Filter 'updated_at >= `"2023-01-01`"' | Where-Object TotalAmount -gt 5" }
        @{ Filter = 'updated_at >= "2023-01-01" OR (total_amount > 5 AND currency_code = "USD")'
            Line = "Get-RutterBankTransfer | Where-Object { `$_.UpdatedAt -ge ([datetimeoffset]'2023-01-01T00:00:00.000Z') -or (`$_.TotalAmount -gt 5 -and `$_.CurrencyCode -ceq 'USD') }" }
    ) {
        $failure = Get-Refusal { Get-RutterBankTransfer -Filter $Filter }
        $failure.Exception.Message | Should -BeLike '*Bank transfers can be filtered by created_at, updated_at and last_synced_at only.*'
        $failure.ErrorDetails.RecommendedAction | Should -BeExactly $Line
        ($failure.Exception.Message -split "`n")[-1] | Should -BeExactly "PowerShell can select them here: $Line"
        { & ([scriptblock]::Create($Line)) } | Should -Not -Throw
    }

    It 'warns of a field that is not known, with the nearest name, and lets the API judge' {
        { Get-RutterBankTransfer -Filter 'craeted_at > "2024-01-01"' -WarningVariable warnings -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'INVALID_FILTER*'
        Get-Sent | Should -BeExactly 'craeted_at > "2024-01-01"'
        $null = try { Get-RutterBankTransfer -Filter 'craeted_at > "2024-01-01"' -WarningVariable warnings -WarningAction SilentlyContinue } catch { $_ }
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*Did you mean created_at?'
    }

    It 'warns where AND meets OR without parentheses, and only there' {
        $mixed = 'created_at > "2023-01-01" OR updated_at > "2023-01-01" AND last_synced_at > "2023-01-01"'
        $null = Get-RutterBankTransfer -Filter $mixed -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*AND and OR bind equally*'
        Get-Sent | Should -BeExactly $mixed
        $null = Get-RutterBankTransfer -Filter $mixed.Replace('updated', '(updated').Insert($mixed.Length + 1, ')') -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }

    It 'of another path is not looked at' {
        try { $null = Invoke-RutterRequest accounting/reports -Query @{ filter = 'TREE' } } catch { $_.Exception.StatusCode | Should -Be 404 }
        Get-Sent | Should -BeExactly 'TREE'
    }

    It 'is neither a number nor nothing' {
        (Get-Refusal { Get-RutterBankTransfer -Filter 5 }).Exception.Message | Should -BeLike '*script block*'
        $null = Get-Refusal { Get-RutterBankTransfer -Filter '' }
        $null = Get-Refusal { Get-RutterBankTransfer -Filter $null }
    }
}

Describe 'A filter as script block' {
    BeforeAll {
        $since = [datetime]::SpecifyKind([datetime] '2023-05-01', 'Utc')
        $row = [pscustomobject]@{ Date = [datetimeoffset] '2024-02-03T04:05:06+01:00' }
    }

    BeforeEach { $emulator.ClearRequests() }

    It 'becomes <Sent>' -ForEach @(
        @{ Filter = { updated_at -ge $since -and (created_at -lt '2024-05-01' -or created_at -ge '2024-06-01') }
            Sent = 'updated_at >= "2023-05-01T00:00:00.000Z" AND (created_at < "2024-05-01" OR created_at >= "2024-06-01")' }
        @{ Filter = { UpdatedAt -gt $row.Date }; Sent = 'updated_at > "2024-02-03T03:05:06.000Z"' }
        @{ Filter = { updated_at -LE 2024-05-01 -Or Created_At -eq "2024-06-0$(1)" }; Sent = 'updated_at <= "2024-05-01" OR created_at = "2024-06-01"' }
        @{ Filter = { updated_at -ge (Get-Date 2024-01-08Z).AddDays(-7) }; Sent = 'updated_at >= "2024-01-01T00:00:00.000Z"' }
        @{ Filter = { updated_at -ge [datetime]'2024-05-01' }; Sent = 'updated_at >= "2024-05-01T00:00:00.000Z"' }
        @{ Filter = { updated_at -ge [datetime]::new(2024, 5, 1).AddDays(1) -and created_at -ge [datetimeoffset] '2024-05-01T02:00+02:00' }
            Sent = 'updated_at >= "2024-05-02T00:00:00.000Z" AND created_at >= "2024-05-01T00:00:00.000Z"' }
        @{ Filter = { ($_.UpdatedAt -ge $since) -or ('created_at' -lt '2024-05-01' -and $PSItem.last_synced_at -lt '2024-05-01') }
            Sent = 'updated_at >= "2023-05-01T00:00:00.000Z" OR (created_at < "2024-05-01" AND last_synced_at < "2024-05-01")' }
        @{ Filter = { ((updated_at -ge '2024-05-01')) }; Sent = 'updated_at >= "2024-05-01"' }
        @{ Filter = { (updated_at -ge '2024-01-01') -and ((created_at -ge '2024-02-02') -or (created_at -lt '2024-01-01')) }
            Sent = 'updated_at >= "2024-01-01" AND (created_at >= "2024-02-02" OR created_at < "2024-01-01")' }
    ) {
        $null = Get-RutterBankTransfer -Filter $Filter
        Get-Sent | Should -BeExactly $Sent
        $null = Invoke-RutterRequest accounting/bank_transfers -Query @{ filter = $Filter }
        Get-Sent | Should -BeExactly $Sent
    }

    It 'means to the API what it means to PowerShell: <Filter>' -ForEach @(
        @{ Filter = { $_.UpdatedAt -ge $a -or $_.CreatedAt -ge $b -and $_.LastSyncedAt -lt $c } }
        @{ Filter = { $_.UpdatedAt -ge $a -or ($_.CreatedAt -ge $b -and $_.LastSyncedAt -lt $c) } }
        @{ Filter = { $_.UpdatedAt -lt $a -and $_.CreatedAt -ge $b -or $_.LastSyncedAt -gt $c } }
        @{ Filter = { $_.UpdatedAt -lt $a -and ($_.CreatedAt -ge $b -or $_.LastSyncedAt -gt $c) } }
    ) {
        $all = Get-RutterBankTransfer
        $a, $b, $c = ($all.UpdatedAt | Sort-Object)[30], ($all.CreatedAt | Sort-Object)[20], ($all.LastSyncedAt | Sort-Object)[25]
        $expected = $all | Where-Object $Filter
        $found = Get-RutterBankTransfer -Filter $Filter -WarningAction SilentlyContinue
        $found.Count | Should -BeGreaterThan 0
        $found.Count | Should -BeLessThan 60
        $found.Id | Should -Be $expected.Id
    }

    It 'writes a DateTime of any kind as the parameters for times do: <Kind>' -ForEach @(@{ Kind = 'Utc' }, @{ Kind = 'Local' }, @{ Kind = 'Unspecified' }) {
        $time = [datetime]::SpecifyKind([datetime] '2024-05-06T07:08:09', $Kind)
        $null = Get-RutterBankTransfer -Filter { created_at -ge $time }
        $script = Get-Sent
        $null = Get-RutterBankTransfer -CreatedAfter $time
        $script | Should -BeExactly (Get-Sent)
    }

    It 'sees the variables of a function, of its callers, and of the pipeline' {
        function Get-Inner { Get-RutterBankTransfer -Filter { updated_at -ge $inner -and created_at -ge $outer } }
        function Get-Outer { [CmdletBinding()] param($Outer) $inner = '2022-01-02'; Get-Inner }
        $null = Get-Outer 2022-03-04
        Get-Sent | Should -BeExactly 'updated_at >= "2022-01-02" AND created_at >= "2022-03-04"'
        $null = $row | ForEach-Object { Get-RutterBankTransfer -Filter { updated_at -ge $_.Date } }
        Get-Sent | Should -BeExactly 'updated_at >= "2024-02-03T03:05:06.000Z"'
    }

    It 'sees the variables of its own module, and not those of a module that hands it on' {
        $module = New-Module {
            Set-StrictMode -Version Latest
            $script:from = '2022-01-01'
            function Get-Own { param($To) Get-RutterBankTransfer -Filter { updated_at -ge $from -and updated_at -lt $To } }
            function Get-Given { param($Filter) $since = 'that of the wrong place'; Get-RutterBankTransfer -Filter $Filter }
        }
        try {
            $null = Get-Own 2024-01-01
            Get-Sent | Should -BeExactly 'updated_at >= "2022-01-01" AND updated_at < "2024-01-01"'
            $null = Get-Given { updated_at -ge $since }
            Get-Sent | Should -BeExactly 'updated_at >= "2023-05-01T00:00:00.000Z"'
            function Get-Mine { $mine = '2021-02-03'; Get-Given { updated_at -ge $mine } }
            $null = Get-Mine
            Get-Sent | Should -BeExactly 'updated_at >= "2021-02-03"'
        }
        finally { Remove-Module $module }
    }

    It 'sees $using: and its own variables in ForEach-Object -Parallel under strict mode' {
        $path, $to = $env:RUTTERPS_MODULE, '2030-01-01'
        $counts = 1..2 | ForEach-Object -Parallel {
            Set-StrictMode -Version Latest
            Import-Module $using:path
            $null = Connect-Rutter -Emulator $using:emulator
            $own = '2020-01-01'
            @(Get-RutterBankTransfer -Filter { updated_at -ge $own -and (created_at -lt $using:to -or created_at -ge ($using:since).AddDays($_)) }).Count
        }
        $dated = @(Get-RutterBankTransfer | Where-Object { $_.UpdatedAt -and $_.CreatedAt }).Count
        $counts | Should -Be $dated, $dated
        $emulator.Requests.ForEach({ $_.Query['filter'] }) | Where-Object { $_ -like '*.000Z*' } | Sort-Object -Unique | Should -Be @(
            'updated_at >= "2020-01-01" AND (created_at < "2030-01-01" OR created_at >= "2023-05-02T00:00:00.000Z")'
            'updated_at >= "2020-01-01" AND (created_at < "2030-01-01" OR created_at >= "2023-05-03T00:00:00.000Z")'
        )
    }

    It 'is never run on the side of the fields' {
        function created_at { throw 'A field was run.' }
        function updated_at { throw 'A field was run.' }
        $null = Get-RutterBankTransfer -Filter { created_at -ge '2024-01-01' -and (updated_at -ge '2024-01-01') }
        Get-Sent | Should -BeExactly 'created_at >= "2024-01-01" AND updated_at >= "2024-01-01"'
        $null = Get-Refusal { Get-RutterBankTransfer -Filter { Remove-Item -Path "$TestDrive" } }
        $null = Get-Refusal { Get-RutterBankTransfer -Filter { (Set-Content "$TestDrive/ran" x) -ge 5 } }
        $null = Get-Refusal { Get-RutterBankTransfer -Filter { updated_at > "$TestDrive/ran" } }
        "$TestDrive/ran" | Should -Not -Exist
    }

    It 'is refused with the place: <Filter>' -ForEach @(
        @{ Filter = { updated_at -ne $since }; Column = 13; Says = '*no ''not equal''*-eq, -lt, -le, -gt, -ge or -like.' }
        @{ Filter = { updated_at -match '2024' }; Column = 13; Says = '*-like ''ru*''*' }
        @{ Filter = { updated_at -in $since }; Column = 13; Says = '*one -eq for each value*' }
        @{ Filter = { -not (updated_at -ge $since) }; Column = 2; Says = '*no NOT*' }
        @{ Filter = { updated_at -ge $since -and -not created_at }; Column = 29; Says = '*no NOT*' }
        @{ Filter = { updated_at = $since }; Column = 13; Says = '*-eq compares*' }
        @{ Filter = { $updated_at = $since }; Column = 2; Says = '*-eq compares*' }
        @{ Filter = { $updated_at -ge $since }; Column = 2; Says = '*without a dollar sign: updated_at*' }
        @{ Filter = { $since -le $_.UpdatedAt }; Column = 2; Says = '*field stands on the left*' }
        @{ Filter = { updated_at > $since }; Column = 13; Says = '*writes to a file. Write -gt*' }
        @{ Filter = { updated_at -ge $since | Sort-Object }; Column = 26; Says = '*no pipeline*' }
        @{ Filter = { updated_at -ge $since; created_at -ge $since }; Column = 25; Says = '*single expression*' }
        @{ Filter = { updated_at -ge $since && $true }; Column = 2; Says = '*-and and -or join*' }
        @{ Filter = { param($x) updated_at -ge $x }; Column = 2; Says = '*no parameters*' }
        @{ Filter = {}; Column = 0; Says = '*single expression*' }
        @{ Filter = { updated_at }; Column = 12; Says = '*operator is missing*' }
        @{ Filter = { updated_at -ge }; Column = 16; Says = '*value is missing*' }
        @{ Filter = { updated_at -ge $since -and }; Column = 29; Says = '*ends where a condition should begin*' }
        @{ Filter = { updated_at -ge:2024-01-01 }; Column = 17; Says = '*A space stands between*' }
        @{ Filter = { updated_at -ge 1 May 2024 }; Column = 17; Says = '*not a single value*' }
        @{ Filter = { updated_at -ge $since, $since }; Column = 17; Says = '*several values*' }
        @{ Filter = { updated_at -ge $missing }; Column = 17; Says = '*$missing could not be evaluated*has not been set*' }
        @{ Filter = { updated_at -ge $row.Missing }; Column = 17; Says = '*$row.Missing could not be evaluated*' }
        @{ Filter = { updated_at -ge $null }; Column = 17; Says = '*$null is empty*' }
        @{ Filter = { updated_at -ge $true }; Column = 17; Says = '*no true or false*' }
        @{ Filter = { updated_at -ge 5 }; Column = 17; Says = '*date is expected*' }
        @{ Filter = { updated_at -ge '01/02/2024' }; Column = 17; Says = '*not an ISO 8601 date*' }
        @{ Filter = { updated_at -like '2024*' }; Column = 13; Says = '*cannot be compared with -like. Allowed here: -eq, -lt, -le, -gt, -ge.' }
        @{ Filter = { $_.UpdatedAt.AddDays(1) -ge $since }; Column = 2; Says = '*without a call*' }
        @{ Filter = { updated_at -ge "2024$([char]34)" }; Column = 17; Says = '*not an ISO 8601 date*' }
    ) {
        $failure = Get-Refusal { Get-RutterBankTransfer -Filter $Filter }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidFilter,*'
        @($failure.Exception.Errors).Count | Should -Be 1
        $failure.Exception.Errors[0].Position | Should -Be $Column
        $failure.Exception.Errors[0].ToString() | Should -BeLike $Says
        $failure.Exception.Filter | Should -BeExactly $Filter.Ast.Extent.Text
    }

    It 'tells that a variable without a value is one, without strict mode too' {
        Set-StrictMode -Off
        (Get-Refusal { Get-RutterBankTransfer -Filter { updated_at -ge $missing } }).Exception.Message | Should -BeLike '*$missing is empty*'
    }

    It 'on a field that cannot be filtered on shows the line for PowerShell' {
        $failure = Get-Refusal { Get-RutterBankTransfer -Filter { TotalAmount -gt 5 -and updated_at -ge $since } }
        $failure.ErrorDetails.RecommendedAction | Should -BeExactly 'Get-RutterBankTransfer -Filter ''updated_at >= "2023-05-01T00:00:00.000Z"'' | Where-Object TotalAmount -gt 5'
    }

    It 'works beside the parameters for times' {
        $null = Get-RutterBankTransfer -Filter { created_at -ge '2023-01-01' -or last_synced_at -ge '2023-01-01' } -UpdatedAfter 2023-01-01 -CreatedBefore $since
        Get-Sent | Should -BeExactly '(created_at >= "2023-01-01" OR last_synced_at >= "2023-01-01") AND created_at <= "2023-05-01T00:00:00.000Z" AND updated_at >= "2023-01-01T00:00:00.000Z"'
    }
}
