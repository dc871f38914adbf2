# What Rutter calculates of a company, and what a company has added to its objects.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator
    $once = Connect-Rutter -Emulator $emulator -Name once -MaximumRetryCount 0
    $null = Connect-Rutter -Emulator $emulator
    $description = Get-Content -Raw (Join-Path $PSScriptRoot '../../api/rutter-2024-08-31.openapi.json') | ConvertFrom-Json -AsHashtable
    function Set-Response([string] $Body) { $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'; Body = $Body; Count = 1 }) }
}
AfterAll { $emulator.Stop() }

Describe 'Metrics of <Area>' -ForEach @(@{ Area = 'accounting'; Noun = 'RutterAccountingMetric' }, @{ Area = 'commerce'; Noun = 'RutterCommerceMetric' }) {
    BeforeAll { $names = $description.paths["/$Area/metrics/{metricName}"].get.parameters[0].schema.enum }
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'are completed and read by every name of the description' {
        (Get-Completion "Get-$Noun -Name ").CompletionText | Should -Be $names
        foreach ($name in $names) {
            $values = @(& "Get-$Noun" $name)
            $values.Count | Should -BeGreaterThan 0
            $values | ForEach-Object { $_.Name | Should -Be $name; $_.Value | Should -BeOfType decimal; $_.StartDate | Should -BeOfType datetimeoffset }
            $values[0].ConnectionId | Should -Be $emulator.ConnectionId
        }
    }

    It 'keep every digit and what is new' {
        Set-Response '{"checkpoint":"2024-05-01T00:00:00Z","total_revenue":[{"start_date":"2024-03-01T00:00:00Z","end_date":"2024-03-31T00:00:00Z","currency":"USD","value":"12345678901234567890.12","trend":"up"}],"connection":{"id":"c","orgId":"o","platform":"XERO"}}'
        $value = & "Get-$Noun" total_revenue
        $value.Value.ToString([cultureinfo]::InvariantCulture) | Should -Be '12345678901234567890.12'
        $value.Checkpoint | Should -Be ([datetimeoffset]'2024-05-01Z')
        $value.AdditionalProperties.trend | Should -Be 'up'
        Set-Response '{"total_revenue":[{"start_date":"2024-03-01T00:00:00Z","end_date":"2024-03-31T00:00:00Z","currency":"USD","value":"1234.50"}]}'
        (& "Get-$Noun" total_revenue | Out-String -Width 80) | Should -Match 'total_revenue +2024-03-01 +2024-03-31 +1234\.50 +USD'
    }

    It 'are never none where the response has none: <_>' -ForEach '{}', '{"checkpoint":null}', '{"other":[]}', '{"total_revenue":{}}', '{"total_revenue":[null]}', '[]', '{"total_revenue":[{"value":"much"}]}' {
        Set-Response $_
        { & "Get-$Noun" total_revenue -Session $once } | Should -Throw -ErrorId 'UnreadableReply*'
    }

    It 'that are not there are an error for each, and the others go on' {
        $read = 'nonsense', 'total_revenue', '../x' | & "Get-$Noun" -ErrorAction SilentlyContinue -ErrorVariable failures
        $read.Name | Select-Object -Unique | Should -Be 'total_revenue'
        $failures.TargetObject | Should -Be 'nonsense', '../x'
    }
}

Describe 'Get-RutterReport' {
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'asks for the form that was given' {
        foreach ($form in 'TREE', 'FLAT') { (Get-RutterReport $form).ReportUrl | Should -BeLike 'http*' }
        { Get-RutterReport LIST } | Should -Throw -ErrorId 'INVALID*'
        (Get-RutterReport -ForceFetch).CompanyInfo.Name | Should -Not -BeNullOrEmpty
        (Get-Completion 'Get-RutterReport ').CompletionText | Should -Be 'TREE', 'FLAT'
    }

    It 'says so where there is no report, and is an error where there is no answer' {
        Set-Response '{"report":null}'
        { Get-RutterReport } | Should -Throw -ErrorId 'NoReport*'
        foreach ($body in '{}', '{"report":[]}', '[]') {
            Set-Response $body
            { Get-RutterReport -Session $once } | Should -Throw -ErrorId 'UnreadableReply*'
        }
    }
}

