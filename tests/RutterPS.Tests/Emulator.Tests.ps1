BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'The emulator cmdlets' {
    AfterEach { Stop-RutterEmulator }

    It 'start, show and stop' {
        $first = Start-RutterEmulator -TransferCount 3 -Seed 7 -Platform NETSUITE
        $second = Start-RutterEmulator
        $first.Port | Should -Not -Be $second.Port
        $first.BaseUri.IsLoopback | Should -BeTrue
        (Get-RutterEmulator).Port | Should -Be $first.Port, $second.Port
        $first | Stop-RutterEmulator
        $first.IsRunning | Should -BeFalse
        (Get-RutterEmulator).Port | Should -Be $second.Port
        Stop-RutterEmulator
        Get-RutterEmulator | Should -BeNullOrEmpty
    }

    It 'give the same data for the same seed' {
        $texts = 5, 5, 6 | ForEach-Object {
            $emulator = Connect-NewEmulator @{ TransferCount = 20; Seed = $_ }
            Get-RutterBankTransfer | ForEach-Object { "$($_.Id) $($_.TotalAmount) $($_.Memo)" } | Join-String -Separator ';'
            $emulator.Stop()
        }
        $texts[0] | Should -Be $texts[1]
        $texts[0] | Should -Not -Be $texts[2]
    }

    It 'refuse to start on a port that is taken' {
        $emulator = Start-RutterEmulator
        { Start-RutterEmulator -Port $emulator.Port } | Should -Throw -ErrorId 'EmulatorNotStarted*'
    }

    It 'start nothing with -WhatIf' {
        Start-RutterEmulator -WhatIf | Should -BeNullOrEmpty
        Get-RutterEmulator | Should -BeNullOrEmpty
    }

    It 'are not ready when told so, and -ForceFetch reads all the same' {
        $emulator = Connect-NewEmulator @{ TransferCount = 3; NotReady = $true }
        { Get-RutterBankTransfer } | Should -Throw -ErrorId 'PRODUCT_NOT_READY*'
        try { Get-RutterBankTransfer } catch { $_.ErrorDetails.RecommendedAction | Should -BeLike '*-ForceFetch*' }
        @(Get-RutterBankTransfer -ForceFetch).Count | Should -Be 3
    }

    It 'answer as a table scripts it, before or after a write' {
        $emulator = Connect-NewEmulator @{ TransferCount = 3 }
        $emulator.AddFault(@{ Kind = 'RawBody'; Method = 'POST'; Path = '/accounting/bank_transfers'; Status = 299; Body = '{"a":1}'
                Headers = @{ 'X-Rutter-Job-ID' = 'a/b'; 'X-Rutter-Request-ID' = $null }; AfterCommit = $true; Count = 1 })
        $emulator.AddFault(@{ Kind = 'ChangeBody'; Method = 'GET'; JsonPointer = '/bank_transfers/*/memo'; Value = '"scripted"' })
        $accounts = Get-RutterAccount -First 2
        $body = @{ bank_transfer = @{ credit_account_id = $accounts[0].Id; debit_account_id = $accounts[1].Id; total_amount = 1 } }
        $response = Invoke-RutterRequest -Method POST -Path /accounting/bank_transfers -Body $body -Raw
        $response.StatusCode, $response.Content, $response.JobId | Should -Be 299, '{"a":1}', 'a/b'
        $response.RequestId | Should -BeNullOrEmpty
        (Get-RutterBankTransfer).Memo | Should -Be (, 'scripted' * 4)
    }
}
