BeforeAll {
    . $PSScriptRoot/Common.ps1

    # Two accounts of the same currency.
    function Get-AccountPair {
        $one = Get-RutterBankTransfer -First 1
        $one.CreditAccountId, $one.DebitAccountId
    }

    function Get-Write { $emulator.Requests | Where-Object Method -NE 'GET' }
}

Describe 'New-RutterBankTransfer' {
    BeforeAll {
        $emulator = Connect-NewEmulator @{ TransferCount = 5 }
        $from, $to = Get-AccountPair
    }
    BeforeEach { $emulator.ClearRequests() }
    AfterEach { $emulator.ClearFaults() }
    AfterAll { $emulator.Stop() }

    It 'creates a transfer and knows how (<Mode>)' -ForEach @(@{ Mode = 'Async' }, @{ Mode = 'PreferSync' }, @{ Mode = 'prefer_sync' }) {
        $before = $emulator.TransferCount
        $made = New-RutterBankTransfer -CreditAccountId $from -DebitAccountId $to -TotalAmount 12.30 -Memo 'rent' -TransactionDate 2024-03-01 -ResponseMode $Mode
        $emulator.TransferCount | Should -Be ($before + 1)
        $made.GetType().Name | Should -Be 'BankTransfer'
        $made.TotalAmount.ToString([cultureinfo]::InvariantCulture) | Should -BeExactly '12.30'
        $made.TransactionDate.ToString('o') | Should -Be '2024-03-01T00:00:00.0000000+00:00'
        $made.Memo | Should -Be 'rent'
        $made.JobId | Should -Not -BeNullOrEmpty
        $made.RequestId | Should -Not -BeNullOrEmpty
        [guid]::Parse($made.IdempotencyKey) | Should -Not -Be ([guid]::Empty)
        @(Get-Write)[0].IdempotencyKey | Should -Be $made.IdempotencyKey
        (Get-RutterBankTransfer -Id $made.Id).Memo | Should -Be 'rent'
    }

    It 'takes the names of the API and the other names: <Name>' -ForEach @(
        @{ Name = 'snake_case'; Row = { [pscustomobject]@{ credit_account_id = $from; debit_account_id = $to; total_amount = '3.50'; transaction_date = '2024-03-01'; class_id = '' } } }
        @{ Name = 'PascalCase'; Row = { [pscustomobject]@{ CreditAccountId = $from; DebitAccountId = $to; TotalAmount = '3.50'; TransactionDate = '2024-03-01'; ClassId = '' } } }
        @{ Name = 'from and to'; Row = { [pscustomobject]@{ FromAccountId = $from; ToAccountId = $to; TotalAmount = 3.50d; TransactionDate = [datetime]'2024-03-01' } } }
    ) {
        $made = & $Row | New-RutterBankTransfer
        $made.TotalAmount | Should -Be 3.5
        $made.CreditAccountId | Should -Be $from
        $made.TransactionDate.ToString('yyyy-MM-dd') | Should -Be '2024-03-01'
    }

    It 'sends 2024-03-01 as that date, given as <Name>, in <Zone>' -ForEach @(
        foreach ($zone in 'Pacific/Honolulu', 'UTC', 'Pacific/Auckland') {
            @{ Zone = $zone; Name = 'text'; Value = "'2024-03-01'" }
            @{ Zone = $zone; Name = 'a DateTime'; Value = "([datetime]'2024-03-01')" }
            @{ Zone = $zone; Name = 'a local DateTime'; Value = "(Get-Date -Year 2024 -Month 3 -Day 1).Date" }
        }
    ) {
        $script = "$(Get-Beginning $emulator); (New-RutterBankTransfer $from $to 1 -TransactionDate $Value).Id"
        $env:TZ = $Zone
        try { $id = pwsh -NoProfile -NonInteractive -Command $script } finally { $env:TZ = $null }
        (Get-RutterBankTransfer -Id $id).TransactionDate.ToString('o') | Should -Be '2024-03-01T00:00:00.0000000+00:00'
    }

    It 'refuses an amount that is not plainly one: <Amount>' -ForEach @(
        @{ Amount = '1.234,56' }, @{ Amount = '1,234.56' }, @{ Amount = '12,5' }, @{ Amount = '1 000' }, @{ Amount = '€5' }, @{ Amount = '5 EUR' }, @{ Amount = '1e3' }, @{ Amount = '' }
        @{ Amount = '0x10' }, @{ Amount = 'NaN' }, @{ Amount = '12345678901234567890123456789012' }
    ) {
        foreach ($culture in 'de-DE', 'en-US', 'tr-TR', 'ar-SA') {
            $before = [cultureinfo]::CurrentCulture
            [cultureinfo]::CurrentCulture = $culture
            try { $row = [pscustomobject]@{ credit_account_id = $from; debit_account_id = $to; total_amount = $Amount }; $row | New-RutterBankTransfer -ErrorAction SilentlyContinue -ErrorVariable failures }
            finally { [cultureinfo]::CurrentCulture = $before }
            $failures[0].TargetObject.total_amount | Should -Be $Amount
        }
        @(Get-Write).Count | Should -Be 0
    }

    It 'takes the digits as they are typed' {
        (New-RutterBankTransfer $from $to 9007199254740993.01).TotalAmount | Should -Be 9007199254740993.01d
        { New-RutterBankTransfer $from $to ([double]'9007199254740993.01') } | Should -Throw '*kept exactly*'
    }

    It 'says with -WhatIf what would move, and sends nothing but the read' {
        $script = "$(Get-Beginning $emulator); Get-RutterBankTransfer -First 3 | New-RutterBankTransfer -WhatIf"
        $said = pwsh -NoProfile -NonInteractive -Command $script
        $said | Should -HaveCount 3
        $said | ForEach-Object { $_ | Should -Match '^What if: Move [0-9.]+ from account [0-9a-f-]+ to account [0-9a-f-]+ on \d{4}-\d\d-\d\d' }
        @(Get-Write).Count | Should -Be 0
        $emulator.Requests.Count | Should -Be 1
    }

    It 'emits the job with -NoWait, which can be waited for and received' {
        $job = New-RutterBankTransfer $from $to 7.25 -NoWait
        $job.GetType().Name | Should -Be 'RutterJob'
        $job.IdempotencyKey | Should -Not -BeNullOrEmpty
        ($job | Wait-RutterJob).Status | Should -Be 'success'
        ($job | Receive-RutterJob).TotalAmount | Should -Be 7.25
    }

    It 'reports the platform''s refusal of a row, and writes the others' {
        $rows = @(
            [pscustomobject]@{ CreditAccountId = $from; DebitAccountId = $to; TotalAmount = 1 }
            [pscustomobject]@{ CreditAccountId = $from; DebitAccountId = $from; TotalAmount = 2 }
            [pscustomobject]@{ CreditAccountId = $from; DebitAccountId = $to; TotalAmount = 3 }
        )
        $made = $rows | New-RutterBankTransfer -ErrorAction SilentlyContinue -ErrorVariable failures
        $made.TotalAmount | Should -Be 1, 3
        $failures | Should -HaveCount 1
        $failure = $failures[0]
        $failure.TargetObject.TotalAmount | Should -Be 2
        $failure.Exception.StatusCode | Should -Be 450
        $failure.Exception.HumanReadable | Should -Not -BeNullOrEmpty
        $failure.Exception.JobId | Should -Not -BeNullOrEmpty
        $failure.Exception.IdempotencyKey | Should -Not -BeNullOrEmpty
        $failure.Exception.MayHaveSucceeded | Should -BeFalse
        $failure.ErrorDetails.Message | Should -BeLike "Move 2 from account $from to account ${from}: *"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*new key*'
    }

    It 'reports <Status> for its row, and writes the others' -ForEach @(@{ Status = 451 }, @{ Status = 409 }, @{ Status = 410 }, @{ Status = 400 }) {
        $emulator.AddFault(@{ Kind = 'Status'; Status = $Status; Method = 'POST'; Count = 1; HumanReadable = 'The books are closed.' })
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ CreditAccountId = $from; DebitAccountId = $to; TotalAmount = $_ } }
        $made = $rows | New-RutterBankTransfer -ThrottleLimit 1 -ErrorAction SilentlyContinue -ErrorVariable failures
        $made.TotalAmount | Should -Be 2, 3
        $failures[0].Exception.StatusCode | Should -Be $Status
        $failures[0].Exception.IdempotencyKey | Should -Not -BeNullOrEmpty
        $failures[0].ErrorDetails.Message | Should -BeLike '*The books are closed.*'
    }

    It 'does not retry <Status> without a job, and retrying it by hand under its key is safe' -ForEach @(@{ Status = 500 }, @{ Status = 550 }) {
        $before = $emulator.TransferCount
        $emulator.AddFault(@{ Kind = 'Status'; Status = $Status; Method = 'POST'; Count = 1 })
        $null = New-RutterBankTransfer $from $to 4 -ErrorAction SilentlyContinue -ErrorVariable failures
        @(Get-Write).Count | Should -Be 1
        $failure = $failures[0].Exception
        $failure.MayHaveSucceeded | Should -BeTrue
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*-IdempotencyKey $($failure.IdempotencyKey)*"
        $first = New-RutterBankTransfer $from $to 4 -IdempotencyKey $failure.IdempotencyKey
        $again = New-RutterBankTransfer $from $to 4 -IdempotencyKey $failure.IdempotencyKey
        $again.Id | Should -Be $first.Id
        $emulator.TransferCount | Should -Be ($before + 1)
    }

    It 'follows the job when <Name>' -ForEach @(
        @{ Name = 'the response is lost after the commit'; Fault = @{ Kind = 'DropAfterCommit'; Method = 'POST'; Count = 1 } }
        @{ Name = 'a 502 names a job'; Fault = @{ Kind = 'Status'; Status = 502; WithJobId = $true; Method = 'POST'; Count = 1 } }
        @{ Name = 'a 500 names a job'; Fault = @{ Kind = 'Status'; Status = 500; WithJobId = $true; Method = 'POST'; Count = 1 } }
        @{ Name = 'a 452 names a job'; Fault = @{ Kind = 'Status'; Status = 452; WithJobId = $true; Method = 'POST'; Count = 1 } }
    ) {
        $before = $emulator.TransferCount
        $emulator.AddFault($Fault)
        (New-RutterBankTransfer $from $to 8.88).TotalAmount | Should -Be 8.88
        $emulator.TransferCount | Should -Be ($before + 1)
    }

    It 'sends fields of a platform''s own' {
        (New-RutterBankTransfer $from $to 2 -AdditionalFields @{ reconciled_for_source_account = $true }).TotalAmount | Should -Be 2
    }

    It 'refuses a key that an earlier row has' {
        $rows = 1..2 | ForEach-Object { [pscustomobject]@{ CreditAccountId = $from; DebitAccountId = $to; TotalAmount = $_; idempotency_key = 'row-key' } }
        $made = $rows | New-RutterBankTransfer -ErrorAction SilentlyContinue -ErrorVariable failures
        @($made).Count | Should -Be 1
        $failures[0].ErrorDetails.Message | Should -BeLike '*row-key*earlier row*'
    }

    It 'ends the wait for a job that never ends, and Wait-RutterJob picks it up' {
        $slow = Start-RutterEmulator -TransferCount 5 -JobDelayMs 2500
        $session = Connect-Rutter -Emulator $slow -Name slow
        try {
            $null = New-RutterBankTransfer $from $to 6 -TimeoutSec 1 -Session $session -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
            $jobId = $failures[0].Exception.JobId
            $jobId | Should -Not -BeNullOrEmpty
            (Wait-RutterJob -Id $jobId -Session $session).Status | Should -Be 'success'
            (Receive-RutterJob -Id $jobId -Session $session).TotalAmount | Should -Be 6
        }
        finally { Disconnect-Rutter -Name slow; $null = Connect-Rutter -Emulator $emulator; $slow.Stop() }
    }
}