Describe 'Get-RutterCustomField' {
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'tells the fields of every kind that has some, and of its lines' {
        $kinds = (Get-Completion 'Get-RutterCustomField ').CompletionText
        $kinds | Should -Be 'Bill', 'Expense', 'Invoice', 'InvoicePayment', 'JournalEntry'
        $fields = $kinds | Get-RutterCustomField -PlatformFields
        ($fields | Group-Object Resource).Name | Sort-Object | Should -Be $kinds
        $fields | Where-Object IsLineItem | Should -Not -BeNullOrEmpty
        $fields | Where-Object { -not $_.IsLineItem } | Should -Not -BeNullOrEmpty
        $emulator.Requests | ForEach-Object Status | Select-Object -Unique | Should -Be 200
        (Get-RutterCustomField invoices)[0].Resource | Should -Be 'Invoice'
    }

    It 'takes the lists by whichever name they have, and the values as they are' {
        Set-Response '{"custom_fields":{"bill":[{"key":"k","name":"K","required":true,"type":"select","options":[{"text":"A","value":"1"},{"text":"B","value":2}],"default":1.50}],"bill.line_items":[{"key":"l"}]}}'
        $own, $line = Get-RutterCustomField bill
        $own.Key, $own.Place, $own.IsLineItem, $own.Required | Should -Be 'k', 'bill', $false, $true
        $own.Options.Value | Should -Be '1', 2
        "$($own.Options[0])", $own.Default | Should -Be 'A', 1.50
        $line.Key, $line.IsLineItem | Should -Be 'l', $true
    }

    It 'refuses a kind that has none, and loses no field: <_>' -ForEach '{}', '{"custom_fields":[]}', '{"custom_fields":{"entity":null}}', '{"custom_fields":{"entity":[null]}}' {
        { Get-RutterCustomField Vendor } | Should -Throw -ErrorId 'InvalidInput*'
        $emulator.Requests | Should -BeNullOrEmpty
        Set-Response $_
        { Get-RutterCustomField Bill -Session $once } | Should -Throw -ErrorId 'UnreadableReply*'
    }
}

Describe 'Custom fields of what is created' {
    It 'are sent with the object and with its lines, as hashtables and from the cell of a CSV' {
        $vendor, $account = (Get-RutterVendor -First 1), (Get-RutterAccount -First 1)
        foreach ($fields in @{ custbody_team = 'Sales' }, '{"custbody_team":"Sales"}', [pscustomobject]@{ custbody_team = 'Sales' }) {
            $row = [pscustomobject]@{ custom_fields = $fields; line_items = @{ TotalAmount = 12.5; AccountId = $account.Id; CustomFields = @{ custcol_shop = 7 } } }
            $bill = $row | New-RutterBill -VendorId $vendor.Id -IssueDate 2024-03-01 -CurrencyCode USD
            $sent = (Get-RutterJob -Id $bill.JobId).RequestJson | ConvertFrom-Json
            $sent.bill.custom_fields.custbody_team | Should -BeExactly 'Sales'
            $sent.bill.line_items[0].custom_fields.custcol_shop | Should -Be 7
        }
        { New-RutterBill -VendorId $vendor.Id -IssueDate 2024-03-01 -CurrencyCode USD -LineItems @{ TotalAmount = 1 } -CustomFields 'Sales' } | Should -Throw '*not JSON*'
    }
}

Describe 'What a bank says of an account' {
    BeforeAll { $account = Get-RutterBankAccount -First 1 }
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'is read for accounts of the pipeline' {
        $balance = $account | Get-RutterBankAccountBalance
        $balance.Id, $balance.ConnectionId | Should -Be $account.Id, $emulator.ConnectionId
        $balance.Current | Should -BeOfType decimal
        ($account | Get-RutterBankAccountDetail).Ach.AccountNumber | Should -Not -BeNullOrEmpty
        Set-Response '{"bank_account_balance":{"id":"1","current":1234567890.12,"available":null,"limit":5}}'
        $balance = Get-RutterBankAccountBalance 1
        $balance.Current.ToString([cultureinfo]::InvariantCulture), $balance.Available, $balance.AdditionalProperties.limit | Should -Be '1234567890.12', $null, 5
    }

    It 'shows the last digits of its number unless it is asked for' {
        Set-Response '{"bank_account_details":{"id":"1","ach":{"account_number":"123456789","routing_number":"021000021"}}}'
        $detail = Get-RutterBankAccountDetail 1
        ($detail | Out-String) | Should -Match '\*\*\*6789'
        ($detail | Out-String) | Should -Not -Match '123456789'
        ($detail | Format-List | Out-String) | Should -Match '123456789'
        $detail.Ach.AccountNumber | Should -BeExactly '123456789'
    }

    It 'is an error where the response has nothing of it, and for each account that is not there' {
        foreach ($body in '{}', '{"bank_account_balance":null,"bank_account_details":null}', '[]') {
            foreach ($command in 'Get-RutterBankAccountBalance', 'Get-RutterBankAccountDetail') {
                Set-Response $body
                { & $command 1 -Session $once } | Should -Throw -ErrorId 'UnreadableReply*'
            }
        }
        $found = 'none', $account.Id | Get-RutterBankAccountBalance -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Id | Should -Be $account.Id
        $failures[0].TargetObject | Should -Be 'none'
    }
}
