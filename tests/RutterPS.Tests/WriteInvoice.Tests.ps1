# Documents with lines: from a file with a row for each line, and through a network that breaks.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 1; Count = 20; Platform = 'NETSUITE' } @{ MaximumRetryCount = 20 }
    $customers = Get-RutterCustomer -First 7
    $income = @(Get-RutterAccount | Where-Object { $_.Category -eq 'income' -and $_.CurrencyCode -eq 'USD' })
}

AfterAll { $emulator.Stop() }

Describe 'Invoices from a file with a row for each line' {
    It 'are made once each, every line right to the cent, while the network breaks, and every row is reported' {
        $file = Join-Path $TestDrive 'lines.csv'
        $count = 1000
        1..$count | ForEach-Object {
            $number = $_
            foreach ($line in 1..3) {
                [pscustomobject]@{
                    document_number = "BULK-$number"
                    customer_id     = $customers[$number % $customers.Count].Id
                    account_id      = $income[($number + $line) % $income.Count].Id
                    amount          = '{0}.{1:00}' -f ($number * $line), (($number * 7 + $line * 31) % 100)
                    description     = "Line $line of $number, `"quoted`""
                }
            }
        } | Export-Csv $file
        $before = @($emulator.GetObjects('Invoice')).Count
        foreach ($fault in @(
                @{ Kind = 'DropBeforeCommit'; Method = 'POST'; Probability = 0.15; Seed = 1 }
                @{ Kind = 'DropAfterCommit'; Method = 'POST'; Probability = 0.15; Seed = 2 }
                @{ Kind = 'Status'; Status = 429; Method = 'POST'; Probability = 0.02; Seed = 3; RetryAfter = '0' }
                @{ Kind = 'Status'; Status = 452; Method = 'POST'; Probability = 0.02; Seed = 4; RetryAfter = '0' }
                @{ Kind = 'Status'; Status = 502; Method = 'POST'; Probability = 0.02; Seed = 5; RetryAfter = '0' }
                @{ Kind = 'Status'; Status = 503; Method = 'POST'; Probability = 0.02; Seed = 6; RetryAfter = '0' }
            )) {
            $emulator.AddFault($fault)
        }

        # prefer_sync needs one request a row where async needs two: it keeps the suite short within the rate limit.
        $rows = Import-Csv $file | Group-Object document_number | ForEach-Object {
            [pscustomobject]@{
                DocumentNumber = $_.Name
                CustomerId     = $_.Group[0].customer_id
                IssueDate      = '2024-03-29'
                CurrencyCode   = 'USD'
                LineItems      = @($_.Group | ForEach-Object { @{ AccountId = $_.account_id; TotalAmount = $_.amount; Description = $_.description } })
            }
        }
        $made = $rows | New-RutterInvoice -ResponseMode PreferSync -ThrottleLimit 40 -ErrorAction SilentlyContinue -ErrorVariable failures
        $emulator.ClearFaults()

        # Each row is reported: as an object, or as an error that says under which key a retry is safe. A retry under that key makes none a second time.
        @($made).Count + @($failures).Count | Should -Be $count
        foreach ($failure in $failures) {
            "$($failure.Exception.Verdict)" | Should -Be 'Unknown'
            $made = @($made) + ($failure.TargetObject | New-RutterInvoice -IdempotencyKey $failure.Exception.IdempotencyKey)
        }
        $made.DocumentNumber | Sort-Object -Unique | Should -HaveCount $count
        @($emulator.GetObjects('Invoice')).Count - $before | Should -Be $count

        $expected = Import-Csv $file | ForEach-Object { "$($_.document_number)|$($_.account_id)|$($_.amount)|$($_.description)" } | Sort-Object
        $kept = Get-RutterInvoice | Where-Object DocumentNumber -Like 'BULK-*'
        $lines = $kept | ForEach-Object {
            $invoice = $_
            $invoice.LineItems | ForEach-Object { "$($invoice.DocumentNumber)|$($_.AccountId)|$($_.TotalAmount.ToString([cultureinfo]::InvariantCulture))|$($_.Description)" }
        } | Sort-Object
        ($lines -join "`n") | Should -BeExactly ($expected -join "`n")
    }
}

Describe 'What a platform refuses' {
    BeforeAll {
        $vendor = Get-RutterVendor -First 1
        $accounts = @(Get-RutterAccount | Where-Object CurrencyCode -EQ 'USD' | Select-Object -First 2)
        function New-OpenBill([decimal] $Amount) { New-RutterBill -VendorId $vendor.Id -IssueDate 2024-03-01 -CurrencyCode USD -LineItems @{ AccountId = $accounts[0].Id; TotalAmount = $Amount } }
        function New-OpenInvoice([decimal] $Amount) { New-RutterInvoice -CustomerId $customers[0].Id -IssueDate 2024-03-01 -CurrencyCode USD -LineItems @{ AccountId = $income[0].Id; TotalAmount = $Amount } }
        function New-BillMemo([decimal] $Amount) { New-RutterBillCreditMemo -VendorId $vendor.Id -IssueDate 2024-03-01 -CurrencyCode USD -LineItems @{ AccountId = $accounts[0].Id; TotalAmount = $Amount } }
        function New-InvoiceMemo([decimal] $Amount) {
            New-RutterInvoiceCreditMemo -CustomerId $customers[0].Id -IssueDate 2024-03-01 -CurrencyCode USD -LineItems @{ AccountId = $income[0].Id; TotalAmount = $Amount; Description = 'back' }
        }
        $bill, $invoice, $billMemo, $invoiceMemo = (New-OpenBill 100), (New-OpenInvoice 100), (New-BillMemo 200), (New-InvoiceMemo 200)
        $applied = @{ TransactionDate = '2024-03-02'; CurrencyCode = 'USD' }
        $nobody = [guid]::NewGuid()
    }

    It 'is an error that names the row and says what to do: <What>' -ForEach @(
        @{ What = 'a journal that does not balance'; Code = 'UNBALANCED_ENTRY'; Says = 'add up to'; Row = { @{ TransactionDate = '2024-03-02'; CurrencyCode = 'USD'; LineItems = @{ AccountId = $accounts[0].Id; TotalAmount = 10 }, @{ AccountId = $accounts[1].Id; TotalAmount = -9.99 } } }; Cmdlet = 'New-RutterJournalEntry' }
        @{ What = 'a bill of a vendor that nobody knows'; Code = 'VENDOR_NOT_FOUND'; Says = 'vendor_id'; Row = { @{ VendorId = "$nobody"; IssueDate = '2024-03-02'; CurrencyCode = 'USD'; LineItems = @{ TotalAmount = 10 } } }; Cmdlet = 'New-RutterBill' }
        @{ What = 'a line to an account that nobody knows'; Code = 'ACCOUNT_NOT_FOUND'; Says = 'line_items.account_id'; Row = { @{ VendorId = $vendor.Id; IssueDate = '2024-03-02'; CurrencyCode = 'USD'; LineItems = @{ AccountId = "$nobody"; TotalAmount = 10 } } }; Cmdlet = 'New-RutterBill' }
        @{ What = 'a payment above what is due on a bill'; Code = 'AMOUNT_EXCEEDS_DUE'; Says = '100.01'; Row = { @{ AccountId = $accounts[0].Id; VendorId = $vendor.Id; TransactionDate = '2024-03-02'; CurrencyCode = 'USD'; LinkedBills = @{ Id = $bill.Id; AllocatedAmount = 100.01 } } }; Cmdlet = 'New-RutterBillPayment' }
        @{ What = 'a payment above what is due on an invoice'; Code = 'AMOUNT_EXCEEDS_DUE'; Says = '100.01'; Row = { @{ AccountId = $accounts[0].Id; CustomerId = $customers[0].Id; TxnDate = '2024-03-02'; LinkedInvoices = @{ Id = $invoice.Id; Amount = 100.01 } } }; Cmdlet = 'New-RutterInvoicePayment' }
        @{ What = 'a credit above what is due on a bill'; Code = 'AMOUNT_EXCEEDS_DUE'; Says = '100.01'; Row = { $applied + @{ BillCreditMemoId = $billMemo.Id; VendorId = $vendor.Id; LinkedBills = @{ Id = $bill.Id; AllocatedAmount = 100.01 } } }; Cmdlet = 'New-RutterBillCreditApplication' }
        @{ What = 'a credit above what is due on an invoice'; Code = 'AMOUNT_EXCEEDS_DUE'; Says = '100.01'; Row = { $applied + @{ InvoiceCreditMemoId = $invoiceMemo.Id; CustomerId = $customers[0].Id; LinkedInvoices = @{ Id = $invoice.Id; AllocatedAmount = 100.01 } } }; Cmdlet = 'New-RutterInvoiceCreditApplication' }
        @{ What = 'more of a credit memo than is left'; Code = 'AMOUNT_EXCEEDS_CREDIT'; Says = 'is left'; Row = { $applied + @{ BillCreditMemoId = $billMemo.Id; VendorId = $vendor.Id; LinkedBills = @{ Id = $bill.Id; AllocatedAmount = 200.01 } } }; Cmdlet = 'New-RutterBillCreditApplication' }
    ) {
        $row = [pscustomobject](& $Row)
        $row | & $Cmdlet -ErrorAction SilentlyContinue -ErrorVariable failures | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failure = $failures[0]
        $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
        $failure.Exception.StatusCode | Should -Be 450
        "$($failure.Exception.Verdict)" | Should -Be 'NotDone'
        "$failure" | Should -BeLike "*$Says*"
        $failure.TargetObject | Should -Be $row
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Correct'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'new key'
        (Get-RutterBill -Id $bill.Id).AmountDue | Should -Be 100
        (Get-RutterInvoice -Id $invoice.Id).AmountDue | Should -Be 100
    }

    It 'costs none of the other rows anything' {
        $rows = foreach ($amount in 10, 1000, 20) { [pscustomobject]@{ Amount = $amount } }
        $target = New-OpenBill 100
        $paid = $rows | ForEach-Object { [pscustomobject]@{ linked_bills = ConvertTo-Json @(@{ id = $target.Id; allocated_amount = $_.Amount }) } } |
            New-RutterBillPayment -AccountId $accounts[0].Id -VendorId $vendor.Id -TransactionDate 2024-03-02 -CurrencyCode USD -ErrorAction SilentlyContinue -ErrorVariable failures
        $paid | Should -HaveCount 2
        $failures | Should -HaveCount 1
        $failures[0].TargetObject.linked_bills | Should -BeLike '*1000*'
        (Get-RutterBill -Id $target.Id).AmountDue | Should -Be 70
    }
}

Describe 'Credit memos that are applied and taken off again' {
    BeforeAll {
        $vendor = Get-RutterVendor -First 1
        $expense = @(Get-RutterAccount | Where-Object CurrencyCode -EQ 'USD')[0].Id
        $applied = @{ TransactionDate = '2024-03-02'; CurrencyCode = 'USD' }
    }
    BeforeEach {
        $bill = New-RutterBill -VendorId $vendor.Id -IssueDate 2024-03-01 -CurrencyCode USD -LineItems @{ AccountId = $expense; TotalAmount = 100 }
        $memo = New-RutterBillCreditMemo -VendorId $vendor.Id -IssueDate 2024-03-01 -CurrencyCode USD -LineItems @{ AccountId = $expense; TotalAmount = 60 }
        $sent = @{ BillCreditMemoId = $memo.Id; VendorId = $vendor.Id } + $applied
    }
    AfterEach { $emulator.ClearFaults() }

    It 'of a vendor: by the names of parameters and of the API, with the job and the key' {
        $done = New-RutterBillCreditApplication @sent -LinkedBills @{ id = $bill.Id; allocated_amount = '40.50' }
        $done.Success | Should -BeTrue
        $done.JobId | Should -Not -BeNullOrEmpty
        $done.IdempotencyKey | Should -Not -BeNullOrEmpty
        (Get-RutterBill -Id $bill.Id).AmountDue | Should -Be 59.50
        (Get-RutterBillCreditMemo -Id $memo.Id).RemainingAmount | Should -Be 19.50
        $undone = [pscustomobject]@{ bill_credit_memo_id = $memo.Id; bill_id = $bill.Id } | Remove-RutterBillCreditApplication -Confirm:$false
        $undone.Success | Should -BeTrue
        (Get-RutterBill -Id $bill.Id).AmountDue | Should -Be 100
        (Get-RutterBillCreditMemo -Id $memo.Id).RemainingAmount | Should -Be 60
        { Remove-RutterBillCreditApplication $memo.Id $bill.Id -Confirm:$false -ErrorAction Stop } | Should -Throw '*not applied*'
    }

    It 'of a customer' {
        $line = @{ AccountId = $income[0].Id; TotalAmount = 100; Description = 'x' }
        $invoice = New-RutterInvoice -CustomerId $customers[0].Id -IssueDate 2024-03-01 -CurrencyCode USD -LineItems $line
        $credit = New-RutterInvoiceCreditMemo -CustomerId $customers[0].Id -IssueDate 2024-03-01 -CurrencyCode USD -LineItems $line
        $null = New-RutterInvoiceCreditApplication @applied -CustomerId $customers[0].Id -InvoiceCreditMemoId $credit.Id -LinkedInvoices @{ Id = $invoice.Id; AllocatedAmount = 100 }
        (Get-RutterInvoice -Id $invoice.Id).Status | Should -Be 'paid'
        $null = Remove-RutterInvoiceCreditApplication $credit.Id $invoice.Id -Confirm:$false
        (Get-RutterInvoice -Id $invoice.Id).AmountDue | Should -Be 100
    }

    It 'once, while the network hides the response' {
        foreach ($fault in @{ Kind = 'DropAfterCommit'; Method = 'POST'; Count = 2 }, @{ Kind = 'DropBeforeCommit'; Method = 'POST'; Count = 1 }) { $emulator.AddFault($fault) }
        (New-RutterBillCreditApplication @sent -LinkedBills @{ Id = $bill.Id; AllocatedAmount = 30 }).Success | Should -BeTrue
        (Get-RutterBill -Id $bill.Id).AmountDue | Should -Be 70
    }

    It 'is an error where the response says that nothing was done' {
        $emulator.AddFault(@{ Kind = 'RawBody'; Method = 'POST'; ContentType = 'application/json'; Body = '{"bill_credit_application":{"success":false}}' })
        $failure = { New-RutterBillCreditApplication @sent -LinkedBills @{ Id = $bill.Id; AllocatedAmount = 30 } -ErrorAction Stop } | Should -Throw -ErrorId 'NotApplied,*' -PassThru
        "$($failure.Exception.Verdict)" | Should -Be 'NotDone'
        $emulator.ClearFaults()
        $emulator.AddFault(@{ Kind = 'RawBody'; Method = 'POST'; ContentType = 'application/json'; Body = '{"bill_credit_application":{}}' })
        $failure = { New-RutterBillCreditApplication @sent -LinkedBills @{ Id = $bill.Id; AllocatedAmount = 30 } -ErrorAction Stop } | Should -Throw -ErrorId 'NotApplied,*' -PassThru
        "$($failure.Exception.Verdict)" | Should -Be 'Unknown'
    }

    It 'not with -WhatIf' {
        New-RutterBillCreditApplication @sent -LinkedBills @{ Id = $bill.Id; AllocatedAmount = 30 } -WhatIf
        Remove-RutterBillCreditApplication $memo.Id $bill.Id -WhatIf
        (Get-RutterBill -Id $bill.Id).AmountDue | Should -Be 100
    }
}
