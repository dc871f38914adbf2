BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 1; Count = 10; Platform = 'NETSUITE' } @{ MaximumRetryCount = 5 }
    $accounts = @(Get-RutterBankFeedAccount -First 2)
    $script:number = 0

    function New-Row([int] $Account = 0, [hashtable] $Values = @{}) {
        $script:number++
        $row = @{
            bank_feed_account_id = $accounts[$Account].Id; transaction_id = "T-$script:number"; posted_at = '2024-03-01T09:00:00Z'
            amount = "$script:number.05"; description = "Row $script:number"; transaction_type = 'debit'
        }
        foreach ($name in $Values.Keys) { $row[$name] = $Values[$name] }
        [pscustomobject]$row
    }

    function Get-Kept { @($emulator.GetObjects('BankFeedTransaction')) }
    function Get-Posts { @($emulator.Requests | Where-Object { $_.Method -eq 'POST' }) }
}

AfterAll { $emulator.Stop() }

Describe 'New-RutterBankFeedTransaction' {
    BeforeEach { $emulator.ClearRequests(); $before = (Get-Kept).Count }
    AfterEach { $emulator.ClearFaults() }

    It 'gathers the rows of each account, and reports each row once' {
        $rows = 1..25 | ForEach-Object { New-Row ($_ % 2) }
        $made = $rows | New-RutterBankFeedTransaction -BatchSize 5
        $made.TransactionId | Sort-Object | Should -Be ($rows.transaction_id | Sort-Object)
        ($made.Id | Sort-Object -Unique).Count | Should -Be 25
        Get-Posts | Should -HaveCount 6
        (Get-Kept).Count - $before | Should -Be 25
        foreach ($row in $rows) {
            $one = $made | Where-Object TransactionId -EQ $row.transaction_id
            $one.Amount | Should -Be ([decimal]$row.amount)
            $one.BankFeedAccountId | Should -Be $row.bank_feed_account_id
            $one.JobId | Should -Not -BeNullOrEmpty
        }
        @($made | Group-Object IdempotencyKey | ForEach-Object { $_.Count } | Sort-Object) | Should -Be 2, 3, 5, 5, 5, 5
        (Get-RutterBankFeedTransaction -Id $made[0].Id).TransactionId | Should -Be $made[0].TransactionId
    }

    It 'sends the last balance of an account, digits as given, and days as days' {
        $rows = (New-Row 0 @{ current_balance = '10.10' }), (New-Row 0 @{ current_balance = '20.20'; transaction_date = '2024-02-29'; memo = '' })
        $made = $rows | New-RutterBankFeedTransaction
        $body = (Get-RutterJob -Id $made[0].JobId).RequestJson
        $body | Should -BeLike '*"current_balance":20.20*'
        $body | Should -BeLike '*"transaction_date":"2024-02-29T00:00:00.000Z"*'
        $body | Should -Not -BeLike '*memo*'
    }

    It 'makes none a second time on a network that hides responses' {
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'POST'; Count = 2 })
        $emulator.AddFault(@{ Kind = 'DropBeforeCommit'; Method = 'POST'; Count = 1 })
        $made = 1..10 | ForEach-Object { New-Row } | New-RutterBankFeedTransaction -BatchSize 4
        $made | Should -HaveCount 10
        (Get-Kept).Count - $before | Should -Be 10
    }

    It 'reports each row of a body that fails, and the other bodies go on' {
        $rows = 1..3 | ForEach-Object { New-Row }
        $lost = 1..2 | ForEach-Object { New-Row 0 @{ bank_feed_account_id = '11111111-2222-3333-4444-555555555555' } }
        $made = $lost + $rows | New-RutterBankFeedTransaction -ErrorAction SilentlyContinue -ErrorVariable failures
        $made | Should -HaveCount 3
        $failures | Should -HaveCount 2
        $failures.TargetObject.transaction_id | Should -Be $lost.transaction_id
        foreach ($failure in $failures) {
            $failure.FullyQualifiedErrorId | Should -BeLike 'BANK_FEED_ACCOUNT_NOT_FOUND,*'
            "$($failure.Exception.Verdict)" | Should -Be 'NotDone'
            "$failure" | Should -BeLike "Send bank feed transaction $($failure.TargetObject.transaction_id) of *"
        }
    }

    It 'names the key under which rows that may have been taken are sent again' {
        $emulator.AddFault(@{ Kind = 'RawBody'; Body = '[null]'; Path = '/jobs/*' })
        $rows = 1..3 | ForEach-Object { New-Row }
        $rows | New-RutterBankFeedTransaction -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $emulator.ClearFaults()
        $failures | Should -HaveCount 3
        $keys = @($failures | ForEach-Object { $_.Exception.IdempotencyKey } | Select-Object -Unique)
        $keys | Should -HaveCount 1
        $failures | ForEach-Object { "$($_.Exception.Verdict)" | Should -Be 'Unknown' }
        $again = $failures.TargetObject | New-RutterBankFeedTransaction -IdempotencyKey $keys[0]
        $again.TransactionId | Should -Be $rows.transaction_id
        (Get-Kept).Count - $before | Should -Be 3
    }

    It 'refuses <What> alone, and sends the others' -ForEach @(
        @{ What = 'a transaction that was given before'; Says = '*given before*'; Wrong = { $good[0] } }
        @{ What = 'an unknown type'; Says = "*none of its values. Did you mean 'debit'*"; Wrong = { New-Row 0 @{ transaction_type = 'debt' } } }
    ) {
        $good = 1..2 | ForEach-Object { New-Row }
        $made = @($good) + (& $Wrong) | New-RutterBankFeedTransaction -ErrorAction SilentlyContinue -ErrorVariable failures
        $made | Should -HaveCount 2
        $failures | Should -HaveCount 1
        "$($failures[0])" | Should -BeLike $Says
        (Get-Kept).Count - $before | Should -Be 2
    }

    It 'takes a row again that was refused because of its key' {
        $other = New-Row 0 @{ idempotency_key = 'feed-key' }
        $wrong = New-Row 0 @{ idempotency_key = 'feed-key' }
        $again = $wrong.PSObject.Copy()
        $again.idempotency_key = ''
        $made = $other, $wrong, $again | New-RutterBankFeedTransaction -BatchSize 1 -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures | Should -HaveCount 1
        "$($failures[0])" | Should -BeLike '*key*another body*'
        $made.TransactionId | Should -Be $other.transaction_id, $again.transaction_id
    }

    It 'sends nothing with -WhatIf' {
        1..3 | ForEach-Object { New-Row } | New-RutterBankFeedTransaction -WhatIf
        Get-Posts | Should -HaveCount 0
    }

    It 'emits a job for each body with -NoWait' {
        $jobs = @(1..4 | ForEach-Object { New-Row } | New-RutterBankFeedTransaction -BatchSize 2 -NoWait)
        $jobs | Should -HaveCount 2
        $null = $jobs | Wait-RutterJob
        (Get-Kept).Count - $before | Should -Be 4
        ($jobs[0] | Receive-RutterJob) | Should -BeLike '*bank_feed_transactions*'
    }
}

