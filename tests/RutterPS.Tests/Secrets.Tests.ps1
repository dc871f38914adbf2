BeforeAll {
    . $PSScriptRoot/Common.ps1
    $secret = 'CANARY+secret/0123456789=='
    $token = 'CANARY token&abcdef'
    $clientId = 'canary-client'
    $forms = foreach ($value in $secret, $token) {
        $value
        [uri]::EscapeDataString($value)
        [System.Net.WebUtility]::UrlEncode($value)
        [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($value))
        [Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($value))
        (ConvertTo-Json $value).Trim('"')
    }
    $forms += [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes("${clientId}:$secret"))

    function Assert-NoSecret([string] $Text, [string] $Where) {
        $Text | Should -Not -BeNullOrEmpty -Because "$Where should hold something to look through"
        foreach ($form in $forms) {
            $Text.Contains($form, 'OrdinalIgnoreCase') | Should -BeFalse -Because "$Where must not hold '$form'"
        }
    }

    # All output of a failing call: all streams, and the error record to its full depth.
    # Of a cmdlet that is one of many of a class, only what differs from the others: what it emits and says.
    function Get-Traces([scriptblock] $Call, [bool] $IsAlike) {
        $global:Error.Clear()
        $output = & {
            $VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'
            try { & $Call } catch { $_ }
        } *>&1
        @(
            $output | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] } | ForEach-Object {
                if ($IsAlike) { return }
                [System.Management.Automation.PSSerializer]::Serialize($_, 3)
                ConvertTo-Json -InputObject $_ -Depth 4 -WarningAction Ignore
            }
            $output | Out-String -Width 500
            $output | ForEach-Object { $_ | Format-List * -Force | Out-String -Width 500 }
            foreach ($record in $global:Error) {
                $record | Format-List * -Force | Out-String -Width 500
                if ($IsAlike) { continue }
                $record.Exception | Format-List * -Force | Out-String -Width 500
                Get-Error -InputObject $record | Out-String -Width 500
                $record.Exception.ToString()
                [System.Management.Automation.PSSerializer]::Serialize($record, 2)
                # Deeper, but for the invocation: it leads to the module, and to every other cmdlet.
                foreach ($part in $record.Exception, $record.TargetObject, $record.ErrorDetails) { if ($part) { [System.Management.Automation.PSSerializer]::Serialize($part, 4) } }
            }
        ) -join "`n"
    }

    # What a Get cmdlet emits, for the cmdlet that changes it; of an emulator that knows no canary.
    $plain = Start-RutterEmulator -TransferCount 5
    $plainSession = Connect-Rutter -Emulator $plain -Name plain
    function Get-Piped([string] $Change) {
        $get = $Change -replace '^\w+-', 'Get-'
        & $get -Session $plainSession | Select-Object -First 1
    }

    $emulator = Start-RutterEmulator -TransferCount 5
    $session = Connect-Rutter (New-Credential $clientId $secret) -AccessToken $token -BaseUri $emulator.BaseUri -MaximumRetryCount 1
}

AfterAll {
    Disconnect-Rutter -Name *
    $emulator.Stop()
    $plain.Stop()
}

Describe 'A session shows no secret' {
    It 'in <Name>' -ForEach @(
        @{ Name = 'its default view'; Show = { $session | Out-String -Width 500 } }
        @{ Name = 'Format-List * -Force'; Show = { $session | Format-List * -Force | Out-String -Width 500 } }
        @{ Name = 'Format-Custom'; Show = { $session | Format-Custom -Depth 10 | Out-String -Width 500 } }
        @{ Name = 'Get-Member'; Show = { $session | Get-Member -Force | Out-String -Width 500 } }
        @{ Name = 'ConvertTo-Json'; Show = { $session | ConvertTo-Json -Depth 10 -WarningAction SilentlyContinue } }
        @{ Name = 'CLIXML'; Show = { $session | Export-Clixml "$TestDrive/session.xml" -Depth 10; Get-Content "$TestDrive/session.xml" -Raw } }
        @{ Name = 'CSV'; Show = { $session | ConvertTo-Csv | Out-String } }
        @{ Name = 'its text'; Show = { "$session" } }
        @{ Name = 'Get-RutterSession'; Show = { Get-RutterSession | Format-List * -Force | Out-String -Width 500 } }
        @{ Name = 'completion'; Show = { (Get-Completion 'Get-RutterBankTransfer -Session ') | Format-List * | Out-String -Width 500 } }
    ) {
        Assert-NoSecret (& $Show) $Name
    }
}