Describe 'Update-RutterBankTransfer' {
    BeforeAll {
        $emulator = Connect-NewEmulator @{ TransferCount = 5 }
        $from, $to = Get-AccountPair
        $made = New-RutterBankTransfer $from $to 10 -Memo before -TransactionDate 2024-03-01
    }
    BeforeEach { $emulator.ClearRequests() }
    AfterAll { $emulator.Stop() }

    It 'reads what the API asks for and was not given' {
        $changed = Update-RutterBankTransfer -Id $made.Id -Memo after
        $changed.Memo | Should -Be 'after'
        $changed.TotalAmount | Should -Be 10
        $changed.CreditAccountId | Should -Be $from
        $emulator.Requests[0].Method | Should -Be 'GET'
    }

    It 'reads nothing when everything is given' {
        $null = Update-RutterBankTransfer -Id $made.Id -CreditAccountId $from -DebitAccountId $to -TotalAmount 11
        $emulator.Requests[0].Method | Should -Be 'PATCH'
    }

    It 'changes what is piped to it, under keys of its own' {
        $changed = New-RutterBankTransfer $from $to 1 | Update-RutterBankTransfer -TotalAmount 2.5
        $changed.TotalAmount | Should -Be 2.5
    }

    It 'refuses fields that stay, by name' {
        [pscustomobject]@{ id = $made.Id; class_id = 'x'; memo = 'y' } | Update-RutterBankTransfer -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].ErrorDetails.Message | Should -BeLike "*'class_id'*"
        Update-RutterBankTransfer -Id $made.Id -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].ErrorDetails.Message | Should -BeLike '*Nothing to change*'
        @(Get-Write).Count | Should -Be 0
    }
}

