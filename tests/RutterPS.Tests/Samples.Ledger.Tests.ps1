BeforeAll {
    . $PSScriptRoot/Common.ps1
    $samples = (Resolve-Path "$PSScriptRoot/../../samples").Path
    $emulator = Connect-NewEmulator @{ TransferCount = 60 }

    function Get-Own([string] $ListKey) {
        # The emulator's own data, read with nothing of the module: amounts as decimals, the rest as text.
        foreach ($item in $emulator.GetObjects($ListKey)) { , $item }
    }

    function Get-Text($Item, [string] $Name) { $null -eq $Item[$Name] ? $null : $Item[$Name].ToString() }
    function Get-Amount($Item, [string] $Name) {
        $null -eq $Item[$Name] ? [decimal] 0 : [decimal]::Parse($Item[$Name].ToJsonString().Trim('"'), 'Float', [cultureinfo]::InvariantCulture)
    }

    function Add-Bill([hashtable] $Values) {
        # A bill as the platform has it, with a total and one line.
        $bill = @{ IssueDate = '2024-03-01'; DueDate = '2024-03-31'; CurrencyCode = 'USD'; Total = 100; Number = "$(New-Guid)" } + @{}
        foreach ($name in $Values.Keys) { $bill[$name] = $Values[$name] }
        New-RutterBill -VendorId $bill.VendorId -IssueDate $bill.IssueDate -DueDate $bill.DueDate -CurrencyCode $bill.CurrencyCode -DocumentNumber $bill.Number -LineItems @{
            AccountId = $expense.Id; TotalAmount = $bill.Total
        }
    }

    $vendors = @(Get-RutterVendor)
    $accounts = @(Get-RutterAccount)
    $expense = $accounts | Where-Object AccountType -EQ expense | Select-Object -First 1
    $bank = @($accounts | Where-Object { $_.AccountType -eq 'bank' -and $_.CurrencyCode -eq 'USD' })
}

AfterAll {
    Disconnect-Rutter -Name *
    Stop-RutterEmulator $emulator
}

Describe 'AgedBalances.ps1' {
    It 'adds the <Kind> of each <Party> and currency up to the cent, by age' -ForEach @(
        @{ Kind = 'Payables'; Party = 'vendor'; Documents = 'bills'; Credits = 'bill_credit_memos' }
        @{ Kind = 'Receivables'; Party = 'customer'; Documents = 'invoices'; Credits = 'invoice_credit_memos' }
    ) {
        $expected = @{}
        function Add-Expected($Item, [string] $Column, [decimal] $Amount) {
            $key = "$(Get-Text $Item "${Party}_id") $(Get-Text $Item currency_code)"
            foreach ($part in $Column, 'Total') { $expected["$key $part"] = ($expected["$key $part"] ?? [decimal] 0) + $Amount }
        }
        foreach ($item in Get-Own $Documents) {
            $days = ([datetime] '2024-08-01' - [datetimeoffset]::Parse((Get-Text $item due_date), [cultureinfo]::InvariantCulture).UtcDateTime.Date).Days
            $column = switch ($days) { { $_ -le 0 } { 'NotDue'; break } { $_ -le 30 } { 'Days1To30'; break } { $_ -le 60 } { 'Days31To60'; break } { $_ -le 90 } { 'Days61To90'; break } default { 'Over90' } }
            Add-Expected $item $column (Get-Amount $item amount_due)
        }
        foreach ($item in Get-Own $Credits) { Add-Expected $item Credits ( - (Get-Amount $item remaining_amount)) }

        $rows = @(& $samples/AgedBalances.ps1 $Kind -AsOf 2024-08-01)
        $rows.Count | Should -BeGreaterThan 10
        $checked = 0
        foreach ($row in $rows) {
            $row."${Party}Name" | Should -Not -BeNullOrEmpty
            foreach ($column in 'NotDue', 'Days1To30', 'Days31To60', 'Days61To90', 'Over90', 'Credits', 'Total') {
                $row.$column | Should -Be ($expected["$($row."${Party}Id") $($row.CurrencyCode) $column"] ?? 0)
                $checked++
            }
        }
        foreach ($currency in 'USD', 'EUR', 'GBP') {
            [decimal] $sum = 0
            $expected.Keys | Where-Object { $_ -like "* $currency Total" } | ForEach-Object { $sum += $expected[$_] }
            ($rows | Measure-RutterAmount Total | Where-Object CurrencyCode -EQ $currency).Sum | Should -Be $sum
        }
    }
}

