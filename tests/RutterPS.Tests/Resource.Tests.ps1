# What holds for every API object that a cmdlet lists and fetches: a new one is found here by itself.
BeforeDiscovery {
    Import-Module $env:RUTTERPS_MODULE
    $objects = foreach ($command in Get-Command -Module RutterPS -Verb Get) {
        for ($base = $command.ImplementingType; $base -and $base.Name -ne 'GetResourceCommand`1'; $base = $base.BaseType) { }
        if ($base) {
            $model = $base.GenericTypeArguments[0]
            $definition = $model.GetProperty('Definition').GetValue($null)
            @{ Cmdlet = $command.Name; Model = $model; Definition = $definition; Parameters = $command.Parameters.Keys; Noun = $definition.Noun }
        }
    }
    $listed = $objects | Where-Object Noun -NE 'AdsCampaignDaily'
    $fetched = $listed | Where-Object { $_.Parameters -contains 'Id' }
    $byBothIds = $fetched | Where-Object { $_.Parameters -contains 'IdType' }
    $synced = $listed | Where-Object { Get-Command "Sync-Rutter$($_.Noun)" -ErrorAction Ignore }
    $timed = foreach ($object in $listed | Where-Object { $_.Parameters -contains 'Filter' }) {
        foreach ($field in $object.Definition.FilterableFields | Where-Object { "$($_.Type)" -eq 'Timestamp' }) { $object + @{ Field = $field } }
    }
    $sorted = $listed | Where-Object { $_.Parameters -contains 'Sort' -and @($_.Definition.FilterableFields).Count -gt 0 }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $PSStyle.OutputRendering = 'PlainText'
    # The platform that has every kind of object.
    $emulator = Connect-NewEmulator @{ TransferCount = 20; Platform = 'NETSUITE' }
    $hostile = "pay`e]0;owned`a`e[31m $([char]0x202e)00.1$([char]0x9b)2J`r`nnext"

    # What is nested is compared by its content.
    function ConvertTo-Comparable($Value) { $Value -is [string] ? $Value : (ConvertTo-Json -InputObject $Value -Depth 10 -Compress) }

    function Assert-Tame([string] $Shown) {
        $Shown | Should -Match 'owned'
        $Shown | Should -Not -Match '[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]'
    }
}

AfterAll { $emulator.Stop() }

Describe '<Cmdlet>' -ForEach $listed {
    It 'lists what the emulator has, over several pages' {
        $ids = @($emulator.GetObjects($Noun) | ForEach-Object { "$($_['id'])" } | Sort-Object)
        $ids.Count | Should -BeGreaterThan 0
        $size = $Parameters -contains 'PageSize' ? @{ PageSize = 3 } : @{}
        $all = @(& $Cmdlet @size)
        $all.Id | Sort-Object | Should -Be $ids
        $all[0].GetType() | Should -Be $Model
        if ($Definition.Path -like 'accounting/*') { $all[0].ConnectionId | Should -Be $emulator.ConnectionId }
    }

    It 'shows every property in a list' {
        $expand = $Parameters -contains 'Expand' ? @{ Expand = 'platform_data' } : @{}
        if ($Noun -in 'Order', 'Payout', 'Product') { $expand = @{} }
        $one = & $Cmdlet @expand | Select-Object -First 1
        $list = $one | Format-List | Out-String
        foreach ($property in $one.PSObject.Properties.Name) { $list | Should -Match "(?m)^$property +:" }
    }

    It 'is shown as a table with a row for each object' {
        $all = @(& $Cmdlet)
        $lines = ($all | Format-Table | Out-String -Width 250) -split "`n" | Where-Object { $_.Trim() }
        $lines.Count | Should -BeGreaterOrEqual ($all.Count + 2)
    }
}

Describe '<Cmdlet> -First' -ForEach ($listed | Where-Object { $_.Parameters -contains 'First' }) {
    It 'gives the first ones of the list, and asks for no more pages' {
        $all = @(& $Cmdlet)
        $emulator.ClearRequests()
        $few = @(& $Cmdlet -First 2)
        $few.Id | Should -Be @($all | Select-Object -First 2 | ForEach-Object Id)
        @($emulator.Requests).Count | Should -Be 1
    }
}