Describe 'New-RutterBankFeedOtp' {
    AfterEach { $emulator.ClearFaults() }

    It 'shows the password only where that was asked for' {
        $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_feed_otp":{"otp":"CANARY-12","expires_at":"2024-03-01T00:00:00Z"}}' })
        $otp = New-RutterBankFeedOtp
        $otp.Otp | Should -BeOfType securestring
        $plain = New-RutterBankFeedOtp -AsPlainText
        $plain.Otp | Should -BeExactly 'CANARY-12'
        foreach ($text in ($otp | Out-String), ($otp | Format-List * | Out-String), ($otp | ConvertTo-Json), [System.Management.Automation.PSSerializer]::Serialize($otp)) {
            $text | Should -Not -Match ([regex]::Escape($plain.Otp))
        }
        $otp.ExpiresAt | Should -BeOfType datetimeoffset
    }

    It 'masks the password in the address that it is used at' {
        foreach ($shown in $false, $true) {
            $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_feed_otp":{"otp":"CANARY 12","expires_at":"2024-03-01T00:00:00Z","redirect_uri":"https://h/?otp=CANARY%2012","token":"CANARY 12"}}' })
            $otp = New-RutterBankFeedOtp -AsPlainText:$shown
            ($otp | Format-List * | Out-String -Width 200) -match 'CANARY' | Should -Be $shown
            $otp.RedirectUri | Should -Be ($shown ? 'https://h/?otp=CANARY%2012' : 'https://h/?otp=***')
        }
    }

    It 'is retried, and says that retrying is safe: <_>' -ForEach 'New-RutterBankFeedOtp', 'New-RutterBankFeedAccountMappingLink' {
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'POST'; Count = 1 })
        & $_ | Should -Not -BeNullOrEmpty
        $once = Connect-Rutter -Emulator $emulator -Name once -MaximumRetryCount 0
        try {
            foreach ($fault in @{ Kind = 'DropAfterCommit' }, @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_feed_otp":{},"bank_feed_account_mapping_link":null}' }) {
                $emulator.AddFault($fault + @{ Count = 1 })
                $command = $_
                $failure = { & $command -Session $once } | Should -Throw -PassThru
                $failure.Exception.Verdict.State | Should -Be 'Unknown'
                $failure.ErrorDetails.RecommendedAction | Should -Match 'retrying it is safe'
            }
        }
        finally { Disconnect-Rutter -Name once; $null = Connect-Rutter -Emulator $emulator -MaximumRetryCount 5 }
        $emulator.ClearRequests()
        & $_ -WhatIf
        $emulator.Requests | Should -BeNullOrEmpty
    }
}

Describe 'New-RutterBankFeedAccountMappingLink' {
    It 'gives the address and how long it is good' {
        $link = New-RutterBankFeedAccountMappingLink
        $link.Url | Should -BeLike 'http*'
        $link.ExpiresAt | Should -BeOfType datetimeoffset
    }
}