Describe 'MonthClose.ps1' {
    It 'writes each document of the month once, and totals to the cent' {
        $folder = "$TestDrive/close"
        $totals = & $samples/MonthClose.ps1 2024-03 -Path $folder
        foreach ($case in @{ Noun = 'Invoice'; Key = 'invoices'; Day = 'issue_date' }, @{ Noun = 'Bill'; Key = 'bills'; Day = 'issue_date' }, @{ Noun = 'BankTransfer'; Key = 'bank_transfers'; Day = 'transaction_date' }) {
            $own = @(Get-Own $case.Key | Where-Object { (Get-Text $_ $case.Day) -like '2024-03-*' })
            $own.Count | Should -BeGreaterThan 0
            $rows = @(Import-Csv "$folder/$($case.Noun).csv")
            $rows.id | Sort-Object | Should -Be @($own | ForEach-Object { Get-Text $_ id } | Sort-Object)
            foreach ($total in $totals | Where-Object Kind -EQ $case.Noun) {
                [decimal] $sum = 0
                $own | Where-Object { (Get-Text $_ currency_code) -eq $total.CurrencyCode } | ForEach-Object { $sum += Get-Amount $_ total_amount }
                $total.Sum | Should -Be $sum
            }
        }
        @($totals | Where-Object Kind -EQ JournalEntry).Sum | Should -Be @(@($totals | Where-Object Kind -EQ JournalEntry) | ForEach-Object { 0 })
        (Import-Csv "$folder/Bill.csv")[0].vendor_name | Should -Not -BeNullOrEmpty
        (Import-Csv "$folder/totals.csv").sum | Should -Be @($totals | ForEach-Object { $_.Sum.ToString([cultureinfo]::InvariantCulture) })
        $lines = Import-Csv "$folder/Invoice.lines.csv" | ForEach-Object { [pscustomobject]@{ Amount = [decimal] $_.'line_items.total_amount'; CurrencyCode = $_.currency_code } }
        ($lines | Measure-RutterAmount Amount).Sum | Should -Be ($totals | Where-Object Kind -EQ Invoice).Sum
    }

    It 'keeps the folder of an earlier run when this one fails, and leaves nothing beside it' {
        $folder = New-Item -ItemType Directory "$TestDrive/kept/close"
        'old' | Set-Content "$folder/old.txt"
        $emulator.AddFault(@{ Kind = 'Status'; Status = 400; Path = '/accounting/bills' })
        try { { & $samples/MonthClose.ps1 2024-03 -Path $folder } | Should -Throw } finally { $emulator.ClearFaults() }
        (Get-ChildItem $folder.Parent -Recurse -File).Name | Should -Be 'old.txt'
        $null = & $samples/MonthClose.ps1 2024-03 -Path $folder -WhatIf
        (Get-ChildItem $folder.Parent -Recurse -File).Name | Should -Be 'old.txt'
    }
}

