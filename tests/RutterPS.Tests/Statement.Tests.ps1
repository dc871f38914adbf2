BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ JobDelayMs = 20; Platform = 'QUICKBOOKS', 'NETSUITE' }
}

AfterAll { $emulator.Stop() }

Describe '<Cmdlet>' -ForEach @(
    @{ Cmdlet = 'Get-RutterBalanceSheet'; Path = '/accounting/balance_sheets'; Key = 'balance_sheets'; Section = 'Assets' }
    @{ Cmdlet = 'Get-RutterIncomeStatement'; Path = '/accounting/income_statements'; Key = 'income_statements'; Section = 'Income' }
    @{ Cmdlet = 'Get-RutterCashFlowStatement'; Path = '/accounting/cash_flow_statements'; Key = 'cash_flows'; Section = 'OperatingActivities' }
) {
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'waits for the job and gives the statement, <Mode>' -ForEach @(@{ Mode = 'Async' }, @{ Mode = 'prefer_sync' }) {
        $statement = & $Cmdlet 2024-02-01 2024-02-29 -ResponseMode $Mode
        $statement.StartDate.ToString('yyyy-MM-dd'), $statement.EndDate.ToString('yyyy-MM-dd') | Should -Be '2024-02-01', '2024-02-29'
        $statement.$Section.Value | Should -BeOfType [decimal]
        $statement.$Section.Items.Count | Should -BeGreaterThan 0
        $statement.ConnectionId | Should -Be $emulator.ConnectionId
        $asked, $jobs = $emulator.Requests
        $asked.Path | Should -Be $Path
        if ($Mode -eq 'Async') { $jobs | ForEach-Object Path | Should -BeLike '/jobs/*' } else { $jobs | Should -BeNullOrEmpty }
        $asked.IdempotencyKey | Should -BeNullOrEmpty
    }

    It 'gives a row for each line with -Flat, which sorts, sums and exports' {
        $lines = & $Cmdlet -Flat
        $top = $lines | Where-Object Depth -EQ 0
        $top[0].Section | Should -Be $Section
        $lines.Number | Should -Be (1..$lines.Count)
        foreach ($line in $top) {
            ($lines | Where-Object { $_.Section -eq $line.Section -and $_.IsLeaf } | Measure-RutterAmount -Property Amount).Sum | Should -Be $line.Amount
        }
        ($lines | Sort-Object Amount -Descending)[0].Amount | Should -BeGreaterThan ($lines | Sort-Object Amount)[0].Amount
        $lines | Export-RutterCsv "$TestDrive/lines.csv" Section, Path, Depth, Amount
        $rows = Import-Csv "$TestDrive/lines.csv"
        $rows.Count | Should -Be $lines.Count
        [decimal]::Parse($rows[0].Amount, [cultureinfo]::InvariantCulture) | Should -Be $lines[0].Amount
        $rows[1].Path | Should -Be "$($rows[0].Path) > $($lines[1].Name)"
    }

    It 'reads a row for each period and each connection that is piped' {
        $months = '2024-01-01,2024-01-31', '2024-02-01,2024-02-29' | ConvertFrom-Csv -Header start_date, end_date
        ($months | & $Cmdlet).EndDate.Month | Should -Be 1, 2
        (Get-RutterConnection | & $Cmdlet).Platform | Should -Be 'QUICKBOOKS', 'NETSUITE'
    }

    It 'gives the job with -NoWait, and Receive-RutterJob the statement' {
        $job = & $Cmdlet -NoWait
        $job.GetType().Name | Should -Be 'RutterJob'
        $job.IdempotencyKey | Should -BeNullOrEmpty
        ($job | Wait-RutterJob | Receive-RutterJob).$Section.Name | Should -Not -BeNullOrEmpty
    }

    It 'reports a job that fails without speaking of a change' {
        $emulator.AddFault(@{ Kind = 'JobFailure'; Path = $Path; HumanReadable = 'The books are closed.' })
        { & $Cmdlet } | Should -Throw -ExpectedMessage 'The books are closed.*'
        $failure = $global:Error[0]
        $failure.Exception.JobId | Should -Not -BeNullOrEmpty
        $failure.Exception.Verdict | Should -BeNullOrEmpty
        $failure.Exception.MayHaveSucceeded | Should -BeFalse
        $failure.ErrorDetails.RecommendedAction | Should -Not -Match 'change|IdempotencyKey'
    }

    It 'ends the wait after -TimeoutSec, and says how to go on' {
        $pending = @{ async_response = @{ id = 'j1'; status = 'pending' } } | ConvertTo-Json
        $emulator.AddFault(@{ Kind = 'RawBody'; Status = 202; ContentType = 'application/json'; Body = $pending })
        { & $Cmdlet -TimeoutSec 1 } | Should -Throw -ErrorId 'JobTimeout*' -ExpectedMessage 'Job j1 did not end within 1 seconds*'
    }

    It 'refuses a time that ends before it begins, and sends nothing' {
        { & $Cmdlet 2024-03-01 2024-02-01 } | Should -Throw -ErrorId 'InvalidInput*'
        { & $Cmdlet yesterday } | Should -Throw
        $emulator.Requests | Should -BeNullOrEmpty
    }

    It 'warns when there is more than can be asked for' {
        $emulator.AddFault(@{ Kind = 'ChangeBody'; Path = $Path; JsonPointer = '/next_cursor'; Value = '"2"' })
        $null = & $Cmdlet -ResponseMode PreferSync -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -Match 'There are more'
    }

    It 'is shown with its totals, and its lines with their place' {
        $wide = @{ Width = 160 }
        & $Cmdlet | Out-String @wide | Should -Match '2024-01-01 2024-12-31 USD'
        & $Cmdlet -Flat | Out-String @wide | Should -Match '(?m)^2024-01-01 2024-12-31 \w+ +-?\d+\.\d\d USD +\S.*\r?\n2024-01-01 2024-12-31 \w+ +-?\d+\.\d\d USD {8}\S'
        (& $Cmdlet).$Section | Out-String @wide | Should -Match 'Value +Items AccountId +Name'
    }
}
