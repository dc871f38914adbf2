# Where the public description of the API contradicts itself, both readings are taken. x-rutter-faults in api/ names each place.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 1; Count = 10; Platform = 'NETSUITE' } @{ MaximumRetryCount = 0 }
    function Set-Response([string] $Body, [string] $Method = 'GET') { $emulator.AddFault(@{ Kind = 'RawBody'; Method = $Method; ContentType = 'application/json'; Body = $Body }) }
    $account = (Get-RutterAccount -First 1).Id
}
AfterAll { $emulator.Stop() }

Describe 'An amount' {
    AfterEach { $emulator.ClearFaults() }

    It 'of <Field> of a <Noun> is a decimal, as a number and as text' -ForEach @(
        @{ Noun = 'Bill'; Field = 'CurrencyRate'; Key = 'bill'; Name = 'currency_rate' }
        @{ Noun = 'BillPayment'; Field = 'CurrencyRate'; Key = 'bill_payment'; Name = 'currency_rate' }
        @{ Noun = 'CustomerRefund'; Field = 'CurrencyRate'; Key = 'customer_refund'; Name = 'currency_rate' }
        @{ Noun = 'InvoicePayment'; Field = 'TotalAmount'; Key = 'invoice_payment'; Name = 'total_amount' }
    ) {
        foreach ($value in '1.10', '"1.10"') {
            Set-Response "{`"$Key`":{`"id`":`"1`",`"$Name`":$value}}"
            $read = (& "Get-Rutter$Noun" -Id 1).$Field
            $emulator.ClearFaults()
            $read | Should -BeOfType decimal
            $read.ToString([cultureinfo]::InvariantCulture) | Should -Be '1.10'
        }
    }

    It 'is sent as the write of its object takes it' {
        $bill = Get-RutterBill | Where-Object Status -EQ 'open' | Select-Object -First 1
        $invoice = Get-RutterInvoice | Where-Object Status -EQ 'open' | Select-Object -First 1
        $paid = New-RutterBillPayment -AccountId $account -VendorId $bill.VendorId -TransactionDate 2024-03-01 -CurrencyCode USD -CurrencyRate '1.10' -LinkedBills @{ Id = $bill.Id; AllocatedAmount = 1 }
        $refunded = Get-RutterCustomerRefund -First 1 | New-RutterCustomerRefund -CurrencyRate '1.10'
        $received = New-RutterInvoicePayment -AccountId $account -CustomerId $invoice.CustomerId -TxnDate 2024-03-01 -TotalAmount '1.10' -LinkedInvoices @{ Id = $invoice.Id; Amount = '1.10' }
        (Get-RutterJob -Id $paid.JobId).RequestJson | Should -BeLike '*"currency_rate":1.10,*'
        (Get-RutterJob -Id $refunded.JobId).RequestJson | Should -BeLike '*"currency_rate":"1.10",*'
        (Get-RutterJob -Id $received.JobId).RequestJson | Should -BeLike '*"total_amount":1.10,*'
    }
}

Describe 'A purchase order' {
    AfterEach { $emulator.ClearFaults() }

    BeforeAll {
        $order = @{ VendorId = (Get-RutterVendor -First 1).Id; LineItems = @{ Item = (Get-RutterItem -First 1).Id; Quantity = 2; UnitAmount = 5 } }
    }

    It 'is written by the names of a write and by those of a read' {
        $byWrite = New-RutterPurchaseOrder @order -TxnDate 2024-03-01 -Currency USD
        $byRead = [pscustomobject]@{ issue_date = '2024-03-01'; currency_code = 'USD' } | New-RutterPurchaseOrder @order
        foreach ($made in $byWrite, $byRead) {
            $made.IssueDate | Should -Be ([datetimeoffset]'2024-03-01Z')
            $made.CurrencyCode | Should -Be 'USD'
            $made.LineItems[0].Item.Quantity | Should -Be 2
        }
        (Update-RutterPurchaseOrder -Id $byRead.Id -IssueDate 2024-03-05).IssueDate | Should -Be ([datetimeoffset]'2024-03-05Z')
    }

    It 'has its date also where the response to a write calls it posted_date' {
        Set-Response '{"purchase_order":{"id":"1","posted_date":"2024-03-01T00:00:00Z","currency_code":"USD"}}' POST
        $made = New-RutterPurchaseOrder @order -TxnDate 2024-03-01 -Currency USD
        $made.IssueDate | Should -Be ([datetimeoffset]'2024-03-01Z')
        $emulator.ClearFaults()
        Set-Response '{"purchase_order":{"id":"1","issue_date":"2024-03-02T00:00:00Z","posted_date":"2024-03-01T00:00:00Z"}}'
        (Get-RutterPurchaseOrder -Id 1).IssueDate | Should -Be ([datetimeoffset]'2024-03-02Z')
    }
}

Describe 'A transaction of a shop' {
    AfterEach { $emulator.ClearFaults() }

    It 'is read alone and as a list of one' {
        foreach ($body in '{"transaction":{"id":"1"}}', '{"transaction":[{"id":"1"}]}') {
            Set-Response $body
            (Get-RutterCommerceTransaction -Id 1).Id | Should -Be '1'
            $emulator.ClearFaults()
        }
    }

    It 'is an error where the list has none, or several' {
        foreach ($body in '{"transaction":[]}', '{"transaction":[{"id":"1"},{"id":"2"}]}') {
            Set-Response $body
            { Get-RutterCommerceTransaction -Id 1 -ErrorAction Stop } | Should -Throw
            $emulator.ClearFaults()
        }
    }
}

Describe 'What is known by rule only' {
    BeforeAll {
        # The help file itself, because Get-Help takes long to format it.
        $commands = (Get-Content -Raw (Join-Path (Split-Path $env:RUTTERPS_MODULE) 'en-US/RutterPS.dll-Help.xml')) -split '<command:command '
        function Get-HelpText([string] $Name) { $commands.Where({ $_.Contains("<command:name>$Name</command:name>") }, 'First') -replace '\s+', ' ' }
    }

    It 'says so in the help of its cmdlets' {
        foreach ($name in 'Get-RutterSalesReceipt', 'New-RutterSalesReceipt', 'Get-RutterTaxArea', 'Get-RutterAccountingTransaction', 'New-RutterPaymentTerm',
            'Remove-RutterPaymentTerm', 'Remove-RutterVendor', 'Remove-RutterBillCreditMemo', 'Remove-RutterBillCreditApplication') {
            Get-HelpText $name | Should -Match 'no public page' -Because $name
        }
    }

    It 'or that the fields to filter by were read about another version' {
        foreach ($noun in 'Account', 'Bill', 'BankDeposit', 'TaxRate') {
            Get-HelpText "Get-Rutter$noun" | Should -Match 'filterable fields were read' -Because $noun
        }
    }
}