Describe 'ImportBills.ps1' {
    BeforeAll {
        $file = "$TestDrive/bills.csv"
        $batch = 'bills-2024-03'
    }

    It 'makes one bill of each row, or of the rows with its number, and none twice' {
        $rows = foreach ($n in 1..4) {
            foreach ($line in 1..$n) {
                [pscustomobject]@{
                    vendor_id = $vendors[$n].Id; document_number = "L-$n"; issue_date = '2024-03-01'; currency_code = 'USD'; memo = "'=$n"; account_id = $expense.Id
                    total_amount = "$($n * 100 + $line).1$line"; description = "Line $line"
                }
            }
        }
        # The lines of a bill need not be adjacent.
        $rows | Sort-Object description, document_number | Export-Csv $file
        $bills = @(& $samples/ImportBills.ps1 $file -BatchId $batch)
        $bills.DocumentNumber | Sort-Object | Should -Be 'L-1', 'L-2', 'L-3', 'L-4'
        foreach ($bill in $bills) {
            $n = [int] $bill.DocumentNumber.Substring(2)
            $bill.LineItems.Count | Should -Be $n
            [decimal] $sum = 0
            $rows | Where-Object document_number -EQ $bill.DocumentNumber | ForEach-Object { $sum += [decimal] $_.total_amount }
            $bill.TotalAmount | Should -Be $sum
            $bill.Memo | Should -BeExactly "=$n"
        }
        $count = @(Get-Own bills).Count
        (& $samples/ImportBills.ps1 $file -BatchId $batch).Id | Sort-Object | Should -Be ($bills.Id | Sort-Object)
        @(Get-Own bills).Count | Should -Be $count
    }

    It 'sends nothing when <Why>' -ForEach @(
        @{ Why = 'a row has no amount'; Column = 'total_amount'; Value = ' '; Says = 'Line 3*total_amount*Nothing was sent.' }
        @{ Why = 'the lines of a bill differ in what is of the bill'; Column = 'currency_code'; Value = 'EUR'; Says = 'Lines 2 and 3*currency_code*Nothing was sent.' }
    ) {
        $rows = 1..2 | ForEach-Object {
            [pscustomobject]@{ vendor_id = $vendors[0].Id; document_number = 'X'; issue_date = '2024-03-01'; currency_code = 'USD'; account_id = $expense.Id; total_amount = '1' }
        }
        $rows[1].$Column = $Value
        $rows | Export-Csv $file
        $count = @(Get-Own bills).Count
        { & $samples/ImportBills.ps1 $file -BatchId other } | Should -Throw $Says
        @(Get-Own bills).Count | Should -Be $count
    }
}

Describe 'PayRun.ps1' {
    BeforeAll {
        $file = "$TestDrive/pay.csv"
        $run = @{ AccountId = $bank[0].Id; Date = '2024-03-29' }
        $bills = @(
            Add-Bill @{ VendorId = $vendors[0].Id; Total = 100.10 }
            Add-Bill @{ VendorId = $vendors[1].Id; Total = 200.20 }
            Add-Bill @{ VendorId = $vendors[1].Id; Total = 300.33 }
            Add-Bill @{ VendorId = $vendors[2].Id; Total = 50; CurrencyCode = 'EUR' }
        )
        function New-Row($Bill, [string] $Amount, [string] $Payment = '') { [pscustomobject]@{ bill_id = $Bill.Id; amount = $Amount; payment = $Payment } }
    }

    It 'pays each bill once, several by one payment where the file says so, and nothing twice' {
        (New-Row $bills[0] 100.10), (New-Row $bills[1] 200.20 P1), (New-Row $bills[2] 150.00 P1) | Export-Csv $file
        & $samples/PayRun.ps1 $file @run -BatchId A -WhatIf 6>$null | Should -BeNullOrEmpty
        $said = $( $paid = @(& $samples/PayRun.ps1 $file @run -BatchId A) ) 6>&1
        "$($said | Where-Object Tags -NotContains RutterRequest)" | Should -BeExactly '2 payments: 450.30 USD'
        $paid.TotalAmount | Sort-Object | Should -Be 100.10, 350.20
        (Get-RutterBill -Id $bills[0].Id, $bills[1].Id, $bills[2].Id).AmountDue | Should -Be 0, 0, 150.33
        $count = @(Get-Own bill_payments).Count
        & $samples/PayRun.ps1 $file @run -BatchId A 6>$null | Should -BeNullOrEmpty
        @(Get-Own bill_payments).Count | Should -Be $count
        (Get-RutterBill -Id $bills[2].Id).AmountDue | Should -Be 150.33
    }

    It 'pays nothing twice when the network breaks in the middle' {
        New-Row $bills[2] 0.33 | Export-Csv $file
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'POST'; Count = 1 })
        $null = & $samples/PayRun.ps1 $file @run -BatchId B 6>$null
        (Get-RutterBill -Id $bills[2].Id).AmountDue | Should -Be 150
    }

    It 'sends nothing when <Why>' -ForEach @(
        @{ Why = 'a bill is unknown'; Rows = { New-Row @{ Id = 'none' } 1 }; Says = "Line 2*no bill*'none'*" }
        @{ Why = 'a bill is named twice'; Rows = { New-Row $bills[3] 1; New-Row $bills[3] 2 }; Says = 'Lines 2 and 3*same bill*' }
        @{ Why = 'an amount is above what is due'; Rows = { New-Row $bills[3] 50.01 }; Says = 'Line 2*more than the 50*' }
        @{ Why = 'an amount is none'; Rows = { New-Row $bills[3] '1,5' }; Says = 'Line 2*no amount*' }
        @{ Why = 'a payment is to two vendors'; Rows = { New-Row $bills[2] 1 P; New-Row $bills[3] 1 P }; Says = "Payment 'P'*several vendors*" }
    ) {
        & $Rows | Export-Csv $file
        $count = @(Get-Own bill_payments).Count
        { & $samples/PayRun.ps1 $file @run -BatchId C 6>$null } | Should -Throw $Says
        @(Get-Own bill_payments).Count | Should -Be $count
    }
}

