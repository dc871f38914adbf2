BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 120 }
    $transfers = @(Get-RutterBankTransfer)

    function New-Row {
        param($Amount, $Currency = 'USD', [hashtable] $More = @{})
        [pscustomobject](@{ TotalAmount = $Amount; CurrencyCode = $Currency } + $More)
    }
}

AfterAll {
    Stop-RutterEmulator $emulator
    Disconnect-Rutter -Name *
}

Describe 'Measure-RutterAmount' {
    It 'adds up each currency apart, exactly' {
        $totals = @($transfers | Measure-RutterAmount)
        $totals.CurrencyCode | Should -Be @($transfers.CurrencyCode | Sort-Object -Unique)
        foreach ($total in $totals) {
            $amounts = @($transfers | Where-Object CurrencyCode -eq $total.CurrencyCode | ForEach-Object TotalAmount)
            $sum = [decimal]0
            $amounts | ForEach-Object { $sum += $_ }
            $total.Sum | Should -BeOfType ([decimal])
            $total.Sum | Should -Be $sum
            $total.Count | Should -Be $amounts.Count
            $total.Minimum | Should -Be ($amounts | Sort-Object)[0]
            $total.Maximum | Should -Be ($amounts | Sort-Object)[-1]
            $total.Property | Should -BeExactly 'TotalAmount'
        }
    }

    It 'adds 100,000 transfers in three currencies up to what the emulator''s own data come to' {
        Add-Type -TypeDefinition @'
            using System.Collections.Generic;
            using System.Linq;
            using System.Text.Json.Nodes;
            public static class OwnData
            {
                public static Dictionary<string, decimal[]> Measure(IEnumerable<JsonObject> items) => items
                    .GroupBy(item => (string)item["currency_code"], item => (decimal)item["total_amount"])
                    .ToDictionary(group => group.Key, group => new[] { group.Count(), group.Sum(), group.Min(), group.Max() });
            }
'@
        $many = Start-RutterEmulator -TransferCount 100000
        try {
            $session = Connect-Rutter -Emulator $many -Name many
            $totals = @(Get-RutterBankTransfer -Session $session | Measure-RutterAmount)
            $expected = [OwnData]::Measure($many.GetObjects('bank_transfers'))
            $expected.Count | Should -Be 3
            $totals.CurrencyCode | Sort-Object | Should -Be ($expected.Keys | Sort-Object)
            foreach ($total in $totals) { $total.Count, $total.Sum, $total.Minimum, $total.Maximum | Should -Be $expected[$total.CurrencyCode] }
        }
        finally {
            Disconnect-Rutter -Name many
            $many.Stop()
        }
    }

    It 'does not round where a double would' {
        (0.1, 0.2 | ForEach-Object { New-Row ([decimal]$_) } | Measure-RutterAmount).Sum | Should -Be ([decimal]'0.3')
        (New-Row '9007199254740993.01'), (New-Row '0.01') | Measure-RutterAmount | ForEach-Object Sum | Should -Be 9007199254740993.02d
    }

    It 'groups by a property, which the total then has' {
        $totals = @($transfers | Measure-RutterAmount -GroupBy CreditAccountId)
        ($totals | Measure-Object Count -Sum).Sum | Should -Be $transfers.Count
        $totals[0].CreditAccountId | Should -BeExactly $totals[0].Group
    }

    It 'groups by what a script block says, in its order' {
        $totals = @($transfers | Measure-RutterAmount -GroupBy { $_.TransactionDate.ToString('yyyy-MM') } | Where-Object CurrencyCode -eq USD)
        $totals.Group | Should -Be @($totals.Group | Sort-Object)
        $totals[0].Group | Should -Match '^\d{4}-\d\d$'
    }

    It 'groups by several at once' {
        $rows = (New-Row 1 USD @{ A = 'x'; B = 1 }), (New-Row 2 USD @{ A = 'x'; B = 2 }), (New-Row 4 USD @{ A = 'x'; B = 1 })
        $totals = @($rows | Measure-RutterAmount -GroupBy A, { $_.B })
        $totals.Sum | Should -Be 5, 2
        $totals.Group | Should -Be 'x, 1', 'x, 2'
        $totals[0].A | Should -Be 'x'
    }

    It 'reaches into lines, in the currency of their document' {
        $document = [pscustomobject]@{ currency_code = 'EUR'; line_items = @(@{ total_amount = '1.10' }, @{ total_amount = 2 }, [pscustomobject]@{ total_amount = 4; currency_code = 'USD' }) }
        $totals = @($document | Measure-RutterAmount -Property LineItems.TotalAmount)
        $totals.CurrencyCode | Should -Be 'EUR', 'USD'
        $totals.Sum | Should -Be ([decimal]'3.10'), 4
    }

    It 'adds up several properties' {
        $totals = @((New-Row 1 USD @{ AmountDue = 10 }), (New-Row 2 USD @{ AmountDue = 20 }) | Measure-RutterAmount TotalAmount, amount_due)
        $totals.Property | Should -Be 'TotalAmount', 'amount_due'
        $totals.Sum | Should -Be 3, 30
    }

    It 'says what is in no sum' {
        $rows = (New-Row 1), (New-Row $null), (New-Row 2 ''), ([pscustomobject]@{ CurrencyCode = 'USD' })
        $total = $rows | Measure-RutterAmount -WarningVariable warnings -WarningAction SilentlyContinue
        $total.Sum | Should -Be 1
        $warnings.Count | Should -Be 3
        $warnings -join ' ' | Should -Match '1 with no such property.*1 with no amount.*1 with no currency'
    }

    It 'names a row that holds no amount, and goes on' {
        $total = (New-Row 1), (New-Row 'x1'), (New-Row 2) | Measure-RutterAmount -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $total.Sum | Should -Be 3
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidAmount,RutterPS.Amounts.MeasureRutterAmountCommand'
        $problems[0].TargetObject.TotalAmount | Should -Be 'x1'
    }

    It 'reports a few of many errors and counts the rest' {
        $null = 1..20 | ForEach-Object { New-Row 'x' } | Measure-RutterAmount -ErrorVariable problems -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        @($problems | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }).Count | Should -Be 5
        $warnings -join ' ' | Should -Match '20 with something that is no amount'
    }

    It 'says that no object has the property' {
        New-Row 1 | Measure-RutterAmount Nope -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PropertyNotFound,RutterPS.Amounts.MeasureRutterAmountCommand'
    }

    It 'says that a sum does not fit, and still counts' {
        $total = (New-Row ([decimal]::MaxValue)), (New-Row 1) | Measure-RutterAmount -ErrorVariable problems -ErrorAction SilentlyContinue
        $total.Sum | Should -Be $null
        $total.Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'SumTooLarge,RutterPS.Amounts.MeasureRutterAmountCommand'
    }

    It 'refuses what it cannot group by' {
        { New-Row 1 | Measure-RutterAmount -GroupBy 5 } | Should -Throw -ErrorId 'InvalidGroupBy*'
    }

    It 'gives nothing for nothing' {
        @() | Measure-RutterAmount | Should -BeNullOrEmpty
    }

    It 'shows nothing that steers a terminal' {
        $shown = New-Row 1 "U`e[31mS" @{ G = "`e]0;x`a" } | Measure-RutterAmount -GroupBy G | Out-String
        $shown -replace '\u001b\[[0-9;]*m' -match '[\u001b\u0007]' | Should -BeFalse
    }
}