Describe 'Every cmdlet leaves no secret behind' {
    BeforeDiscovery {
        $echo = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"id":"1","text":"CANARY+secret/0123456789==","url":"https://h/?access_token=CANARY%20token%26abcdef"}' }
        $connections = @{ Kind = 'RawBody'; Body = '{"connections":[{"id":"1","access_token":"CANARY token&abcdef","status":"active","x_token":"CANARY token&abcdef"}]}' }
        $ready = @{ Kind = 'RawBody'; Body = '{"status":{"is_ready":true},"connection":{"id":"1","access_token":"CANARY token&abcdef","name":"n"}}' }
        $exchanged = @{ Kind = 'RawBody'; Body = '{"connection_id":"1","access_token":"CANARY token&abcdef","is_ready":true,"platform":"XERO"}' }
        $renewed = @{ Kind = 'RawBody'; Body = '{"new_access_token":"CANARY token&abcdef","x_token":"CANARY token&abcdef"}' }
        $echoed = @{ Kind = 'Status'; Status = 400; ErrorMessage = 'CANARY+secret/0123456789== and CANARY token&abcdef' }
        $transfers = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_transfers":[{"id":"1","total_amount":1}],"next_cursor":null}' }
        $events = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"events":[{"id":"1","resource":"BANK_TRANSFER","type":"object_deleted"}]}' }
        $written = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_transfer":{"id":"1","total_amount":1}}' }
        $deleted = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"code":"deleted","success":true}' }
        $job = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"id":"1","status":"success","request":{"method":"POST","url":"https://h/versioned/accounting/bank_transfers?access_token=CANARY%20token%26abcdef"},"response":{"http_status":200,"body":{"bank_transfer":{"id":"1"}}}}' }
        $statement = { param($Key) @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = "{`"$Key`":[{`"id`":`"1`"}],`"next_cursor`":null}" } }
        $file = '{"id":"a1","file_name":"a.txt","file_url":"https://h/?access_token=CANARY%20token%26abcdef"}'
        $files = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = "{`"attachments`":[$file]}" }
        $attached = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = "{`"attachment`":$file}" }
        $linked = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"invoice":{"pdf_link":"http://h.example.com/?access_token=CANARY%20token%26abcdef"}}' }
        $reading = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"id":"1","status":"pending","request":{"method":"GET","url":"https://h/versioned/accounting/balance_sheets?access_token=CANARY%20token%26abcdef"}}' }
        $otp = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_feed_otp":{"otp":"CANARY token&abcdef","redirect_uri":"https://h/?otp=CANARY%20token%26abcdef","x_token":"CANARY token&abcdef"}}' }
        $mapping = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_feed_account_mapping_link":{"url":"https://h/?t=CANARY%20token%26abcdef","x_token":"CANARY token&abcdef"}}' }
        $report = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"report":{"report_url":"https://h/?t=CANARY%20token%26abcdef"}}' }
        $connect = { Connect-Rutter (New-Credential $clientId $secret) -AccessToken $token -BaseUri $emulator.BaseUri -Name another }
        # Cmdlets that list and fetch an API object are one class: these rows are the same for each.
        Import-Module $env:RUTTERPS_MODULE
        $reads = foreach ($command in Get-Command -Module RutterPS -Verb Get) {
            for ($base = $command.ImplementingType; $base -and $base.Name -notmatch '^Get(Single)?ResourceCommand`1$'; $base = $base.BaseType) { }
            if (-not $base) { continue }
            $definition = $base.GenericTypeArguments[0].GetProperty('Definition').GetValue($null)
            $body = $base.Name -like 'GetSingle*' ? "{`"$($definition.ItemKey)`":{`"id`":`"1`"}}" : "{`"$($definition.ListKey)`":[{`"id`":`"1`"}],`"next_cursor`":null}"
            $mandatory = @{}
            foreach ($parameter in $command.Parameters.Values | Where-Object { $_.Attributes.Mandatory -contains $true -and $_.Name -ne 'Id' }) { $mandatory[$parameter.Name] = '1' }
            @{ Cmdlet = $command.Name; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = $body }; Mandatory = $mandatory; Call = { & $Cmdlet @Mandatory -Session $session } }
            @{ Cmdlet = $command.Name; Outcome = 'fails'; Mandatory = $mandatory; Call = { & $Cmdlet @Mandatory -Session $session } }
        }
        # So are those that tell what has changed since the last time.
        $syncs = foreach ($command in Get-Command -Module RutterPS -Verb Sync | Where-Object Name -NE 'Sync-RutterBankTransfer') {
            for ($base = $command.ImplementingType; $base.Name -ne 'SyncResourceCommand`1'; $base = $base.BaseType) { }
            $list = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = "{`"$($base.GenericTypeArguments[0].GetProperty('Definition').GetValue($null).ListKey)`":[{`"id`":`"1`"}],`"next_cursor`":null}" }
            @{ Cmdlet = $command.Name; Outcome = 'works'; Fault = $list; Call = { & $Cmdlet "$TestDrive/$Cmdlet.json" -Session $session; Get-Content "$TestDrive/$Cmdlet.json" } }
            @{ Cmdlet = $command.Name; Outcome = 'fails'; Call = { & $Cmdlet "$TestDrive/none.json" -Session $session } }
        }
        # So are those that change an object: an emulator gives the one that is piped in.
        $changes = foreach ($command in Get-Command -Module RutterPS -Verb New, Update, Remove | Where-Object Name -NotLike '*-RutterBankTransfer') {
            for ($base = $command.ImplementingType; $base -and $base.Name -notmatch '^(New|Update|Remove)ResourceCommand`1$'; $base = $base.BaseType) { }
            # What no Get cmdlet reads has a row of its own below.
            if (-not $base -or -not (Get-Command "Get-$($command.Noun)" -ErrorAction Ignore)) { continue }
            $definition = $base.GenericTypeArguments[0].GetProperty('Definition').GetValue($null)
            $body = $command.Verb -eq 'Remove' ? '{"code":"deleted","success":true}' : "{`"$($definition.ItemKey)`":{`"id`":`"{id}`"}}"
            $arguments = switch ($command.Verb) { 'Remove' { @{ PassThru = $true; Confirm = $false } } 'Update' { $command.Parameters.ContainsKey('AdditionalFields') ? @{ AdditionalFields = @{ a = 1 } } : @{} } default { @{} } }
            $change = {
                $piped = Get-Piped $Cmdlet
                # The response is about the object that is piped in.
                if ($Body) { $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'; Body = $Body.Replace('{id}', $piped.Id) }) }
                $piped | & $Cmdlet @Arguments -Session $session
            }
            @{ Cmdlet = $command.Name; Outcome = 'works'; Body = $body; Arguments = $arguments; Call = $change }
            @{ Cmdlet = $command.Name; Outcome = 'fails'; Body = $null; Arguments = $arguments; Call = $change }
        }
        # A cmdlet without a row here fails the test below, because its output must be checked.
        $cases = @(
            $reads
            $syncs
            $changes
            @{ Cmdlet = 'Connect-Rutter'; Outcome = 'works'; Call = $connect }
            @{ Cmdlet = 'Connect-Rutter'; Outcome = 'fails'; Call = { Connect-Rutter (New-Credential $clientId $secret) -AccessToken $token -BaseUri "http://h.example.com/?access_token=$([uri]::EscapeDataString($token))" } }
            @{ Cmdlet = 'Disconnect-Rutter'; Outcome = 'works'; Call = { (& $connect).Name; Disconnect-Rutter -Name another } }
            @{ Cmdlet = 'Disconnect-Rutter'; Outcome = 'fails'; Call = { Disconnect-Rutter -Name nobody } }
            @{ Cmdlet = 'Get-RutterEmulator'; Outcome = 'works'; Call = { Get-RutterEmulator } }
            @{ Cmdlet = 'Get-RutterConnection'; Outcome = 'works'; Fault = $connections; Call = { Get-RutterConnection -Session $session } }
            @{ Cmdlet = 'Get-RutterConnection'; Outcome = 'works for one'; Fault = $ready; Call = { Get-RutterConnection -Current -Session $session } }
            @{ Cmdlet = 'Get-RutterConnection'; Outcome = 'fails'; Call = { Get-RutterConnection -Session $session; Get-RutterConnection -Current -Session $session } }
            @{ Cmdlet = 'New-RutterConnection'; Outcome = 'works'; Fault = $ready; Call = { New-RutterConnection -Session $session } }
            @{ Cmdlet = 'New-RutterConnection'; Outcome = 'fails'; Call = { New-RutterConnection -Session $session } }
            @{ Cmdlet = 'Update-RutterConnection'; Outcome = 'works'; Fault = $ready; Call = { Update-RutterConnection 1 name -Session $session } }
            @{ Cmdlet = 'Update-RutterConnection'; Outcome = 'fails'; Call = { Update-RutterConnection 1 name -Session $session } }
            @{ Cmdlet = 'New-RutterBankFeedTransaction'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_feed_transactions":[{"id":"1","transaction_id":"T"}]}' }; Call = { New-RutterBankFeedTransaction -BankFeedAccountId a -TransactionId T -PostedAt 2024-03-01 -Amount 1 -Description b -TransactionType debit -Session $session } }
            @{ Cmdlet = 'New-RutterBankFeedTransaction'; Outcome = 'fails'; Call = { New-RutterBankFeedTransaction -BankFeedAccountId a -TransactionId T -PostedAt 2024-03-01 -Amount 1 -Description b -TransactionType debit -Session $session } }
            @{ Cmdlet = 'New-RutterBillCreditApplication'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bill_credit_application":{"success":true}}' }; Call = { New-RutterBillCreditApplication -BillCreditMemoId a -VendorId b -TransactionDate 2024-03-01 -CurrencyCode USD -LinkedBills @{ Id = 'c'; AllocatedAmount = 1 } -Session $session } }
            @{ Cmdlet = 'New-RutterBillCreditApplication'; Outcome = 'fails'; Call = { New-RutterBillCreditApplication -BillCreditMemoId a -VendorId b -TransactionDate 2024-03-01 -CurrencyCode USD -LinkedBills @{ Id = 'c'; AllocatedAmount = 1 } -Session $session } }
            @{ Cmdlet = 'New-RutterInvoiceCreditApplication'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"invoice_credit_application":{"success":true}}' }; Call = { New-RutterInvoiceCreditApplication -InvoiceCreditMemoId a -CustomerId b -TransactionDate 2024-03-01 -CurrencyCode USD -LinkedInvoices @{ Id = 'c'; AllocatedAmount = 1 } -Session $session } }
            @{ Cmdlet = 'New-RutterInvoiceCreditApplication'; Outcome = 'fails'; Call = { New-RutterInvoiceCreditApplication -InvoiceCreditMemoId a -CustomerId b -TransactionDate 2024-03-01 -CurrencyCode USD -LinkedInvoices @{ Id = 'c'; AllocatedAmount = 1 } -Session $session } }
            @{ Cmdlet = 'Remove-RutterBillCreditApplication'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bill_credit_unapplication":{"success":true}}' }; Call = { Remove-RutterBillCreditApplication a b -Confirm:$false -Session $session } }
            @{ Cmdlet = 'Remove-RutterBillCreditApplication'; Outcome = 'fails'; Call = { Remove-RutterBillCreditApplication a b -Confirm:$false -Session $session } }
            @{ Cmdlet = 'Remove-RutterInvoiceCreditApplication'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"invoice_credit_unapplication":{"success":true}}' }; Call = { Remove-RutterInvoiceCreditApplication a b -Confirm:$false -Session $session } }
            @{ Cmdlet = 'Remove-RutterInvoiceCreditApplication'; Outcome = 'fails'; Call = { Remove-RutterInvoiceCreditApplication a b -Confirm:$false -Session $session } }
            @{ Cmdlet = 'Remove-RutterConnection'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; Body = '{"success":true}' }; Call = { 'removing'; Remove-RutterConnection 1 -Confirm:$false -Session $session } }
            @{ Cmdlet = 'Remove-RutterConnection'; Outcome = 'fails'; Call = { Remove-RutterConnection 1 -Confirm:$false -Session $session } }
            @{ Cmdlet = 'Wait-RutterConnection'; Outcome = 'works'; Fault = $ready; Call = { Wait-RutterConnection -Session $session } }
            @{ Cmdlet = 'Wait-RutterConnection'; Outcome = 'fails'; Call = { Wait-RutterConnection -Session $session } }
            @{ Cmdlet = 'Request-RutterAccessToken'; Outcome = 'works'; Fault = $exchanged; Call = { Request-RutterAccessToken $token -Session $session } }
            @{ Cmdlet = 'Request-RutterAccessToken'; Outcome = 'fails'; Call = { Request-RutterAccessToken $token -Session $session } }
            @{ Cmdlet = 'Request-RutterAccessToken'; Outcome = 'fails with an echo'; Fault = $echoed; Call = { Request-RutterAccessToken $token -Session $session } }
            @{ Cmdlet = 'Reset-RutterAccessToken'; Outcome = 'works'; Fault = $renewed; Call = { Reset-RutterAccessToken -Confirm:$false -Session $session } }
            @{ Cmdlet = 'Reset-RutterAccessToken'; Outcome = 'fails'; Call = { Reset-RutterAccessToken -Confirm:$false -Session $session } }
            @{ Cmdlet = 'Get-RutterEvent'; Outcome = 'works'; Fault = $events; Call = { Get-RutterEvent -Session $session } }
            @{ Cmdlet = 'Get-RutterEvent'; Outcome = 'fails'; Call = { Get-RutterEvent -Session $session } }
            @{ Cmdlet = 'Get-RutterBalanceSheet'; Outcome = 'works'; Fault = & $statement balance_sheets; Call = { Get-RutterBalanceSheet -Session $session } }
            @{ Cmdlet = 'Get-RutterBalanceSheet'; Outcome = 'works without waiting'; Fault = $reading; Call = { Get-RutterBalanceSheet -NoWait -Session $session } }
            @{ Cmdlet = 'Get-RutterBalanceSheet'; Outcome = 'fails'; Call = { Get-RutterBalanceSheet -Session $session } }
            @{ Cmdlet = 'Get-RutterBalanceSheet'; Outcome = 'fails to wait'; Fault = $reading; Call = { Get-RutterBalanceSheet -TimeoutSec 1 -Session $session } }
            @{ Cmdlet = 'Get-RutterIncomeStatement'; Outcome = 'works'; Fault = & $statement income_statements; Call = { Get-RutterIncomeStatement -Session $session } }
            @{ Cmdlet = 'Get-RutterIncomeStatement'; Outcome = 'fails'; Call = { Get-RutterIncomeStatement -Session $session } }
            @{ Cmdlet = 'Get-RutterCashFlowStatement'; Outcome = 'works'; Fault = & $statement cash_flows; Call = { Get-RutterCashFlowStatement -Session $session } }
            @{ Cmdlet = 'Get-RutterCashFlowStatement'; Outcome = 'fails'; Call = { Get-RutterCashFlowStatement -Session $session } }
            @{ Cmdlet = 'Get-RutterAttachment'; Outcome = 'works'; Fault = $files; Call = { Get-RutterAttachment -Resource Bill -OwnerId 1 -Session $session } }
            @{ Cmdlet = 'Get-RutterAttachment'; Outcome = 'fails'; Call = { Get-RutterAttachment -Resource Bill -OwnerId 1 -Session $session } }
            @{ Cmdlet = 'Add-RutterAttachment'; Outcome = 'works'; Fault = $attached; Call = { Set-Content "$TestDrive/a.txt" a; Add-RutterAttachment "$TestDrive/a.txt" -Resource Bill -OwnerId 1 -Session $session } }
            @{ Cmdlet = 'Add-RutterAttachment'; Outcome = 'fails'; Call = { Set-Content "$TestDrive/a.txt" a; Add-RutterAttachment "$TestDrive/a.txt" -Resource Bill -OwnerId 1 -Session $session } }
            @{ Cmdlet = 'Save-RutterAttachment'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"attachments":[]}' }; Call = { 'saving'; Save-RutterAttachment "$TestDrive/files" -Resource Bill -OwnerId 1 -Session $session } }
            @{ Cmdlet = 'Save-RutterAttachment'; Outcome = 'fails'; Fault = $files; Call = { Save-RutterAttachment "$TestDrive/files" -Resource Bill -OwnerId 1 -Session $session } }
            @{ Cmdlet = 'Save-RutterInvoicePdf'; Outcome = 'works'; Call = {
                    $link = "$($emulator.BaseUri.GetLeftPart('Authority'))/a.pdf?access_token=$([uri]::EscapeDataString($token))"
                    $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'; Body = ConvertTo-Json @{ invoice = @{ pdf_link = $link } }; Count = 1 })
                    $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/pdf'; Body = '%PDF-1.4 %%EOF' })
                    (Save-RutterInvoicePdf "$TestDrive/pdf.pdf" -Id 1 -Force -Session $session).Name
                }
            }
            @{ Cmdlet = 'Save-RutterInvoicePdf'; Outcome = 'fails'; Fault = $linked; Call = { Save-RutterInvoicePdf "$TestDrive/files" -Id 1 -Session $session } }
            @{ Cmdlet = 'New-RutterBankFeedOtp'; Outcome = 'works'; Fault = $otp; Call = { New-RutterBankFeedOtp -Session $session } }
            @{ Cmdlet = 'New-RutterBankFeedOtp'; Outcome = 'fails'; Call = { New-RutterBankFeedOtp -Session $session } }
            @{ Cmdlet = 'New-RutterBankFeedAccountMappingLink'; Outcome = 'works'; Fault = $mapping; Call = { New-RutterBankFeedAccountMappingLink -Session $session } }
            @{ Cmdlet = 'New-RutterBankFeedAccountMappingLink'; Outcome = 'fails'; Call = { New-RutterBankFeedAccountMappingLink -Session $session } }
            @{ Cmdlet = 'Get-RutterBankAccountBalance'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_account_balance":{"id":"1","current":1}}' }; Call = { Get-RutterBankAccountBalance 1 -Session $session } }
            @{ Cmdlet = 'Get-RutterBankAccountBalance'; Outcome = 'fails'; Call = { Get-RutterBankAccountBalance 1 -Session $session } }
            @{ Cmdlet = 'Get-RutterBankAccountDetail'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_account_details":{"id":"1","ach":{"account_number":"1"}}}' }; Call = { Get-RutterBankAccountDetail 1 -Session $session } }
            @{ Cmdlet = 'Get-RutterBankAccountDetail'; Outcome = 'fails'; Call = { Get-RutterBankAccountDetail 1 -Session $session } }
            @{ Cmdlet = 'Get-RutterReport'; Outcome = 'works'; Fault = $report; Call = { Get-RutterReport -Session $session } }
            @{ Cmdlet = 'Get-RutterReport'; Outcome = 'fails'; Call = { Get-RutterReport -Session $session } }
            @{ Cmdlet = 'Get-RutterAccountingMetric'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"ebitda":[{"value":"1"}]}' }; Call = { Get-RutterAccountingMetric ebitda -Session $session } }
            @{ Cmdlet = 'Get-RutterAccountingMetric'; Outcome = 'fails'; Call = { Get-RutterAccountingMetric ebitda -Session $session } }
            @{ Cmdlet = 'Get-RutterCommerceMetric'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"ebitda":[{"value":"1"}]}' }; Call = { Get-RutterCommerceMetric ebitda -Session $session } }
            @{ Cmdlet = 'Get-RutterCommerceMetric'; Outcome = 'fails'; Call = { Get-RutterCommerceMetric ebitda -Session $session } }
            @{ Cmdlet = 'Get-RutterCustomField'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"custom_fields":{"entity":[{"key":"a"}]}}' }; Call = { Get-RutterCustomField Bill -Session $session } }
            @{ Cmdlet = 'Get-RutterCustomField'; Outcome = 'fails'; Call = { Get-RutterCustomField Bill -Session $session } }
            foreach ($owner in 'Connection', 'Platform') {
                $configured = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"initialSync":{"batches":[]},"incrementalSync":{"syncPeriodInMinutes":60,"entities":["BILL"]}}' }
                $configure = { & $Cmdlet XERO -InitialSync @{ Batches = @{ TimeFrameInMonths = 1; Entities = 'BILL' } } -IncrementalSync @{ SyncPeriodInMinutes = 60; Entities = 'BILL' } -Session $session }
                @{ Cmdlet = "Get-Rutter${owner}SyncConfiguration"; Outcome = 'works'; Fault = $configured; Call = { & $Cmdlet XERO -Session $session } }
                @{ Cmdlet = "Get-Rutter${owner}SyncConfiguration"; Outcome = 'fails'; Call = { & $Cmdlet XERO -Session $session } }
                foreach ($verb in 'New', 'Update') {
                    @{ Cmdlet = "$verb-Rutter${owner}SyncConfiguration"; Outcome = 'works'; Fault = $configured; Call = $configure }
                    @{ Cmdlet = "$verb-Rutter${owner}SyncConfiguration"; Outcome = 'fails'; Call = $configure }
                }
                @{ Cmdlet = "Remove-Rutter${owner}SyncConfiguration"; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; Body = '' }; Call = { 'removing'; & $Cmdlet XERO -Confirm:$false -Session $session } }
                @{ Cmdlet = "Remove-Rutter${owner}SyncConfiguration"; Outcome = 'fails'; Call = { & $Cmdlet XERO -Confirm:$false -Session $session } }
            }
            @{ Cmdlet = 'Get-RutterWebhookConfiguration'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '[{"id":"1","url":"https://h/"}]' }; Call = { Get-RutterWebhookConfiguration -Session $session } }
            @{ Cmdlet = 'Get-RutterWebhookConfiguration'; Outcome = 'fails'; Call = { Get-RutterWebhookConfiguration 1 -Session $session } }
            @{ Cmdlet = 'Update-RutterWebhookConfiguration'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"platform_data_config":{"BILL":{}}}' }; Call = { Update-RutterWebhookConfiguration 1 @{} -Session $session } }
            @{ Cmdlet = 'Update-RutterWebhookConfiguration'; Outcome = 'fails'; Call = { Update-RutterWebhookConfiguration 1 @{} -Session $session } }
            @{ Cmdlet = 'Start-RutterIncrementalSync'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; Body = '{"success":true}' }; Call = { 'starting'; Start-RutterIncrementalSync -Session $session } }
            @{ Cmdlet = 'Start-RutterIncrementalSync'; Outcome = 'fails'; Call = { Start-RutterIncrementalSync -Session $session } }
            @{ Cmdlet = 'Start-RutterBackfill'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; Body = '{"success":true}' }; Call = { 'starting'; Start-RutterBackfill 2024-01-01 bill -Session $session } }
            @{ Cmdlet = 'Start-RutterBackfill'; Outcome = 'fails'; Call = { Start-RutterBackfill 2024-01-01 bill -Session $session } }
            @{ Cmdlet = 'Get-RutterSession'; Outcome = 'works'; Call = { Get-RutterSession } }
            @{ Cmdlet = 'Get-RutterSession'; Outcome = 'fails'; Call = { Get-RutterSession nobody } }
            @{ Cmdlet = 'Resolve-RutterName'; Outcome = 'works'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"accounts":[{"id":"a","name":"x"}]}' }; Call = { [pscustomobject]@{ credit_account_id = 'a' } | Resolve-RutterName -Session $session } }
            @{ Cmdlet = 'Resolve-RutterName'; Outcome = 'works without names'; Call = { [pscustomobject]@{ credit_account_id = 'a' } | Resolve-RutterName -Session $session } }
            @{ Cmdlet = 'Measure-RutterAmount'; Outcome = 'works'; Call = { [pscustomobject]@{ TotalAmount = 1; CurrencyCode = 'USD' } | Measure-RutterAmount } }
            @{ Cmdlet = 'Measure-RutterAmount'; Outcome = 'fails'; Call = { $session | Measure-RutterAmount } }
            @{ Cmdlet = 'Export-RutterCsv'; Outcome = 'works'; Call = { $session | Export-RutterCsv (Join-Path $TestDrive session.csv); Get-Content (Join-Path $TestDrive session.csv) } }
            @{ Cmdlet = 'Export-RutterCsv'; Outcome = 'fails'; Call = { $session | Export-RutterCsv (Join-Path $TestDrive none x.csv) } }
            @{ Cmdlet = 'Test-RutterFilter'; Outcome = 'works'; Call = { Test-RutterFilter 'a' } }
            @{ Cmdlet = 'ConvertTo-RutterFilter'; Outcome = 'works'; Call = { ConvertTo-RutterFilter 'created_at > "2024-01-01"' } }
            @{ Cmdlet = 'ConvertTo-RutterFilter'; Outcome = 'fails'; Call = { ConvertTo-RutterFilter { created_at -ge } } }
            @{ Cmdlet = 'Invoke-RutterRequest'; Outcome = 'works'; Fault = $echo; Call = { Invoke-RutterRequest jobs/1 -Session $session; Invoke-RutterRequest jobs/1 -Raw -Session $session } }
            @{ Cmdlet = 'Invoke-RutterRequest'; Outcome = 'works with a token of its own'; Fault = $echo; Call = { Invoke-RutterRequest jobs/1 -Session $session -AccessToken $token -Method POST -Body @{ a = 1 } } }
            @{ Cmdlet = 'Invoke-RutterRequest'; Outcome = 'fails'; Call = { Invoke-RutterRequest jobs/1 -Session $session } }
            @{ Cmdlet = 'Invoke-RutterRequest'; Outcome = 'refuses'; Call = { Invoke-RutterRequest x -Query @{ access_token = $token } -Session $session } }
            @{ Cmdlet = 'New-RutterBankTransfer'; Outcome = 'works'; Fault = $written; Call = { New-RutterBankTransfer a b 1 -Session $session } }
            @{ Cmdlet = 'New-RutterBankTransfer'; Outcome = 'works without waiting'; Fault = $job; Call = { New-RutterBankTransfer a b 1 -NoWait -Session $session } }
            @{ Cmdlet = 'New-RutterBankTransfer'; Outcome = 'fails'; Call = { New-RutterBankTransfer a b 1 -Session $session } }
            @{ Cmdlet = 'Update-RutterBankTransfer'; Outcome = 'works'; Fault = $written; Call = { Update-RutterBankTransfer 1 -CreditAccountId a -DebitAccountId b -TotalAmount 1 -Session $session } }
            @{ Cmdlet = 'Update-RutterBankTransfer'; Outcome = 'fails'; Call = { Update-RutterBankTransfer 1 -Memo x -Session $session } }
            @{ Cmdlet = 'Remove-RutterBankTransfer'; Outcome = 'works'; Fault = $deleted; Call = { Remove-RutterBankTransfer 1 -PassThru -Confirm:$false -Session $session } }
            @{ Cmdlet = 'Remove-RutterBankTransfer'; Outcome = 'fails'; Call = { Remove-RutterBankTransfer 1 -Confirm:$false -Session $session } }
            @{ Cmdlet = 'Get-RutterJob'; Outcome = 'works'; Fault = $job; Call = { Get-RutterJob 1 -Session $session } }
            @{ Cmdlet = 'Get-RutterJob'; Outcome = 'fails'; Call = { Get-RutterJob 1 -Session $session } }
            @{ Cmdlet = 'Wait-RutterJob'; Outcome = 'works'; Fault = $job; Call = { Wait-RutterJob 1 -Session $session } }
            @{ Cmdlet = 'Wait-RutterJob'; Outcome = 'fails'; Call = { Wait-RutterJob 1 -Session $session } }
            @{ Cmdlet = 'Receive-RutterJob'; Outcome = 'works'; Fault = $job; Call = { Receive-RutterJob 1 -Session $session } }
            @{ Cmdlet = 'Receive-RutterJob'; Outcome = 'fails'; Call = { Receive-RutterJob 1 -Session $session } }
            @{ Cmdlet = 'New-RutterWebhookSignature'; Outcome = 'works'; Call = { New-RutterWebhookSignature 'body' -Session $session } }
            @{ Cmdlet = 'New-RutterWebhookSignature'; Outcome = 'fails'; Call = { New-RutterWebhookSignature @{ access_token = $token } -Session $session } }
            @{ Cmdlet = 'Test-RutterWebhookSignature'; Outcome = 'works'; Call = { Test-RutterWebhookSignature 'body' 'sha256=' -Secret $secret } }
            @{ Cmdlet = 'Test-RutterWebhookSignature'; Outcome = 'fails'; Call = { Test-RutterWebhookSignature 'body' 'sha256=' -Secret "$secret`n" } }
            @{ Cmdlet = 'ConvertFrom-RutterWebhook'; Outcome = 'works'; Call = { $webhook | ConvertFrom-RutterWebhook -Signature (New-RutterWebhookSignature $webhook -Session $session) -Session $session } }
            @{ Cmdlet = 'ConvertFrom-RutterWebhook'; Outcome = 'works for jobs'; Call = { ConvertFrom-RutterWebhook $webhook.Replace('ORDER', 'JOB').Replace('order', 'job') -SkipSignatureCheck -Session $session } }
            @{ Cmdlet = 'ConvertFrom-RutterWebhook'; Outcome = 'fails'; Call = { ConvertFrom-RutterWebhook $webhook -Signature "sha256=$secret" -Session $session } }
            @{ Cmdlet = 'ConvertFrom-RutterWebhook'; Outcome = 'fails to read'; Call = { ConvertFrom-RutterWebhook $webhook.Replace('ORDER', '').Replace('}', '') -SkipSignatureCheck } }
            @{ Cmdlet = 'Receive-RutterWebhook'; Outcome = 'works'; Call = { Receive-RutterWebhook -Session $session -TimeoutSec 1 -Verbose } }
            @{ Cmdlet = 'Receive-RutterWebhook'; Outcome = 'fails'; Call = { Receive-RutterWebhook -Secret $secret -Prefix nonsense -Verbose } }
            @{ Cmdlet = 'Start-RutterEmulator'; Outcome = 'works'; Call = { (Start-RutterEmulator -TransferCount 1) | ForEach-Object { $_; $_.Stop() } } }
            @{ Cmdlet = 'Start-RutterEmulator'; Outcome = 'fails'; Call = { Start-RutterEmulator -Port $emulator.Port } }
            @{ Cmdlet = 'Sync-RutterBankTransfer'; Outcome = 'works'; Fault = $transfers; Call = { Sync-RutterBankTransfer "$TestDrive/state.json" -Session $session; Get-Content "$TestDrive/state.json" } }
            @{ Cmdlet = 'Sync-RutterBankTransfer'; Outcome = 'fails'; Call = { Sync-RutterBankTransfer "$TestDrive/none.json" -Session $session } }
            @{ Cmdlet = 'Stop-RutterEmulator'; Outcome = 'works'; Call = { 'stopping'; Stop-RutterEmulator (Start-RutterEmulator -TransferCount 1) } }
        )
    }

    It '<Cmdlet> <Outcome>' -ForEach $cases {
        $webhook = '{"type":"ORDER","code":"ORDER_CREATED","access_token":"CANARY token&abcdef","order":{"id":"1","status":"success","memo":"CANARY+secret/0123456789== CANARY token&abcdef","access_token":"CANARY token&abcdef"},"update_url":"https://h/?access_token=CANARY%20token%26abcdef"}'
        $connect = { Connect-Rutter (New-Credential $clientId $secret) -AccessToken $token -BaseUri $emulator.BaseUri -Name another }
        if ($_.ContainsKey('Fault')) { $emulator.AddFault($Fault) }
        try { $traces = Get-Traces $Call (Test-Alike (Get-Command $Cmdlet)) } finally { $emulator.ClearFaults() }
        $global:Error.Count -gt 0 | Should -Be ($Outcome -notlike 'works*')
        Assert-NoSecret $traces $Cmdlet
    }

    It 'and there is none without a row here' -ForEach @(@{ Known = $cases.Cmdlet }) {
        (Get-Command -Module RutterPS).Name | Should -BeIn $Known
    }

    It 'nor does completion of any parameter' {
        # The parameters of the cmdlets that are one class for each verb complete alike: those of the invoice stand for them.
        $shown = foreach ($command in Get-Command -Module RutterPS | Where-Object { $_.Name -like '*-RutterInvoice' -or -not (Test-Alike $_) }) {
            foreach ($parameter in $command.Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.Cmdlet]::CommonParameters }) { (Get-Completion "$($command.Name) -$parameter ") | Format-List * | Out-String -Width 500 }
        }
        Assert-NoSecret ($shown -join "`n") 'completion'
    }
}