Describe 'Remove-RutterBankTransfer' {
    BeforeAll { $emulator = Connect-NewEmulator @{ TransferCount = 20 } }
    BeforeEach { $emulator.ClearFaults(); $emulator.ClearRequests() }
    AfterAll { $emulator.Stop() }

    It 'deletes, and says so with -PassThru' {
        $one, $two = Get-RutterBankTransfer -First 2
        $one | Remove-RutterBankTransfer -Confirm:$false | Should -BeNullOrEmpty
        $result = Remove-RutterBankTransfer -Id $two.Id -PassThru -Confirm:$false
        $result.Id | Should -Be $two.Id
        $result.Code | Should -Be 'deleted'
        $result.JobId | Should -Not -BeNullOrEmpty
        $emulator.TransferCount | Should -Be 18
    }

    It 'reports one that does not exist' {
        Remove-RutterBankTransfer -Id 11111111-2222-3333-4444-555555555555 -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be '11111111-2222-3333-4444-555555555555'
    }

    It 'refuses an id that is a path, and deletes the others' {
        $one = Get-RutterBankTransfer -First 1
        $done = 'a/b', $one.Id, '..' | Remove-RutterBankTransfer -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        $done.Id | Should -Be $one.Id
        $failures.TargetObject | Should -Be 'a/b', '..'
        @(Get-Write).Count | Should -Be 1
    }

    It 'counts one that its own lost attempt deleted as deleted' {
        $one = Get-RutterBankTransfer -First 1
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'DELETE'; Count = 1 })
        (Remove-RutterBankTransfer -Id $one.Id -PassThru -Confirm:$false).Id | Should -Be $one.Id
        @(Get-Write | Where-Object Method -EQ 'DELETE').Count | Should -Be 2
    }

    It 'asks by default' {
        $attribute = (Get-Command Remove-RutterBankTransfer).ImplementingType.GetCustomAttributes($true) | Where-Object { $_ -is [System.Management.Automation.CmdletAttribute] }
        $attribute.ConfirmImpact | Should -Be 'High'
        Remove-RutterBankTransfer -Id (Get-RutterBankTransfer -First 1).Id -WhatIf
        @(Get-Write).Count | Should -Be 0
    }
}

