# What holds for every API object that a cmdlet creates, updates or deletes: a new one is found here by itself.
BeforeDiscovery {
    Import-Module $env:RUTTERPS_MODULE
    $written = foreach ($command in Get-Command -Module RutterPS -Verb New, Update, Remove) {
        for ($base = $command.ImplementingType; $base -and $base.Name -notmatch '^(New|Update|Remove)ResourceCommand`1$'; $base = $base.BaseType) { }
        if ($base) {
            $definition = $base.GenericTypeArguments[0].GetProperty('Definition').GetValue($null)
            @{ Cmdlet = $command.Name; Verb = $command.Verb; Get = "Get-$($command.Noun)"; Noun = $definition.Noun; Definition = $definition; HasGet = [bool](Get-Command "Get-$($command.Noun)" -ErrorAction Ignore) }
        }
    }
    $created = $written | Where-Object Verb -EQ New
    # What is only written, and never read, is neither copied nor looked for.
    $copied = $created | Where-Object HasGet
    $updated = $written | Where-Object { $_.Verb -eq 'Update' -and $_.HasGet }
    $deleted = $written | Where-Object { $_.Verb -eq 'Remove' -and $_.HasGet }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    # The platform that has every kind of object.
    $emulator = Connect-NewEmulator @{ TransferCount = 20; Count = 60; Platform = 'NETSUITE' }
    $ids = @{}

    # The ids of objects that another can refer to: of a currency, and of what is open.
    function Get-Reference([string] $Noun) {
        if (-not $ids.ContainsKey($Noun)) {
            $ids[$Noun] = @($emulator.GetObjects($Noun) | Where-Object { "$($_['status'])" -notin 'paid', 'void', 'applied' -and "$($_['currency_code'])" -in '', 'USD' } | ForEach-Object { "$($_['id'])" })
        }
        $ids[$Noun]
    }

    # A value that fits a field; of a structure, its required fields or all, in either spelling.
    function Get-Value($Field, [bool] $All, [bool] $AsApi) {
        switch ("$($Field.Type)") {
            'Structure' { return Get-Body $Field.Schema $All $AsApi }
            'Identifier' {
                # What a list of ids refers to, its name says.
                $noun = $Field.References ?? ($Field.ApiName -match '_class_ids$' ? 'Class' : '')
                return $noun ? @(Get-Reference $noun)[0] : 'x-1'
            }
            'Choice' { return $Field.Values -contains 'USD' ? 'USD' : @($Field.Values)[0] }
            'Boolean' { return $true }
            'Number' { return 12.50d }
            'NumberText' { return 12.50d }
            'Day' { return '2024-03-29' }
            'Instant' { return '2024-03-29T09:00:00.000Z' }
            'Any' { return @{ a = 'b' } }
            default { return $Field.ApiName -eq 'email' ? 'ann@example.com' : "A $($Field.ApiName)" }
        }
    }

    function Get-Body($Schema, [bool] $All, [bool] $AsApi, [string[]] $Except = @()) {
        $body = [ordered]@{}
        foreach ($field in $Schema.Fields | Where-Object { ($All -or $_.IsRequired) -and $_.ApiName -notin $Except }) {
            # Something that holds more of its own kind gets none.
            if ($field.Schema -and $script:open -contains $field.Schema) { continue }
            $script:open += $field.Schema
            $value = Get-Value $field $All $AsApi
            $script:open = @($script:open | Where-Object { $_ -ne $field.Schema })
            $body[$AsApi ? $field.ApiName : $field.Name] = $field.IsList ? @($value) : $value
        }
        $body
    }

    # Values of a body that a platform takes: what only people know of an object.
    function Get-AcceptedBody($Definition, [bool] $All, [bool] $AsApi) {
        $script:open = @()
        $body = Get-Body $Definition.CreateBody $All $AsApi -Except ($Definition.Noun -eq 'BankTransfer' ? 'debit_account_id' : 'id')
        switch ($Definition.Noun) {
            BankTransfer { $body[$AsApi ? 'debit_account_id' : 'DebitAccountId'] = (Get-Reference Account)[1] }
            JournalEntry {
                $lines = $AsApi ? 'line_items' : 'LineItems'
                $other = Get-Value ($Definition.CreateBody.FindField('line_items')) $All $AsApi
                $other[$AsApi ? 'total_amount' : 'TotalAmount'] = -12.50d
                $body[$lines] = @($body[$lines]) + $other
            }
        }
        $body
    }

    # What the API was sent for an object that was written.
    function Get-SentBody($Written, $Definition) {
        $request = (Get-RutterJob -Id $Written.JobId).RequestJson
        [System.Text.Json.Nodes.JsonNode]::Parse($request)[$Definition.ItemKey].ToJsonString()
    }

    # What is expected of it, of values with the API's names: the form on the wire is the field's.
    function Get-ExpectedBody($Body, $Schema) {
        $expected = [ordered]@{}
        foreach ($field in $Schema.Fields | Where-Object { $Body.Contains($_.ApiName) }) {
            $values = foreach ($value in @($Body[$field.ApiName])) {
                switch ("$($field.Type)") {
                    'Structure' { , (Get-ExpectedBody $value $field.Schema) }
                    'NumberText' { $value.ToString([cultureinfo]::InvariantCulture) }
                    'Day' { "${value}T00:00:00.000Z" }
                    default { $value }
                }
            }
            $expected[$field.ApiName] = $field.IsList ? @($values) : $values
        }
        $expected
    }

    # A row as a file has it: texts, and JSON where something is nested.
    function ConvertTo-Row($Body) {
        $row = [ordered]@{}
        foreach ($name in $Body.Keys) {
            $value = $Body[$name]
            $isNested = $value -is [System.Collections.IDictionary] -or ($value -is [array] -and $value[0] -is [System.Collections.IDictionary])
            $row[$name] = $isNested ? (ConvertTo-Json -InputObject $value -Depth 20 -Compress) : $value -is [array] ? "$($value[0])" : "$value"
        }
        [pscustomobject]$row
    }
}