Describe 'MatchBankFeed.ps1' {
    It 'finds each entry once, the nearest first, of the same account, amount and direction' {
        $account = Get-RutterBankFeedAccount | Where-Object { $_.AccountId -in $bank.Id } | Select-Object -First 1
        $other = $bank | Where-Object Id -NE $account.AccountId | Select-Object -First 1
        function Add-Line([string] $Id, [decimal] $Amount, [string] $Direction, [string] $Date) {
            $emulator.PutObject('bank_feed_transactions', [System.Text.Json.Nodes.JsonNode]::Parse((ConvertTo-Json @{
                            id = "$(New-Guid)"; transaction_id = $Id; bank_feed_account_id = $account.Id; amount = $Amount; debit_credit_memo = $Direction
                            transaction_date = "${Date}T00:00:00.000Z"; posted_at = "${Date}T00:00:00.000Z"; description = $Id
                        })))
        }
        $transfer = New-RutterBankTransfer $account.AccountId $other.Id 1111.11 -TransactionDate 2024-03-10
        $far = New-RutterBankTransfer $account.AccountId $other.Id 1111.11 -TransactionDate 2024-03-12
        $cost = New-RutterExpense -ExpenseType expense -AccountId $account.AccountId -TransactionDate 2024-03-11 -CurrencyCode USD -LineItems @{ AccountId = $expense.Id; TotalAmount = 20.20 }, @{ AccountId = $expense.Id; TotalAmount = 2.02 }
        $deposit = Get-RutterBankDeposit | Where-Object AccountId -EQ $account.AccountId | Select-Object -First 1
        $null = $emulator.ChangeObject('bank_deposits', (New-Change @{ id = $deposit.Id; total_amount = 3333.33; transaction_date = '2024-03-11T00:00:00.000Z' }))
        Add-Line one 1111.11 DEBIT 2024-03-12
        Add-Line two 1111.11 DEBIT 2024-03-10
        Add-Line three 1111.11 DEBIT 2024-03-11
        Add-Line cost 22.22 DEBIT 2024-03-11
        Add-Line deposit 3333.33 CREDIT 2024-03-14
        Add-Line wrong 22.22 CREDIT 2024-03-11
        Add-Line late 1111.11 CREDIT 2024-05-30

        $rows = @{}
        & $samples/MatchBankFeed.ps1 -Days 3 | ForEach-Object { $rows[$_.TransactionId] = $_ }
        $rows.Count | Should -Be @(Get-Own bank_feed_transactions).Count
        $rows.one.EntryId, $rows.two.EntryId | Should -Be $far.Id, $transfer.Id
        $rows.cost.Kind, $rows.cost.EntryId | Should -Be 'Expense', $cost.Id
        $rows.deposit.Kind, $rows.deposit.EntryId, $rows.deposit.DaysApart | Should -Be 'BankDeposit', $deposit.Id, 3
        $rows.one.AccountName | Should -Be ($accounts | Where-Object Id -EQ $account.AccountId).Name
        foreach ($name in 'three', 'wrong', 'late') { $rows.$name.Kind | Should -BeNullOrEmpty -Because $name }
        $ledger = @(& $samples/MatchBankFeed.ps1 -Days 3 -IncludeLedger | Where-Object { -not $_.TransactionId })
        $ledger.EntryId | Should -Not -Contain $cost.Id
        $ledger.Count | Should -BeGreaterThan 0
    }
}

