BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 5; JobDelayMs = 300 }
    $one = Get-RutterBankTransfer -First 1
    $from, $to = $one.CreditAccountId, $one.DebitAccountId
}

AfterAll { $emulator.Stop() }

Describe 'Jobs' {
    It 'are seen as they are' {
        $slow = Start-RutterEmulator -TransferCount 2 -JobDelayMs 600000
        $session = Connect-Rutter -Emulator $slow -Name slow
        try {
            $other = Get-RutterBankTransfer -First 1 -Session $session
            $job = New-RutterBankTransfer $other.CreditAccountId $other.DebitAccountId 1 -NoWait -Session $session
            $seen = $job | Get-RutterJob -Session $session
            $seen.Id | Should -Be $job.Id
            $seen.IsCompleted | Should -BeFalse
            { Receive-RutterJob -Id $job.Id -Session $session } | Should -Throw -ErrorId 'JobNotCompleted*'
        }
        finally { Disconnect-Rutter -Name slow; $null = Connect-Rutter -Emulator $emulator; $slow.Stop() }
        $ended = New-RutterBankTransfer $from $to 1 -NoWait
        (Wait-RutterJob -Id $ended.Id -PollingIntervalSec 0.1).HttpStatus | Should -Be 200
    }

    It 'that fail are emitted, and reported with their own error' {
        $jobs = @(
            New-RutterBankTransfer $from $to 2 -NoWait
            New-RutterBankTransfer $from $from 3 -NoWait
        )
        $ended = $jobs | Wait-RutterJob -ErrorAction SilentlyContinue -ErrorVariable failures
        ($ended.Status | Sort-Object) | Should -Be 'failure', 'success'
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -Be $jobs[1].Id
        $failures[0].Exception.StatusCode | Should -Be 450
        $failures[0].Exception.HumanReadable | Should -Not -BeNullOrEmpty
        $failures[0].Exception.JobId | Should -Be $jobs[1].Id
    }

    It 'come back one by one with -Any' {
        $jobs = 1..3 | ForEach-Object { New-RutterBankTransfer $from $to $_ -NoWait }
        @($jobs | Wait-RutterJob -Any).Count | Should -Be 1
        @($jobs | Wait-RutterJob).Count | Should -Be 3
    }

    It 'that do not end in time are errors with their ids' {
        $slow = Start-RutterEmulator -TransferCount 2 -JobDelayMs 600000
        $session = Connect-Rutter -Emulator $slow -Name slow
        try {
            $other = Get-RutterBankTransfer -First 1 -Session $session
            $jobs = 1..2 | ForEach-Object { New-RutterBankTransfer $other.CreditAccountId $other.DebitAccountId $_ -NoWait -Session $session }
            $jobs | Wait-RutterJob -TimeoutSec 1 -Session $session -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
            $failures.CategoryInfo.Category | Should -Be 'OperationTimeout', 'OperationTimeout'
            ($failures.Exception.JobId | Sort-Object) | Should -Be ($jobs.Id | Sort-Object)
        }
        finally { Disconnect-Rutter -Name slow; $null = Connect-Rutter -Emulator $emulator; $slow.Stop() }
    }

    It 'that do not exist are errors' {
        Get-RutterJob -Id 11111111-2222-3333-4444-555555555555 -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}
