BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 3 }
    $all = Get-RutterAccount
}

AfterAll { $emulator.Stop() }

Describe 'Get-RutterAccount' {
    It 'filters on the field that the public page names: <Filter>' -ForEach @(
        @{ Filter = 'account_type = "credit_card"'; Expected = { $_.AccountType -ceq 'credit_card' } }
        @{ Filter = 'status = "inactive"'; Expected = { $_.Status -ceq 'inactive' } }
        @{ Filter = 'balance >= 100000 AND balance < 600000'; Expected = { $null -ne $_.Balance -and $_.Balance -ge 100000 -and $_.Balance -lt 600000 } }
        @{ Filter = 'name ~ "RESERVE"'; Expected = { $_.Name -match '\breserve' } }
        @{ Filter = 'name = "London Current"'; Expected = { $_.Name -ceq 'London Current' } }
        @{ Filter = '(account_type = "bank" AND balance > 500000) OR name ~ "petty"'; Expected = { ($_.AccountType -eq 'bank' -and $_.Balance -gt 500000) -or $_.Name -match '\bpetty' } }
        @{ Filter = 'last_synced_at < "2024-01-01"'; Expected = { $_.LastSyncedAt -lt [datetimeoffset]'2024-01-01T00:00:00Z' } }
    ) {
        $expected = @(($all | Where-Object $Expected).Id | Sort-Object)
        $expected.Count | Should -BeGreaterThan 0
        $expected.Count | Should -BeLessThan @($all).Count
        (Get-RutterAccount -Filter $Filter).Id | Sort-Object | Should -Be $expected
    }

    It 'takes the ids that a transfer names' {
        $transfer = Get-RutterBankTransfer | Where-Object { $_.CreditAccountId -and $_.DebitAccountId } | Select-Object -First 1
        (Get-RutterAccount $transfer.CreditAccountId, $transfer.DebitAccountId).CurrencyCode | Should -Be $transfer.CurrencyCode, $transfer.CurrencyCode
    }

    It 'keeps the digits of a balance and shows them in any culture' {
        $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"account":{"id":"1","name":"Main","balance":900719925474099.10},"connection":null}' })
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $one = Get-RutterAccount -Id 1
            $one.Balance | Should -BeOfType [decimal]
            $one | Out-String -Width 150 | Should -Match '900719925474099\.10'
        }
        finally { [cultureinfo]::CurrentCulture = $culture; $emulator.ClearFaults() }
    }

    It 'shows a table in 140 columns' {
        $lines = ($all | Out-String -Width 140) -split "`n" | ForEach-Object TrimEnd | Where-Object { $_ }
        $lines[0] -split '\s+' | Should -Be 'Code', 'Name', 'Type', 'Status', 'Balance', 'Currency', 'Id'
        $lines.Count | Should -Be (@($all).Count + 2)
        $lines[2] | Should -BeLike "$($all[0].NominalCode) *$($all[0].Name) *$($all[0].AccountType) *$($all[0].Id)"
    }

    It 'reads a job''s account as an account' {
        $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'
                Body = '{"id":"1","status":"success","request":{"method":"POST","url":"https://h/versioned/accounting/accounts"},"response":{"http_status":200,"body":{"account":{"id":"7","name":"New"}}}}' })
        try { $one = Receive-RutterJob 1 } finally { $emulator.ClearFaults() }
        $one.GetType().FullName | Should -Be 'Rutter.Client.Resources.Accounts.Account'
        $one.Name | Should -Be 'New'
    }
}