AfterAll { $emulator.Stop() }

Describe '<Cmdlet>' -ForEach $copied {
    It 'takes what <Get> emits' {
        $copied = 0
        foreach ($read in & $Get -First 6) {
            $read | & $Cmdlet -WhatIf -ErrorAction SilentlyContinue -ErrorVariable refusal -WarningVariable warnings -WarningAction SilentlyContinue
            # What was never required of a read: an object that was void, or names no account.
            if ($refusal) { "$refusal" | Should -Match 'null|empty'; continue }
            $warnings | ForEach-Object { "$_" | Should -Match "^'[a-z_.]+' is left out: .+ a write takes " }
            $copy = $read | & $Cmdlet -WarningAction SilentlyContinue -ErrorAction SilentlyContinue -ErrorVariable refusal
            if ($refusal) { $refusal[0].FullyQualifiedErrorId | Should -Match '^AMOUNT_EXCEEDS_DUE' -Because "$refusal"; continue }
            $copy.Id | Should -Not -BeIn $read.Id
            $copied++
        }
        $copied | Should -BeGreaterThan 0
    }
}

Describe '<Cmdlet>' -ForEach $created {
    It 'sends exactly <What>, in both spellings and from a row of a CSV file' -ForEach @(
        @{ What = 'the required fields'; All = $false }
        @{ What = 'all fields'; All = $true }
    ) {
        $asApi = Get-AcceptedBody $Definition $All $true
        $expected = Get-ExpectedBody $asApi $Definition.CreateBody | ConvertTo-Json -Depth 20 -Compress
        $pascal = Get-AcceptedBody $Definition $All $false
        $file = Join-Path $TestDrive "$Noun.csv"
        ConvertTo-Row $asApi | Export-Csv $file -Encoding utf8BOM
        $inputs = [ordered]@{
            PascalCase   = { & $Cmdlet @pascal -WarningAction SilentlyContinue }
            'API names'  = { & $Cmdlet @asApi -WarningAction SilentlyContinue }
            'a CSV file' = { Import-Csv $file | & $Cmdlet -WarningAction SilentlyContinue }
        }
        foreach ($name in $inputs.Keys) {
            $made = & $inputs[$name]
            Get-SentBody $made $Definition | Should -BeExactly $expected -Because $name
            if ($HasGet) { (& $Get -Id $made.Id).Id | Should -Be $made.Id }
        }
    }

    It 'refuses a name that it does not take, with the nearest one' {
        foreach ($field in $Definition.CreateBody.Fields | Where-Object { $_.Schema -and -not $_.Schema.IsOpen -and $_.Schema.Fields.Count }) {
            $body = Get-AcceptedBody $Definition $true $false
            $nested = @($body[$field.Name])[0]
            $wrong = "$(@($field.Schema.Fields)[0].Name)s"
            $nested[$wrong] = 'x'
            { & $Cmdlet @body -WhatIf -ErrorAction Stop -WarningAction SilentlyContinue } | Should -Throw "*$wrong*no such field*Did you mean*"
        }
    }
}

Describe '<Cmdlet>' -ForEach $updated {
    It 'changes one field, and nothing else' {
        $field = 'Text', 'Day' | ForEach-Object { $type = $_; $Definition.UpdateBody.Fields } |
            Where-Object { "$($_.Type)" -eq $type -and -not $_.IsList -and $Definition.FindField($_.ApiName) } | Select-Object -First 1
        $value = "$($field.Type)" -eq 'Day' ? [datetimeoffset]'2024-02-29Z' : 'changed here'
        $given = @{ $field.Name = $value }
        # What is settled or closed cannot be changed everywhere.
        $before = & $Get -First 6 | Where-Object { -not $_.PSObject.Properties['Status'] -or $_.Status -notin 'paid', 'void' } | Select-Object -First 1
        $changed = $before | & $Cmdlet @given
        $changed.($field.Name) | Should -Be $value
        # What the API asks for at every update of a bank transfer is sent too.
        $asked = $Definition.Noun -eq 'BankTransfer' ? @('credit_account_id', 'debit_account_id', 'total_amount') : @()
        (ConvertFrom-Json (Get-SentBody $changed $Definition)).PSObject.Properties.Name | Where-Object { $_ -notin $asked } | Should -Be $field.ApiName
        $after = & $Get -Id $before.Id
        foreach ($property in $before.PSObject.Properties.Name | Where-Object { $_ -notin $field.Name, 'UpdatedAt', 'LastSyncedAt', 'PlatformData' }) {
            ($after.$property | ConvertTo-Json -Depth 10 -WarningAction Ignore) | Should -Be ($before.$property | ConvertTo-Json -Depth 10 -WarningAction Ignore) -Because $property
        }
        $after.($field.Name) | Should -Be $value
        { & $Cmdlet -Id $before.Id -ErrorAction Stop } | Should -Throw '*Nothing to change*'
    }
}

Describe '<Cmdlet>' -ForEach $deleted {
    It 'deletes one, and says where there is none' {
        $gone = @(& $Get)[-1]
        $gone | & $Cmdlet -Confirm:$false
        & $Get -Id $gone.Id -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        & $Get | Where-Object Id -EQ $gone.Id | Should -BeNullOrEmpty
        { $gone | & $Cmdlet -Confirm:$false -ErrorAction Stop } | Should -Throw "There is no * with the id '$($gone.Id)'*"
    }
}
