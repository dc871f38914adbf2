# What holds for every API object that a cmdlet creates, updates or deletes: a new one is found here by itself.
BeforeDiscovery {
    Import-Module $env:RUTTERPS_MODULE
    $written = foreach ($command in Get-Command -Module RutterPS -Verb New, Update, Remove) {
        for ($base = $command.ImplementingType; $base -and $base.Name -notmatch '^(New|Update|Remove)ResourceCommand`1$'; $base = $base.BaseType) { }
        if ($base) {
            $definition = $base.GenericTypeArguments[0].GetProperty('Definition').GetValue($null)
            @{ Cmdlet = $command.Name; Verb = $command.Verb; Get = "Get-$($command.Noun)"; Noun = $definition.Noun; Definition = $definition; Parameters = $command.Parameters }
        }
    }
    $created = $written | Where-Object Verb -EQ New
    $updated = $written | Where-Object Verb -EQ Update
    $deleted = $written | Where-Object Verb -EQ Remove
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    # The platform that has every kind of object.
    $emulator = Connect-NewEmulator @{ TransferCount = 20; Count = 60; Platform = 'NETSUITE' }
    $ids = @{}

    # The ids of objects that another can refer to: of a currency, and of what is open.
    function Get-Reference([string] $Noun) {
        if (-not $ids.ContainsKey($Noun)) {
            $ids[$Noun] = @($emulator.GetObjects($Noun) | Where-Object { "$($_['status'])" -notin 'paid', 'void' -and "$($_['currency_code'])" -in '', 'USD' } | ForEach-Object { "$($_['id'])" })
        }
        $ids[$Noun]
    }

    # A value that fits a field; of a structure, its required fields or all, in either spelling.
    function Get-Value($Field, [bool] $All, [bool] $AsApi) {
        switch ("$($Field.Type)") {
            'Structure' { return Get-Body $Field.Schema $All $AsApi }
            'Identifier' { return $Field.References ? @(Get-Reference $Field.References)[0] : 'x-1' }
            'Choice' { return $Field.Values -contains 'USD' ? 'USD' : $Field.Values[0] }
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
    function Get-SentBody($Written, [string] $Key) { (Get-RutterJob -Id $Written.JobId).Request.Body.$Key | ConvertTo-Json -Depth 20 }
}

AfterAll { $emulator.Stop() }

Describe '<Cmdlet>' -ForEach $created {
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