Describe 'FindDuplicateBills.ps1' {
    It 'finds the pairs, says why, and nothing else' {
        $vendor = @{ VendorId = $vendors[10].Id; Total = 777.77 }
        $first = Add-Bill ($vendor + @{ Number = 'INV-0042' })
        $same = Add-Bill ($vendor + @{ Number = 'inv 42' ; IssueDate = '2024-05-01' })
        $near = Add-Bill ($vendor + @{ Number = 'X9'; IssueDate = '2024-03-05' })
        $null = Add-Bill ($vendor + @{ Number = 'INV-0042'; CurrencyCode = 'EUR' })
        $null = Add-Bill @{ VendorId = $vendors[11].Id; Total = 777.77; Number = 'INV-0042' }
        $found = @(& $samples/FindDuplicateBills.ps1 -Days 7 | Where-Object { $_.FirstId -in $first.Id, $same.Id, $near.Id -or $_.SecondId -in $first.Id, $same.Id, $near.Id })
        $found.Reason | Should -Be 'SameNumberAndAmount', 'SameAmount'
        $found[0].FirstId, $found[0].SecondId | Should -Be $first.Id, $same.Id
        $found[1].FirstId, $found[1].SecondId, $found[1].Amount | Should -Be $first.Id, $near.Id, 777.77
        $found[0].VendorName | Should -BeExactly $vendors[10].VendorName
    }
}

Describe 'PayrollJournal.ps1' {
    BeforeAll {
        $file = "$TestDrive/payroll.csv"
        $book = @{ gross = $expense.Id; net = $bank[0].Id; tax = $bank[1].Id; pension = $accounts[0].Id }
        $journal = @{ Date = '2024-03-29'; Accounts = $book; BatchId = 'payroll-2024-03' }
    }

    It 'books each currency, balanced to the cent, once' {
        @(
            'employee,currency_code,gross,tax,pension,net'
            'a,USD,1000.005,100.001,50.002,850.002'
            'b,USD,2000.005,200.001,100.002,1700.002'
            'c,USD,3000.005,300.001,150.002,2550.002'
            'd,JPY,300000.6,30000.3,15000.1,255000.2'
        ) | Set-Content $file
        $entries = @(& $samples/PayrollJournal.ps1 $file @journal)
        $entries.CurrencyCode | Sort-Object | Should -Be 'JPY', 'USD'
        foreach ($entry in $entries) {
            [decimal] $sum = 0
            $lines = @{}
            foreach ($line in $entry.LineItems) { $sum += $line.TotalAmount; $lines[$line.Description] = $line.TotalAmount }
            $sum | Should -Be 0
            $expected = $entry.CurrencyCode -eq 'USD' ? @{ gross = 6000.02; tax = -600.00; pension = -300.01; net = -5100.01 } : @{ gross = 300000; tax = -30000; pension = -15000; net = -255000 }
            if ($entry.CurrencyCode -eq 'JPY') { $expected.gross = 300000 }
            foreach ($name in $expected.Keys) { $lines[$name] | Should -Be $expected[$name] -Because "$name in $($entry.CurrencyCode)" }
        }
        $count = @(Get-Own journal_entries).Count
        (& $samples/PayrollJournal.ps1 $file @journal).Id | Sort-Object | Should -Be ($entries.Id | Sort-Object)
        @(Get-Own journal_entries).Count | Should -Be $count
    }

    It 'books nothing when a row does not add up' {
        'employee,currency_code,gross,tax,pension,net', 'a,USD,100,10,5,85', 'b,USD,100,10,5,84.99' | Set-Content $file
        $count = @(Get-Own journal_entries).Count
        { & $samples/PayrollJournal.ps1 $file @journal } | Should -Throw 'Line 3*0.01*Nothing was sent.'
        @(Get-Own journal_entries).Count | Should -Be $count
    }
}

