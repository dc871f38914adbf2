# What holds for every API object that a cmdlet lists and fetches: a new one is found here by itself.
BeforeDiscovery {
    Import-Module $env:RUTTERPS_MODULE
    $objects = foreach ($command in Get-Command -Module RutterPS -Verb Get) {
        for ($base = $command.ImplementingType; $base -and $base.Name -ne 'GetResourceCommand`1'; $base = $base.BaseType) { }
        if ($base) {
            $model = $base.GenericTypeArguments[0]
            @{ Cmdlet = $command.Name; Model = $model; Definition = $model.GetProperty('Definition').GetValue($null) }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 20 }
}

AfterAll { $emulator.Stop() }

Describe '<Cmdlet>' -ForEach $objects {
    BeforeAll { $all = & $Cmdlet }

    It 'lists what the emulator has, over several pages' {
        $ids = @($emulator.GetObjects($Definition.ListKey) | ForEach-Object { "$($_['id'])" } | Sort-Object)
        $ids.Count | Should -BeGreaterThan 10
        (& $Cmdlet -PageSize 3).Id | Sort-Object | Should -Be $ids
        $all[0].GetType() | Should -Be $Model
        $all[0].ConnectionId | Should -Be $emulator.ConnectionId
        $all[0].Platform | Should -Be $emulator.Platform
    }

    It 'fetches the same as the list has, by both ids' {
        $one = $all[2] | & $Cmdlet
        $same = & $Cmdlet -Id $all[2].PlatformId -IdType platform
        foreach ($property in $one.PSObject.Properties.Name | Where-Object { $_ -ne 'PlatformData' }) {
            $one.$property | Should -Be $all[2].$property
            $same.$property | Should -Be $all[2].$property
        }
    }

    It 'reports an id that is not there in the words of the object' {
        & $Cmdlet -Id '11111111-2222-3333-4444-555555555555' -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].Exception.Message | Should -Match "no $($Definition.Name) with the id"
    }

    It 'is sorted by each field that can be filtered, as completion offers' {
        $offered = @((Get-Completion "$Cmdlet -Sort ").CompletionText.Trim("'") | ForEach-Object { ($_ -split ' ')[0] } | Select-Object -Unique)
        $offered | Should -Be @($Definition.Fields | Where-Object IsFilterable | ForEach-Object ApiName)
        foreach ($name in $offered) { @(& $Cmdlet -Sort "$name DESC" -First 2).Count | Should -Be 2 }
    }

    It 'shows every property in a list' {
        $list = & $Cmdlet -First 1 -Expand platform_data | Format-List | Out-String
        foreach ($property in $all[0].PSObject.Properties.Name) { $list | Should -Match "(?m)^$property +:" }
    }

    It 'lets no text from the server steer the screen, and the properties keep it' {
        $hostile = "pay`e]0;owned`a`e[31m $([char]0x202e)00.1$([char]0x9b)2J`r`nnext"
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
        $PSStyle.OutputRendering = 'PlainText'
        foreach ($shown in ($one | Out-String -Width 300), ($one | Format-List | Out-String -Width 300)) {
            $shown | Should -Match 'owned'
            $shown | Should -Not -Match '[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]'
        }
    }
}
