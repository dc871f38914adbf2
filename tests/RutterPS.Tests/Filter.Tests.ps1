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

Describe 'A value from a variable' {
    BeforeAll { $accounts = Get-RutterAccount }
    BeforeEach { $emulator.ClearRequests() }

    It 'means itself and nothing else: <Value>' -ForEach @(
        @{ Value = 'x AND 1=1' }, @{ Value = "x' OR balance > 0" }, @{ Value = ') OR (name ~ ' }, @{ Value = 'a&b=c' }, @{ Value = 'a#b' }, @{ Value = 'a+b' }
        @{ Value = 'x%22 OR name ~ %22' }, @{ Value = '%' }, @{ Value = 'Überweisung 日本 🏦' }, @{ Value = 'back\slash\' }, @{ Value = '$(throw 1) $since `n' }, @{ Value = '' }, @{ Value = ' ' }
        @{ Value = '“curly”' }
    ) {
        $call = @{ Filter = { name -eq $Value -and status -eq 'active' } }
        $expected = "name = `"$Value`" AND status = `"active`""
        ConvertTo-RutterFilter @call -Resource account | Should -BeExactly $expected
        Get-RutterAccount @call | Should -BeNullOrEmpty
        Get-Sent | Should -BeExactly $expected
        @((Invoke-RutterRequest accounting/accounts -Query @{ filter = $call.Filter; limit = 7 }).accounts).Count | Should -Be 0
        $sent = @($emulator.Requests)[-1].Query
        $sent['filter'] | Should -BeExactly $expected
        $sent.Keys | Sort-Object | Should -Be 'filter', 'limit'
    }

    It 'finds what has that very value' {
        $one = $accounts | Where-Object Name | Select-Object -Last 1
        (Get-RutterAccount -Filter { Name -eq $one.Name }).Id | Should -Be @($accounts | Where-Object Name -CEQ $one.Name).Id
        $start = $one.Name.Substring(0, 3).ToLowerInvariant()
        (Get-RutterAccount -Filter { name -like "$start*" }).Id | Should -Be @($accounts | Where-Object Name -Match "\b$([regex]::Escape($start))").Id
        Get-Sent | Should -BeExactly "name ~ `"$start`""
    }

    It 'is refused when no filter can carry it: <Name>' -ForEach @(
        @{ Name = 'a double quote'; Value = 'x" OR name ~ "'; Says = '*cannot hold a double quote*' }
        @{ Name = 'a line feed'; Value = "x`nOR"; Says = '*control character*' }
        @{ Name = 'a carriage return'; Value = "x`rOR"; Says = '*control character*' }
        @{ Name = 'a null character'; Value = "x`0"; Says = '*control character*' }
        @{ Name = 'half a character'; Value = "x$([char]0xD83D)"; Says = '*one half of a character*' }
        @{ Name = 'a wildcard'; Value = 'x*y*'; Says = '*words that start with a text*'; Filter = { name -like $Value } }
        @{ Name = 'a hashtable'; Value = @{ a = 1 }; Says = '*several values*' }
        @{ Name = 'an object'; Value = [version] '1.0'; Says = '*name is text*Version*' }
    ) {
        $filter = $_.ContainsKey('Filter') ? $Filter : { name -eq $Value }
        $failure = Get-Refusal { Get-RutterAccount -Filter $filter }
        $failure.Exception.Message | Should -BeLike $Says
        $failure.Exception.Message | Should -Not -Match '\p{Cc}(?<!\n)'
    }

    It 'is a number where the field is one: <Value>' -ForEach @(
        @{ Value = 5; Sent = '5' }, @{ Value = -5.50d; Sent = '-5.50' }, @{ Value = 0.1; Sent = '0.1' }, @{ Value = '12.30'; Sent = '12.30' }, @{ Value = [decimal]::MaxValue; Sent = '79228162514264337593543950335' }
    ) {
        ConvertTo-RutterFilter { balance -ge $Value } -Resource account | Should -BeExactly "balance >= $Sent"
    }

    It 'is refused where the field is a number: <Value>' -ForEach @(@{ Value = '1 OR 1=1' }, @{ Value = '1,5' }, @{ Value = 'NaN' }, @{ Value = [double]::NaN }, @{ Value = '1e5' }, @{ Value = $true }, @{ Value = [datetime]::UtcNow }) {
        { ConvertTo-RutterFilter { balance -ge $Value } -Resource account } | Should -Throw -ErrorId 'InvalidFilter*'
    }

    It 'is a negative constant, an id, or a GUID' {
        ConvertTo-RutterFilter { balance -gt -5 -and account_type -eq bank } -Resource account | Should -BeExactly 'balance > -5 AND account_type = "bank"'
        $id = [guid] '00000000-0000-0000-0000-000000000001'
        ConvertTo-RutterFilter { name -eq $id -or name -eq 1196 } -Resource Account | Should -BeExactly 'name = "00000000-0000-0000-0000-000000000001" OR name = "1196"'
    }

    It 'in a raw request to another path is written by its own type' {
        $time, $amount = [datetimeoffset] '2024-03-01Z', 1.50d
        try { $null = Invoke-RutterRequest accounting/other_things -Query @{ filter = { issue_date -ge $time -and total -gt $amount -and memo -eq 'a' -and x -eq -1 } } } catch { $_.Exception.StatusCode | Should -Be 404 }
        Get-Sent | Should -BeExactly 'issue_date >= "2024-03-01T00:00:00.000Z" AND total > 1.50 AND memo = "a" AND x = -1'
    }
}

Describe 'Test-RutterFilter and ConvertTo-RutterFilter' {
    BeforeEach { $emulator.ClearRequests() }

    It 'judge a filter for the object that it is for, and send nothing' {
        $verdict = Test-RutterFilter 'balance > 5'
        $verdict.IsValid | Should -BeTrue
        $verdict.Warnings[0].Message | Should -BeLike '*not known to have a field balance*'
        $verdict = Test-RutterFilter 'name > "a"' -Resource accounts
        $verdict.IsValid | Should -BeFalse
        $verdict.Text | Should -BeNullOrEmpty
        $verdict.Errors[0].Position, $verdict.Errors[0].Length | Should -Be 5, 1
        $verdict.Errors[0].Expected | Should -Be '= or ~'
        $emulator.Requests.Count | Should -Be 0
    }

    It 'answer with a bool in a condition: <Filter>' -ForEach @(
        @{ Filter = 'created_at > "2024-01-01"'; Valid = $true }, @{ Filter = 'balance > 5'; Valid = $true }
        @{ Filter = 'created_at >'; Valid = $false }, @{ Filter = { total_amount -gt 5 }; Valid = $false }
    ) {
        $answer = Test-RutterFilter $Filter -Quiet
        $answer | Should -BeOfType [bool]
        $answer | Should -Be $Valid
        [bool](Test-RutterFilter $Filter) | Should -BeTrue -Because 'a verdict is an object'
    }

    It 'judge script blocks' {
        $verdict = Test-RutterFilter { name -like 'ru*' -and Balance -ge 5 } -Resource account
        $verdict.IsValid | Should -BeTrue
        $verdict.Text | Should -BeExactly 'name ~ "ru" AND balance >= 5'
        $verdict.Filter | Should -BeExactly "{ name -like 'ru*' -and Balance -ge 5 }"
        (Test-RutterFilter { name -like 'ru' -and balance -like 5 } -Resource account).Errors | Should -HaveCount 2
    }

    It 'take many filters, and what is wrong with one does not hold up the others' {
        ('a', '', 'created_at > "2024-01-01"' | Test-RutterFilter).IsValid | Should -Be $false, $false, $true
        $text = 'a', 'created_at > "2024-01-01"' | ConvertTo-RutterFilter -ErrorAction SilentlyContinue -ErrorVariable failures
        $text | Should -BeExactly 'created_at > "2024-01-01"'
        $failures | Should -HaveCount 1
        { ConvertTo-RutterFilter 'a' -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'InvalidFilter*'
    }

    It 'know which objects there are' {
        { Test-RutterFilter 'a' -Resource receipt } | Should -Throw -ErrorId 'UnknownResource*'
    }

    It 'show a finding with its carets, and nothing that acts on a screen' {
        $shown = Test-RutterFilter "created_at > `e[31m5" | Out-String -Width 200
        $shown | Should -Not -Match '\e'
        (Test-RutterFilter 'created_at > 5' | Out-String -Width 200) -split '\r?\n' | Where-Object { $_ -match '^\s+\^$' } | Should -HaveCount 1
    }
}

Describe 'An order' {
    BeforeEach { $emulator.ClearRequests() }

    It 'is sent: <Sort>' -ForEach @(@{ Sort = 'last_synced_at ASC'; Sent = 'last_synced_at ASC' }, @{ Sort = 'created_at', 'updated_at DESC'; Sent = 'created_at, updated_at DESC' }, @{ Sort = 'created_at DESC,updated_at'; Sent = 'created_at DESC,updated_at' }) {
        $rows = Get-RutterBankTransfer -Sort $Sort
        @($emulator.Requests)[-1].Query['sort'] | Should -BeExactly $Sent
        $rows | Should -HaveCount 60
    }

    It 'is refused with the place: <Sort>' -ForEach @(
        @{ Sort = 'total_amount DESC'; Column = 0; Says = '*Sort-Object TotalAmount*' }
        @{ Sort = 'UpdatedAt'; Column = 0; Says = '*knows this field as updated_at*' }
        @{ Sort = 'updated_at down'; Column = 11; Says = '*not a direction*ASC, DESC*' }
        @{ Sort = 'created_at, updated_at asc'; Column = 23; Says = '*in capitals*' }
        @{ Sort = 'created_at updated_at'; Column = 11; Says = '*separated by commas*' }
        @{ Sort = 'created_at DESC x'; Column = 16; Says = '*a comma, or the end*' }
        @{ Sort = 'created_at,'; Column = 11; Says = '*field is missing*' }
        @{ Sort = 'created_at', 'created_at DESC'; Column = 12; Says = '*second time*' }
        @{ Sort = 'a;b'; Column = 0; Says = '*cannot be the name*' }
    ) {
        $failure = Get-Refusal { Get-RutterBankTransfer -Sort $Sort }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidSort,*'
        $failure.Exception.Errors[0].Position | Should -Be $Column
        $failure.Exception.Message | Should -BeLike $Says
    }

    It 'by a field that is not known warns, and the API judges' {
        { Get-RutterBankTransfer -Sort 'posted_at' -WarningVariable warnings -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'INVALID_*'
        $null = try { Get-RutterBankTransfer -Sort 'posted_at' -WarningVariable warnings -WarningAction SilentlyContinue } catch { $_ }
        "$warnings" | Should -BeLike '*posted_at*created_at, updated_at, last_synced_at*'
    }
}

Describe 'A platform without filters' {
    BeforeDiscovery { $platforms = 'SAGE_INTACCT', 'SAGE_BUSINESS_CLOUD' | ForEach-Object { @{ Platform = $_ } } }

    Context '<Platform>' -ForEach $platforms {
        BeforeAll {
            $sage = Start-RutterEmulator -TransferCount 60 -Platform $Platform
            $session = Connect-Rutter -Emulator $sage -Name sage
            function Get-SageQuery { @($sage.Requests)[-1].Query }
            $first = Get-RutterBankTransfer -Session $session -Filter { updated_at -ge '2000-01-01' }
            $askedBefore = @($sage.Requests)
            $all = Get-RutterBankTransfer -Session $session
            $updated = $all.UpdatedAt | Where-Object { $_ } | Sort-Object
        }
        BeforeEach { $sage.ClearRequests() }
        AfterAll { $sage.Stop(); Disconnect-Rutter -Name sage; $null = Connect-Rutter -Emulator $emulator }

        It 'tells by its refusal that it takes no filter, and is asked again in its own way' {
            $askedBefore | Should -HaveCount 2
            $askedBefore[0].Query['filter'] | Should -Be 'updated_at >= "2000-01-01"'
            $askedBefore[0].Status | Should -Be 400
            $askedBefore[1].Query.ContainsKey('filter') | Should -BeFalse
            $askedBefore[1].Query['updated_at_min'] | Should -Be '946684800000'
            $first.Id | Should -Be @($all | Where-Object UpdatedAt).Id
        }

        It 'gets a range of time as its own parameters, without a row too many or too few: <Name>' -ForEach @(
            @{ Name = 'from'; Filter = { updated_at -ge $low }; Here = { $_.UpdatedAt -ge $low }; Sent = 'updated_at_min' }
            @{ Name = 'after'; Filter = { updated_at -gt $low }; Here = { $_.UpdatedAt -gt $low }; Sent = 'updated_at_min' }
            @{ Name = 'after a fraction of a millisecond'; Filter = { updated_at -ge $past }; Here = { $_.UpdatedAt -gt $low }; Sent = 'updated_at_min' }
            @{ Name = 'between'; Filter = { updated_at -ge $low -and (updated_at -lt $high) }; Here = { $_.UpdatedAt -ge $low -and $_.UpdatedAt -lt $high }; Sent = 'updated_at_max', 'updated_at_min' }
            @{ Name = 'at'; Filter = { updated_at -eq $low }; Here = { $_.UpdatedAt -eq $low }; Sent = 'updated_at_max', 'updated_at_min' }
            @{ Name = 'both'; Filter = { last_synced_at -ge $low -and updated_at -le $high }; Here = { $_.LastSyncedAt -ge $low -and $_.UpdatedAt -le $high }; Sent = 'last_synced_at_min', 'updated_at_max' }
        ) {
            $low, $high = $updated[20], $updated[40]
            $past = $low.AddTicks(1)
            $expected = $all | Where-Object UpdatedAt | Where-Object $Here
            $found = Get-RutterBankTransfer -Session $session -Filter $Filter
            $found.Id | Should -Be $expected.Id
            (Get-SageQuery).Keys | Where-Object { $_ -ne 'limit' } | Sort-Object | Should -Be $Sent
            $some = @(Get-RutterBankTransfer -Session $session -Filter $Filter -PageSize 3 -Skip 1 -First 4)
            $some.Count | Should -Be ([Math]::Min(4, @($expected).Count - 1))
            $some | ForEach-Object { $_.Id | Should -BeIn $expected.Id }
        }

        It 'gets the parameters for times and its own bounds together' {
            $found = Get-RutterBankTransfer -Session $session -UpdatedAfter $updated[20] -UpdatedAtMin $updated[10] -UpdatedBefore $updated[30] -UpdatedAtMax $updated[25] -WarningVariable warnings
            $found.Id | Should -Be @($all | Where-Object { $_.UpdatedAt -ge $updated[20] -and $_.UpdatedAt -le $updated[25] }).Id
            (Get-SageQuery)['updated_at_min'] | Should -Be $updated[20].ToUnixTimeMilliseconds()
            (Get-SageQuery)['updated_at_max'] | Should -Be $updated[25].ToUnixTimeMilliseconds()
            $warnings | Should -BeNullOrEmpty
        }

        It 'is not sent what it cannot do: <Name>' -ForEach @(
            @{ Name = 'OR'; Call = { Get-RutterBankTransfer -Session $session -Filter 'updated_at > "2024-01-01" OR updated_at < "2023-01-01"' }; Says = '*know no OR*Where-Object*' }
            @{ Name = 'created_at'; Call = { Get-RutterBankTransfer -Session $session -CreatedAfter 2024-01-01 }; Says = '*a range of updated_at*Where-Object CreatedAt -ge*' }
            @{ Name = 'the end of last_synced_at'; Call = { Get-RutterBankTransfer -Session $session -LastSyncedBefore 2024-01-01 }; Says = '*Where-Object LastSyncedAt -le*' }
        ) {
            try { $null = & $Call } catch { $failure = $_ }
            $failure.FullyQualifiedErrorId | Should -BeLike 'FilterNotSupported,*'
            $failure.CategoryInfo.Category | Should -Be 'NotImplemented'
            $failure.Exception.Message | Should -BeLike "*$Platform takes no filter*"
            $failure.Exception.Message | Should -BeLike $Says
            $sage.Requests.Count | Should -Be 0
        }

        It 'is not sent an order' {
            { Get-RutterBankTransfer -Session $session -Sort 'updated_at ASC' } | Should -Throw -ErrorId 'SortNotSupported*'
            $sage.Requests.Count | Should -Be 0
        }
    }

    It 'is known for each connection, whichever the session''s own is' {
        $both = Start-RutterEmulator -TransferCount 6 -Platform QUICKBOOKS, SAGE_INTACCT
        try {
            $session = Connect-Rutter -Emulator $both -Name both
            $quickBooks, $sage = Get-RutterConnection -Session $session
            $found = Get-RutterBankTransfer -Session $session -Connection $sage -Filter { updated_at -ge '2000-01-01' }
            $found.ConnectionId | Select-Object -Unique | Should -Be $sage.Id
            foreach ($own in @{}, @{ Connection = $quickBooks }) {
                $null = Get-RutterBankTransfer -Session $session @own -Filter { updated_at -ge '2000-01-01' } -Sort 'created_at ASC'
                @($both.Requests)[-1].Query['filter'] | Should -Be 'updated_at >= "2000-01-01"'
            }
        }
        finally { $both.Stop(); Disconnect-Rutter -Name both; $null = Connect-Rutter -Emulator $emulator }
    }

    It 'is none of the others, where its parameters are deprecated' {
        $emulator.ClearRequests()
        $null = Get-RutterBankTransfer -UpdatedAtMin 2024-01-01 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*deprecated*-UpdatedAfter*'
        $emulator.Requests.Count | Should -BeLessOrEqual 2
        $null = Get-RutterBankTransfer -Filter 'updated_at > "2024-01-01" OR created_at > "2024-01-01"' -Sort 'created_at ASC' -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }
}

Describe 'Completion of a filter' {
    It 'of <Line>' -ForEach @(
        @{ Line = "Get-RutterBankTransfer -Filter 'upd"; Offers = "'updated_at'" }
        @{ Line = "Get-RutterBankTransfer -Filter 'updated_at "; Offers = "'updated_at ='", "'updated_at <'", "'updated_at <='", "'updated_at >'", "'updated_at >='" }
        @{ Line = "Get-RutterBankTransfer -Filter 'updated_at >"; Offers = "'updated_at >'", "'updated_at >='" }
        @{ Line = "Get-RutterBankTransfer -Filter 'updated_at > `"2024-01-01`" "; Offers = "'updated_at > `"2024-01-01`" AND'", "'updated_at > `"2024-01-01`" OR'" }
        @{ Line = "Get-RutterBankTransfer -Filter '(updated_at > `"2024-01-01`" AND cr"; Offers = "'(updated_at > `"2024-01-01`" AND created_at'" }
        @{ Line = "Get-RutterAccount -Filter 'name "; Offers = "'name ='", "'name ~'" }
        @{ Line = 'Get-RutterBankTransfer -Filter '; Offers = "'created_at'", "'updated_at'", "'last_synced_at'", '{ created_at ', '{ updated_at ', '{ last_synced_at ' }
        @{ Line = 'Get-RutterBankTransfer -Filter { updated_at -g'; Offers = '-gt', '-ge' }
        @{ Line = 'Get-RutterBankTransfer -Filter { updated_at -ge $since '; Offers = '-and', '-or' }
        @{ Line = 'Get-RutterBankTransfer -Filter { updated_at -ge $since -and '; Offers = 'created_at', 'updated_at', 'last_synced_at' }
        @{ Line = 'Get-RutterAccount -Filter { name -'; Offers = '-eq', '-like' }
        @{ Line = 'Get-RutterBankTransfer -Sort created_at, last'; Offers = "'last_synced_at ASC'", "'last_synced_at DESC'" }
        @{ Line = 'Test-RutterFilter -Resource invoice'; Offers = 'invoice', 'invoice_credit_memo', 'invoice_payment' }
        @{ Line = "Test-RutterFilter -Resource account 'na"; Offers = "'name'" }
    ) {
        # The first completion of a filter makes those inside script blocks known.
        $null = Get-Completion 'Get-RutterBankTransfer -Filter '
        (Get-Completion $Line).CompletionText | Should -Be $Offers
    }

    It 'offers each kind of object once, bank transfers first, and each is known by what is offered' {
        $offered = (Get-Completion 'Test-RutterFilter -Resource ').CompletionText
        $offered[0] | Should -Be 'bank_transfer'
        $offered | Should -Be ($offered | Select-Object -Unique)
        foreach ($name in $offered) { { Test-RutterFilter 'x > 1' -Resource $name } | Should -Not -Throw }
    }

    It 'offers dates for a timestamp' {
        (Get-Completion "Get-RutterBankTransfer -Filter 'updated_at >= ").CompletionText | Should -Contain "'updated_at >= `"$([datetime]::UtcNow.ToString('yyyy-MM-dd'))`"'"
    }
}