Describe 'Sync-Rutter<Noun>' -ForEach $synced {
    It 'emits each object once, and nothing the second time' {
        $state = Join-Path $TestDrive "$Noun.json"
        $first = @(& "Sync-Rutter$Noun" $state)
        $first.Id | Sort-Object | Should -Be @($emulator.GetObjects($Noun) | ForEach-Object { "$($_['id'])" } | Sort-Object)
        & "Sync-Rutter$Noun" $state | Should -BeNullOrEmpty
    }
}

Describe '<Cmdlet> with a filter on <Field.ApiName>' -ForEach $timed {
    It 'gives those that are as late, in the spelling of the API and of PowerShell' {
        $all = @(& $Cmdlet)
        $property = $Field.Name
        $times = @($all | Where-Object { $null -ne $_.$property } | Sort-Object $property)
        $since = $times[[int][Math]::Floor($times.Count / 2)].$property
        $late = @($times | Where-Object { $_.$property -ge $since } | ForEach-Object Id | Sort-Object)
        $late.Count | Should -BeGreaterThan 0
        $text = $since.UtcDateTime.ToString('yyyy-MM-ddTHH:mm:ss.fffZ')
        $warning = @{ WarningAction = 'SilentlyContinue' }
        @(& $Cmdlet -Filter ('{0} >= "{1}"' -f $Field.ApiName, $text) @warning | ForEach-Object Id | Sort-Object) | Should -Be $late
        $block = [scriptblock]::Create("{ $property -ge `$since }").Invoke()[0]
        @(& $Cmdlet -Filter $block @warning | ForEach-Object Id | Sort-Object) | Should -Be $late
    }
}

Describe '<Cmdlet> by id' -ForEach $fetched {
    It 'fetches the same as the list has' {
        $listed = & $Cmdlet | Select-Object -First 1
        $one = $listed | & $Cmdlet
        foreach ($property in $one.PSObject.Properties.Name | Where-Object { $_ -ne 'PlatformData' }) {
            ConvertTo-Comparable $one.$property | Should -Be (ConvertTo-Comparable $listed.$property) -Because $property
        }
    }

    It 'reports an id that is not there' {
        & $Cmdlet -Id '11111111-2222-3333-4444-555555555555' -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].Exception.Message | Should -Match 'There is no [a-z ]+ with the id .11111111-.+HTTP 410'
    }

    It 'lets no text from the server steer the screen, and the properties keep it' {
        $fields = @{ new_field = $hostile }
        foreach ($field in $Definition.Fields) {
            switch ("$($field.Type)") {
                { $_ -in 'Text', 'Identifier' } { $fields[$field.ApiName] = $hostile }
                'Structure' { $fields[$field.ApiName] = @{ a = $hostile } }
            }
        }
        $body = @{ $Definition.ItemKey = $fields; connection = @{ id = $hostile; platform = $hostile } } | ConvertTo-Json -Depth 5
        $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'; Body = $body })
        try { $one = & $Cmdlet -Id 1 } finally { $emulator.ClearFaults() }
        $one.Id | Should -BeExactly $hostile
        Assert-Tame ($one | Out-String -Width 300)
        Assert-Tame ($one | Format-List | Out-String -Width 300)
    }
}

Describe '<Cmdlet> by the platform''s id' -ForEach $byBothIds {
    It 'fetches the same object' {
        $listed = & $Cmdlet | Where-Object PlatformId | Select-Object -First 1
        (& $Cmdlet -Id $listed.PlatformId -IdType platform).Id | Should -Be $listed.Id
    }
}

Describe '<Cmdlet> -Sort' -ForEach $sorted {
    It 'sorts by each field that can be filtered, as completion offers' {
        $offered = @((Get-Completion "$Cmdlet -Sort ").CompletionText.Trim("'") | ForEach-Object { ($_ -split ' ')[0] } | Select-Object -Unique)
        $offered | Should -Be @($Definition.FilterableFields | ForEach-Object ApiName)
        $read = $Definition.Fields | Where-Object IsFilterable | ForEach-Object ApiName
        foreach ($name in $read) { @(& $Cmdlet -Sort "$name DESC" -First 2).Count | Should -BeGreaterThan 0 }
    }
}