Describe 'A command that is stopped' {
    It 'says of each row what became of it, with the key under which a retry is safe' {
        if ($IsWindows) { Set-ItResult -Skipped -Because 'Windows has no signal that stops another process''s pipeline'; return }
        if ($IsLinux -and [convert]::ToInt64((Select-String '^SigIgn:\s+(\w+)' /proc/self/status).Matches[0].Groups[1].Value, 16) -band 2) {
            Set-ItResult -Skipped -Because 'this run ignores the interrupt signal, as what nohup or a script started in the background does'
            return
        }
        $child = $null
        $emulator = Connect-NewEmulator @{ TransferCount = 5; JobDelayMs = 600000 }
        try {
            $from, $to = Get-AccountPair
            Set-Content "$TestDrive/child.ps1" @"
                $(Get-Beginning $emulator)
                1..12 | ForEach-Object { [pscustomobject]@{ total_amount = `$_; idempotency_key = "stop-`$_" } } | New-RutterBankTransfer $from $to -ThrottleLimit 8
"@
            $child = Start-Process pwsh -ArgumentList '-NoProfile', '-File', "`"$TestDrive/child.ps1`"" -PassThru -RedirectStandardOutput "$TestDrive/child.txt" -RedirectStandardError "$TestDrive/child-errors.txt"
            for ($i = 0; $i -lt 800 -and @(Get-Write).Count -lt 8; $i++) { Start-Sleep -Milliseconds 25 }
            kill -INT $child.Id
            $child.WaitForExit(20000) | Should -BeTrue
            $said = Get-Content "$TestDrive/child.txt", "$TestDrive/child-errors.txt" -Raw
            foreach ($row in 2..8) { $said | Should -Match "unknown: +Move $row from account $from to account $to \(idempotency key stop-$row\)" }
            foreach ($row in 9..12) { $said | Should -Match "(not sent|unknown): +Move $row from" }
        }
        finally {
            if ($child -and -not $child.HasExited) { $child.Kill() }
            $emulator.Stop()
        }
    }
}

Describe 'A thousand rows on a network that breaks' {
    BeforeAll {
        function New-Csv([string] $Path, [string] $From, [string] $To) {
            1..1000 | ForEach-Object { [pscustomobject]@{ credit_account_id = $From; debit_account_id = $To; total_amount = "$_.05"; memo = "row $_"; idempotency_key = "key-$_" } } | Export-Csv $Path
        }
        $faults = @(
            @{ Kind = 'DropBeforeCommit'; Method = 'POST'; Probability = 0.15; Seed = 1 }
            @{ Kind = 'DropAfterCommit'; Method = 'POST'; Probability = 0.15; Seed = 2 }
            @{ Kind = 'Status'; Status = 429; Method = 'POST'; Probability = 0.02; Seed = 3; RetryAfter = '0' }
            @{ Kind = 'Status'; Status = 452; Method = 'POST'; Probability = 0.02; Seed = 4; RetryAfter = '0' }
            @{ Kind = 'Status'; Status = 502; Method = 'POST'; Probability = 0.02; Seed = 5; RetryAfter = '0' }
            @{ Kind = 'Status'; Status = 503; Method = 'POST'; Probability = 0.02; Seed = 6; RetryAfter = '0' }
        )
    }

    It 'are a thousand transfers, in the order of the rows (<Mode>)' -ForEach @(@{ Mode = 'Async' }, @{ Mode = 'PreferSync' }) {
        $emulator = Connect-NewEmulator @{ TransferCount = 5 } @{ MaximumRetryCount = 30 }
        try {
            $from, $to = Get-AccountPair
            New-Csv "$TestDrive/rows.csv" $from $to
            foreach ($fault in $faults) { $emulator.AddFault($fault) }
            $made = Import-Csv "$TestDrive/rows.csv" | New-RutterBankTransfer -ResponseMode $Mode -ThrottleLimit 32
            $made.Memo | Should -Be (1..1000 | ForEach-Object { "row $_" })
            ($made.Id | Sort-Object -Unique).Count | Should -Be 1000
            $emulator.TransferCount | Should -Be 1005
            ($emulator.Requests | Where-Object Fault).Count | Should -BeGreaterThan 100
        }
        finally { $emulator.Stop() }
    }

    It 'are a thousand transfers when the process is killed in the middle and the same file is run again' {
        $emulator = Connect-NewEmulator @{ TransferCount = 5 } @{ MaximumRetryCount = 30 }
        try {
            $from, $to = Get-AccountPair
            New-Csv "$TestDrive/rows.csv" $from $to
            $script = "$(Get-Beginning $emulator); Import-Csv '$TestDrive/rows.csv' | New-RutterBankTransfer"
            $child = Start-Process pwsh -ArgumentList '-NoProfile', '-NonInteractive', '-Command', "`"$($script.Replace('"', '\"'))`"" -PassThru -RedirectStandardOutput "$TestDrive/child.txt"
            for ($i = 0; $i -lt 1200 -and $emulator.TransferCount -lt 105 -and -not $child.HasExited; $i++) { Start-Sleep -Milliseconds 25 }
            $child.Kill()
            $child.WaitForExit()
            $emulator.TransferCount | Should -BeGreaterThan 104
            $emulator.TransferCount | Should -BeLessThan 1005
            $made = Import-Csv "$TestDrive/rows.csv" | New-RutterBankTransfer -ThrottleLimit 32 -ErrorAction SilentlyContinue -ErrorVariable failures
            $emulator.TransferCount | Should -Be 1005
            $made.Count + $failures.Count | Should -Be 1000
        }
        finally { $emulator.Stop() }
    }
}
