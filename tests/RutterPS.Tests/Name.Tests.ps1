BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Screen.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 1200 }
    $accounts = @{}
    Get-RutterAccount | ForEach-Object { $accounts[$_.Id] = $_.Name }

    function Connect-Fresh {
        # Names are remembered for each connection; an emulator of its own has none yet.
        param([hashtable] $Options = @{ TransferCount = 20 })
        Connect-NewEmulator $Options
    }
}

AfterAll {
    Get-RutterEmulator | Stop-RutterEmulator
    Disconnect-Rutter -Name *
}

Describe 'Resolve-RutterName' {
    It 'puts names beside ids, and leaves the object what it is' {
        $before = @(Get-RutterBankTransfer -First 20)
        $after = @($before | Resolve-RutterName)
        $after.Id | Should -Be $before.Id
        foreach ($transfer in $after) {
            $transfer | ForEach-Object { $_.GetType().Name } | Should -BeExactly 'BankTransfer'
            $transfer.CreditAccountName | Should -BeExactly "$($accounts["$($transfer.CreditAccountId)"])"
            $transfer.DebitAccountName | Should -BeExactly "$($accounts["$($transfer.DebitAccountId)"])"
        }
    }

    It 'costs one request more than the list, however many objects there are' {
        $fresh = Connect-Fresh @{ TransferCount = 10000; Count = 40; Resource = 'Account' }
        @($fresh.GetObjects('accounts')).Count | Should -BeGreaterOrEqual 40
        $fresh.ClearRequests()
        $null = Get-RutterBankTransfer
        $list = $fresh.Requests.Count
        $fresh.ClearRequests()
        $names = @(Get-RutterBankTransfer | Resolve-RutterName CreditAccountId, debit_account_id)
        $names.Count | Should -Be 10000
        $fresh.Requests.Count | Should -Be ($list + 1)
        @($names | Where-Object { $_.CreditAccountId -and -not $_.CreditAccountName }).Count | Should -Be 0
        $fresh.ClearRequests()
        $null = $names | Resolve-RutterName -Property CreditAccountId
        $fresh.Requests.Count | Should -Be 0
    }

    It 'gives only the names that are asked for' {
        $transfer = Get-RutterBankTransfer -First 1 | Resolve-RutterName -Property CreditAccountId
        $transfer.PSObject.Properties['CreditAccountName'] | Should -Not -BeNullOrEmpty
        $transfer.PSObject.Properties['DebitAccountName'] | Should -BeNullOrEmpty
    }

    It 'takes rows of a file, by the names of their columns' {
        $id = @($accounts.Keys)[0]
        $row = [pscustomobject]@{ credit_account_id = $id; CreditAccountId = 'x'; other_id = 'y' } | Resolve-RutterName credit_account_id -WarningAction SilentlyContinue
        $row.credit_account_name | Should -BeExactly $accounts[$id]
        $row.PSObject.Properties['other_name'] | Should -BeNullOrEmpty
    }

    It 'leaves the name of an id that is gone empty, and says so once for a kind' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ credit_account_id = "00000000-0000-0000-0000-00000000000$_" } }
        $named = @($rows | Resolve-RutterName -WarningVariable warnings -WarningAction SilentlyContinue)
        $named.Count | Should -Be 3
        $named[0].credit_account_name | Should -Be $null
        $warnings.Count | Should -Be 1
        $warnings | Should -Match '3 ids of Account'
    }

    It 'keeps the objects when names cannot be read' {
        $fresh = Connect-Fresh
        $transfers = @(Get-RutterBankTransfer)
        $fresh.AddFault(@{ Kind = 'Status'; Status = 401; Count = 20 })
        try {
            $named = @($transfers | Resolve-RutterName CreditAccountId -WarningVariable warnings -WarningAction SilentlyContinue)
        }
        finally { $fresh.ClearFaults() }
        $named.Id | Should -Be $transfers.Id
        $warnings.Count | Should -Be 1
        $warnings | Should -Match 'stay empty'
    }

    It 'does not take the names of one company for another''s' {
        $one = Connect-Fresh @{ TransferCount = 5; Seed = 1 }
        $transfers = @(Get-RutterBankTransfer)
        $transfers | Resolve-RutterName CreditAccountId | Out-Null
        $two = Connect-Fresh @{ TransferCount = 5; Seed = 1 }
        $two.ClearRequests()
        $transfers | Resolve-RutterName CreditAccountId -WarningAction SilentlyContinue | Out-Null
        $two.Requests.Count | Should -BeGreaterThan 0
        $one.Stop()
    }

    It 'passes on what has no ids' {
        'text', 5 | Resolve-RutterName | Should -Be 'text', 5
    }
}