Describe 'WhatChanged.ps1' {
    It 'tells what changed over all kinds, once, with a state for each in one folder' {
        $folder = "$TestDrive/state"
        $since = [datetimeoffset]::UtcNow.AddMinutes(10)
        & $samples/WhatChanged.ps1 $folder -Since $since | Should -BeNullOrEmpty
        @(Get-ChildItem $folder -Filter *.json).Count | Should -Be @(Get-Command -Module RutterPS -Name Sync-Rutter*).Count

        $bill = Add-Bill @{ VendorId = $vendors[3].Id; Total = 12.34; Number = 'NEW-1' }
        $vendor = Update-RutterVendor $vendors[4].Id -Website changed.example
        $gone = Get-RutterBankTransfer -First 1
        $null = $emulator.RemoveObject('bank_transfers', $gone.Id)
        $rows = @(& $samples/WhatChanged.ps1 $folder)
        @($rows | Where-Object Kind -EQ Bill | ForEach-Object { "$($_.Change) $($_.Id) $($_.What) $($_.VendorName) $($_.TotalAmount) $($_.CurrencyCode)" }) |
            Should -Be "Created $($bill.Id) NEW-1 $($vendors[3].VendorName) 12.34 USD"
        @($rows | Where-Object Kind -EQ Vendor | ForEach-Object { "$($_.Change) $($_.Id) $($_.What)" }) | Should -Contain "Updated $($vendor.Id) $($vendor.VendorName)"
        @($rows | Where-Object Kind -EQ BankTransfer | ForEach-Object { "$($_.Change) $($_.Id)" }) | Should -Contain "Deleted $($gone.Id)"
        & $samples/WhatChanged.ps1 $folder | Should -BeNullOrEmpty
    }

    It 'reads the other kinds when one fails, says which, and tells of it the next time' {
        $folder = "$TestDrive/state2"
        $emulator.AddFault(@{ Kind = 'Status'; Status = 400; Path = '/accounting/vendors' })
        try { { & $samples/WhatChanged.ps1 $folder -Noun Vendor, Class -Since 2000-01-01 -WarningAction SilentlyContinue | Set-Variable rows } | Should -Throw '1 kinds were not read (Vendor)*' }
        finally { $emulator.ClearFaults() }
        @(& $samples/WhatChanged.ps1 $folder -Noun Vendor, Class -Since 2000-01-01).Kind | Select-Object -Unique | Should -Be 'Vendor'
    }
}

Describe 'The cookbook' {
    It 'runs from its first line to its last, in strict mode, as it stands' {
        $text = Get-Content -Raw "$PSScriptRoot/../../docs/guides/cookbook.md"
        $blocks = [regex]::Matches($text, '(?ms)^```powershell\r?\n(?<code>.*?)^```')
        $blocks.Count | Should -BeGreaterThan 8
        $folder = New-Item -ItemType Directory "$TestDrive/cookbook"
        Copy-Item $samples $folder -Recurse
        $before = Get-RutterEmulator
        Push-Location $folder
        try {
            foreach ($block in $blocks) {
                { . ([scriptblock]::Create($block.Groups['code'].Value)) 6>$null | Out-Null } | Should -Not -Throw -Because $block.Value
            }
            foreach ($file in 'invoices.csv', 'aged-receivables.csv', 'close-2024-03/totals.csv', 'bank-feed.csv', 'changes.csv') { @(Import-Csv $file).Count | Should -BeGreaterThan 0 }
        }
        finally {
            Pop-Location
            Get-RutterEmulator | Where-Object BaseUri -NotIn $before.BaseUri | Stop-RutterEmulator
            $null = Connect-Rutter -Emulator $emulator
        }
    }

    It 'adds no money up by Measure-Object, and nor does any page or sample' {
        $root = (Resolve-Path "$PSScriptRoot/../..").Path
        $texts = @(Get-ChildItem $samples, "$root/docs" -Recurse -Include *.ps1, *.md) + @(Get-Item "$root/README.md")
        $texts | Select-String '\|\s*Measure-Object\b.*-Sum' | ForEach-Object { "$($_.Filename): $($_.Line)" } | Should -BeNullOrEmpty
    }
}