Describe 'A call leaves no secret behind' {
    It 'when <Name>' -ForEach @(
        @{ Name = 'the credentials are refused'; Fault = $null }
        @{ Name = 'the connection breaks'; Fault = @{ Kind = 'DropBeforeCommit' } }
        @{ Name = 'the body is cut'; Fault = @{ Kind = 'CutBody' } }
        @{ Name = 'the server redirects'; Fault = @{ Kind = 'Redirect'; Status = 302; RedirectTo = 'http://127.0.0.1:9/elsewhere?access_token=CANARY%20token%26abcdef' } }
        @{ Name = 'a web page answers'; Fault = @{ Kind = 'Html'; Status = 502 } }
        @{ Name = 'the server echoes the secrets'; Fault = @{ Kind = 'Status'; Status = 400
                ErrorMessage = 'CANARY+secret/0123456789== at https://h/?access_token=CANARY%20token%26abcdef'; HumanReadable = 'CANARY token&abcdef' }
        }
        @{ Name = 'the platform fails and the call is retried'; Fault = @{ Kind = 'Status'; Status = 503; RetryAfter = '0' } }
    ) {
        if ($Fault) { $emulator.AddFault($Fault) }
        try {
            $traces = Get-Traces { Get-RutterBankTransfer -Session $session -Verbose -Debug -WarningAction Continue -InformationAction Continue }
            Assert-NoSecret $traces 'a listing'
            Assert-NoSecret (Get-Traces { Get-RutterBankTransfer -Session $session -Id x, y -Verbose -Debug -ErrorAction Continue }) 'a fetch'
        }
        finally { $emulator.ClearFaults() }
    }

    It 'in a transcript' {
        $script = @"
            Import-Module '$env:RUTTERPS_MODULE'
            `$null = Start-Transcript '$TestDrive/transcript.txt'
            `$env:RUTTER_CLIENT_ID = '$clientId'; `$env:RUTTER_CLIENT_SECRET = [Environment]::GetEnvironmentVariable('CANARY_SECRET'); `$env:RUTTER_ACCESS_TOKEN = [Environment]::GetEnvironmentVariable('CANARY_TOKEN')
            Connect-Rutter -BaseUri $($emulator.BaseUri) -MaximumRetryCount 0 | Format-List * -Force
            Get-RutterBankTransfer -Verbose -Debug
            Invoke-RutterRequest accounting/accounts -Verbose -Debug
            Get-RutterSession | ConvertTo-Json -Depth 5
            `$null = Stop-Transcript
"@
        $env:CANARY_SECRET = $secret; $env:CANARY_TOKEN = $token
        try { $null = pwsh -NoProfile -NonInteractive -Command $script *>&1 }
        finally { $env:CANARY_SECRET = $null; $env:CANARY_TOKEN = $null }
        Assert-NoSecret (Get-Content "$TestDrive/transcript.txt" -Raw) 'the transcript'
    }

    It 'in the emulator''s log, which has the call itself' {
        $emulator.ClearRequests()
        try { Get-RutterBankTransfer -Session $session } catch { $_.Exception.StatusCode | Should -Be 401 }
        $emulator.Requests.Count | Should -BeGreaterThan 0
        Assert-NoSecret ($emulator.Requests | ConvertTo-Json -Depth 10) 'the log'
        Assert-NoSecret ($emulator.Requests | Format-List * -Force | Out-String -Width 500) 'the log'
    }
}