Describe 'Completion of ids' {
    BeforeAll { $null = Connect-Rutter -Emulator $emulator }

    It 'offers accounts by name, code or id, with the currency' {
        $all = @(Get-Completion 'New-RutterBankTransfer -CreditAccountId ')
        $all.Count | Should -Be $accounts.Count
        $all.CompletionText | Sort-Object | Should -Be @($accounts.Keys | Sort-Object)
        $all[0].ToolTip | Should -Match 'USD|EUR|GBP'
        $name = $all[0].ListItemText
        @(Get-Completion "New-RutterBankTransfer -FromAccountId '$($name.Substring(2, 5))").CompletionText | Should -Contain $all[0].CompletionText
        (Get-Completion "New-RutterBankTransfer -DebitAccountId $($all[1].CompletionText.Substring(0, 8))").CompletionText | Should -Be $all[1].CompletionText
    }

    It 'offers the newest objects for an id of their own' {
        $newest = @(Get-RutterBankTransfer -First 3).Id
        @(Get-Completion 'Get-RutterBankTransfer -Id ')[0..2].CompletionText | Should -Be $newest
        @(Get-Completion 'Remove-RutterBankTransfer -Id ')[0].CompletionText | Should -Be $newest[0]
    }

    It 'asks once for what was asked before' {
        $null = Get-Completion 'New-RutterBankTransfer -CreditAccountId '
        $emulator.ClearRequests()
        $null = Get-Completion 'Update-RutterBankTransfer -CreditAccountId '
        $emulator.Requests.Count | Should -Be 0
    }

    It 'is silent without a session, with a server that is gone, and with one that hangs' {
        $Error.Clear()
        $gone = Connect-Fresh
        $gone.Stop()
        Get-Completion 'Get-RutterAccount -Id ' | Where-Object ResultType -eq ParameterValue | Should -BeNullOrEmpty
        $slow = Connect-Fresh
        $slow.AddFault(@{ Kind = 'SlowHeaders'; DelayMs = 20000; Count = 5 })
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        Get-Completion 'Get-RutterAccount -Id ' | Where-Object ResultType -eq ParameterValue | Should -BeNullOrEmpty
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
        Disconnect-Rutter -Name *
        Get-Completion 'Get-RutterAccount -Id ' | Where-Object ResultType -eq ParameterValue | Should -BeNullOrEmpty
        $Error.Count | Should -Be 0
        $null = Connect-Rutter -Emulator $emulator
    }

    It 'comes back from a server that accepts a connection and never says a word, with nothing on the screen' {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $screen = Open-Screen $emulator
        try {
            $connect = @{ Credential = New-Credential 'someone' 'secret-canary'; AccessToken = 'token-canary'; BaseUri = "http://$($listener.LocalEndpoint)/versioned" }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $screen.Shell.Commands.Clear()
            $offered = $screen.Shell.AddScript('
                $connect = $args[0]; $null = Connect-Rutter @connect
                foreach ($line in "Get-RutterAccount -Id ", "New-RutterBill -VendorId can") {
                    [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches
                }').AddArgument($connect).Invoke()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 15 -Because 'two of them take less than two seconds each, on a machine that has nothing else to do'
            @($offered | Where-Object ResultType -EQ ParameterValue).Count | Should -Be 0
            "$($offered | ForEach-Object { $_.CompletionText, $_.ToolTip })" | Should -Not -Match 'canary'
            $screen.Host.Written.Count | Should -Be 0 -Because "$($screen.Host.Written)"
            $screen.Shell.Streams.Error.Count | Should -Be 0
        }
        finally {
            Close-Screen $screen
            $listener.Stop()
        }
    }

    It 'offers no secret' {
        foreach ($line in 'Get-RutterAccount -Id ', 'New-RutterBankTransfer -CreditAccountId ', 'Get-RutterBankTransfer -Session ', 'Remove-RutterVendor -Id ') {
            $text = Get-Completion $line | ForEach-Object { $_.CompletionText, $_.ListItemText, $_.ToolTip }
            "$text" | Should -Not -Match ([regex]::Escape($emulator.AccessToken))
            "$text" | Should -Not -Match ([regex]::Escape($emulator.ClientSecret))
        }
    }

    It 'shows no text of a server that steers the screen' {
        $fresh = Connect-Fresh
        $fresh.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'; Count = 1; Body = '{"accounts":[{"id":"a''b","name":"\u001b[31mred"},{"id":"\u001b]0;x","name":"y"}]}' })
        $match = @(Get-Completion 'Get-RutterAccount -Id ')
        $match.Count | Should -Be 1
        $match[0].CompletionText | Should -BeExactly "'a''b'"
        "$($match[0].ListItemText)$($match[0].ToolTip)" -match '[\u001b]' | Should -BeFalse
    }
}

Describe 'The table view' {
    BeforeAll { $null = Connect-Rutter -Emulator $emulator }

    It 'shows names where they were resolved, and ids else' {
        $transfer = Get-RutterBankTransfer -First 1
        ($transfer | Out-String -Width 200) | Should -Match "$($transfer.CreditAccountId) +$($transfer.DebitAccountId)"
        $shown = $transfer | Resolve-RutterName CreditAccountId | Out-String -Width 200
        $shown | Should -Match "$([regex]::Escape($accounts[$transfer.CreditAccountId])) +$($transfer.DebitAccountId)"
    }

    It 'shows the name of a bill''s vendor and of an invoice''s customer' {
        $bill = Get-RutterBill -First 1 | Resolve-RutterName
        $bill.VendorName | Should -Not -BeNullOrEmpty
        $bill | Out-String -Width 200 | Should -Match ([regex]::Escape($bill.VendorName))
        $invoice = Get-RutterInvoice -First 1 | Resolve-RutterName
        $invoice | Out-String -Width 200 | Should -Match ([regex]::Escape($invoice.CustomerName))
    }

    It 'lets no name steer the screen' {
        $transfer = Get-RutterBankTransfer -First 1 | Add-Member CreditAccountName "Cash`e[2J" -PassThru -Force
        $transfer | Out-String -Width 200 | Should -Match 'Cash\uFFFD'
    }
}

Describe 'The sentence of a write' {
    BeforeAll {
        $fresh = Connect-Fresh
        $from, $to = @(Get-RutterAccount | Where-Object CurrencyCode -eq USD)[0, 1]
        function Get-Sentence {
            # What -WhatIf says goes to the host only; the verbose stream says the same.
            (New-RutterBankTransfer $from.Id $to.Id 250.00 -TransactionDate 2024-03-01 -Verbose 4>&1 | Out-String -Width 300) -split "`n" -join ' '
        }
    }

    It 'has names where they are known, and costs no request for them' {
        Get-Sentence | Should -Match "Move 250.00 from account $($from.Id) to account $($to.Id) on 2024-03-01\." -Because 'no name is known yet'
        $null = Get-Completion 'New-RutterBankTransfer -CreditAccountId '
        $fresh.ClearRequests()
        Get-Sentence | Should -Match "Move 250.00 USD from $($from.Name) to $($to.Name) on 2024-03-01\."
        @($fresh.Requests | Where-Object Path -like '*accounts*').Count | Should -Be 0
    }

    It 'has the names of vendors, customers and of what is changed' {
        $vendor = Get-RutterVendor -First 1
        $screen = Open-Screen $fresh
        try {
            $call = "New-RutterBill -VendorId $($vendor.Id) -IssueDate 2024-03-01 -CurrencyCode USD -LineItems @{ AccountId = '$($from.Id)'; TotalAmount = 1 } -WhatIf"
            (Show-OnScreen $screen $call) | Should -Contain "line|What if: Create a bill of vendor $($vendor.Id) on 2024-03-01 in USD."
            $null = [pscustomobject]@{ vendor_id = $vendor.Id } | Resolve-RutterName
            $fresh.ClearRequests()
            (Show-OnScreen $screen $call) | Should -Contain "line|What if: Create a bill of vendor $($vendor.VendorName) on 2024-03-01 in USD."
            "$(Show-OnScreen $screen "Update-RutterVendor $($vendor.Id) -Website x.example -WhatIf")" |
                Should -BeLike "*Change vendor $($vendor.VendorName) ($($vendor.Id)): website 'x.example'.*"
            (Show-OnScreen $screen "Remove-RutterVendor $($vendor.Id) -WhatIf") | Should -Contain "line|What if: Delete vendor $($vendor.VendorName) ($($vendor.Id))."
            $fresh.Requests.Count | Should -Be 0
        }
        finally { Close-Screen $screen }
    }
}
