BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 20 }
}

AfterAll { $emulator.Stop() }

Describe 'The views of a bank transfer' {
    It 'show date, amount, currency, from, to and memo in 120 columns' {
        $one = Get-RutterBankTransfer | Where-Object Memo | Select-Object -First 1
        $lines = ($one | Out-String -Width 120) -split "`n" | ForEach-Object TrimEnd | Where-Object { $_ }
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 120 }
        $lines[0] -split '\s+' | Should -Be 'Date', 'Amount', 'Currency', 'From', 'To', 'Memo'
        $lines[2] | Should -BeLike ("$($one.TransactionDate.ToString('yyyy-MM-dd'))*$($one.TotalAmount.ToString([cultureinfo]::InvariantCulture)) $($one.CurrencyCode)*" +
            "$($one.CreditAccountId) $($one.DebitAccountId)*$($one.Memo.Substring(0, 3))*")
    }

    It 'show the date that was sent, whatever the time zone and culture of the machine' {
        $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_transfer":{"id":"1","total_amount":1234.50,"transaction_date":"2024-03-01T00:00:00Z"}}' })
        try {
            foreach ($zone in 'Pacific/Honolulu', 'Pacific/Auckland') {
                foreach ($culture in 'de-DE', 'ar-SA', 'tr-TR') {
                    $script = "[cultureinfo]::CurrentCulture = '$culture'; $(Get-Beginning $emulator); Get-RutterBankTransfer -Id 1 | Out-String"
                    $env:TZ = $zone
                    try { $shown = pwsh -NoProfile -NonInteractive -Command $script | Out-String } finally { $env:TZ = $null }
                    $shown | Should -Match '2024-03-01 +1234\.50'
                }
            }
        }
        finally { $emulator.ClearFaults() }
    }

    It 'let no error text from the server steer the screen' {
        $emulator.AddFault(@{ Kind = 'Status'; Status = 450; ErrorMessage = "bad`e]0;owned`a $([char]0x202e)x" })
        try { Get-RutterBankTransfer -Id 1 -ErrorAction SilentlyContinue -ErrorVariable failures } finally { $emulator.ClearFaults() }
        $failures[0].Exception.ErrorMessage | Should -BeExactly "bad`e]0;owned`a $([char]0x202e)x"
        foreach ($text in $failures[0].Exception.Message, $failures[0].ErrorDetails.Message) {
            $text | Should -Match 'owned'
            $text | Should -Not -Match '[\x00-\x1f\x7f-\x9f\u202a-\u202e]'
        }
    }
}

Describe 'The views of sessions and emulators' {
    It 'show what tells them apart' {
        (Get-RutterSession | Out-String -Width 120) | Should -Match 'Name +Environment +ApiVersion +Token +BaseUri'
        ($emulator | Out-String -Width 120) | Should -Match 'BaseUri +Platform +Transfers +Seed +Requests +Running'
        ($emulator | Out-String) | Should -Match ([regex]::Escape($emulator.BaseUri))
    }
}
