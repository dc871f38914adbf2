BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 30 }
    $transfers = @(Get-RutterBankTransfer)
    $file = Join-Path $TestDrive 'out.csv'
}

AfterAll {
    Stop-RutterEmulator $emulator
    Disconnect-Rutter -Name *
}

Describe 'Export-RutterCsv' {
    BeforeEach { Remove-Item $TestDrive/* -Recurse -Force }

    It 'writes API names, days, instants and digits, whatever the culture' {
        $culture = [cultureinfo]::CurrentCulture
        foreach ($name in 'de-DE', 'ja-JP', '') {
            try {
                [cultureinfo]::CurrentCulture = $name
                $transfers | Export-RutterCsv $file
            }
            finally {
                [cultureinfo]::CurrentCulture = $culture
            }
            $rows = @(Import-Csv $file)
            $rows.Count | Should -Be 30
            $rows[0].PSObject.Properties.Name | Should -Contain 'credit_account_id'
            $rows[0].PSObject.Properties.Name | Should -Not -Contain 'platform_data'
            $rows.total_amount | Should -Be @($transfers | ForEach-Object { $_.TotalAmount.ToString([cultureinfo]::InvariantCulture) })
            $rows[0].transaction_date | Should -BeExactly $transfers[0].TransactionDate.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
            $rows[0].updated_at | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$'
        }
    }

    It 'makes formulas harmless, and leaves them with -Raw' {
        $row = [pscustomobject]@{ Memo = '=HYPERLINK("http://x")'; Total = -1.5 }
        $row | Export-RutterCsv $file
        (Import-Csv $file).memo | Should -BeExactly "'=HYPERLINK(`"http://x`")"
        (Import-Csv $file).total | Should -BeExactly '-1.5'
        $row | Export-RutterCsv $file -Raw
        (Import-Csv $file).memo | Should -BeExactly '=HYPERLINK("http://x")'
    }

    It 'begins with a byte order mark for Excel, and without one for machines' {
        $transfers[0] | Export-RutterCsv $file
        [System.IO.File]::ReadAllBytes($file)[0..2] | Should -Be 0xEF, 0xBB, 0xBF
        $transfers[0] | Export-RutterCsv $file -Raw
        [System.IO.File]::ReadAllBytes($file)[0] | Should -Be ([byte][char]'i')
        $transfers[0] | Export-RutterCsv $file -Encoding utf8NoBOM
        [System.IO.File]::ReadAllBytes($file)[0] | Should -Be ([byte][char]'i')
    }

    It 'takes the columns given, in their order' {
        $transfers | Export-RutterCsv $file -Property TotalAmount, id
        (Get-Content $file)[0] | Should -BeExactly 'total_amount,id'
    }

    It 'puts a name that was added beside its id' {
        $transfers[0].PSObject.Copy() | Add-Member CreditAccountName 'Cash' -PassThru | Export-RutterCsv $file
        (Get-Content $file)[0] | Should -Match 'credit_account_id,credit_account_name,debit_account_id'
    }

    It 'writes a row a line, with the document beside it, and loses no document without lines' {
        $documents = [pscustomobject]@{ Id = 'a'; LineItems = @(@{ Id = 1; Memo = 'x' }, @{ Id = 2; Memo = 'y' }) }, [pscustomobject]@{ Id = 'b'; LineItems = @() }
        $documents | Export-RutterCsv $file -ExpandProperty LineItems
        $rows = @(Import-Csv $file)
        $rows.id | Should -Be 'a', 'a', 'b'
        $rows.'line_items.id' | Should -Be '1', '2', ''
    }

    It 'writes what is nested as JSON' {
        [pscustomobject]@{ Id = 'a'; Lines = @(@{ A = 1 }, @{ A = 2 }) } | Export-RutterCsv $file
        (Import-Csv $file).lines | ConvertFrom-Json | ForEach-Object A | Should -Be 1, 2
    }

    It 'quotes what needs it' {
        $memo = "a `"b`", c`r`nd; e"
        [pscustomobject]@{ Memo = $memo; Next = 'x' } | Export-RutterCsv $file -Delimiter ';'
        (Import-Csv $file -Delimiter ';').memo | Should -BeExactly $memo
    }

    It 'adds rows to a file with the same columns, whatever their order' {
        $transfers[0] | Export-RutterCsv $file -Property Id, Memo
        $transfers[1] | Export-RutterCsv $file -Property Memo, Id -Append
        (Import-Csv $file).id | Should -Be $transfers[0].Id, $transfers[1].Id
    }

    It 'refuses to add rows with other columns' {
        $transfers[0] | Export-RutterCsv $file -Property Id
        $before = Get-Content $file -Raw
        { $transfers[1] | Export-RutterCsv $file -Property Id, Memo -Append } | Should -Throw -ErrorId 'ColumnsDiffer*'
        Get-Content $file -Raw | Should -BeExactly $before
        @(Get-ChildItem $TestDrive).Count | Should -Be 1
    }

    It 'leaves the old file when the pipeline fails, and nothing beside it' {
        'old' | Set-Content $file
        { & { $transfers[0]; throw 'broken' } | Export-RutterCsv $file } | Should -Throw 'broken'
        Get-Content $file | Should -BeExactly 'old'
        @(Get-ChildItem $TestDrive).Count | Should -Be 1
    }

    It 'leaves no file of an earlier day where there is nothing today' {
        'old' | Set-Content $file
        @() | Export-RutterCsv $file
        (Get-Item $file).Length | Should -BeLessOrEqual 3
    }

    It 'writes nothing with -WhatIf' {
        $transfers | Export-RutterCsv $file -WhatIf
        Test-Path $file | Should -BeFalse
    }

    It 'emits the file with -PassThru' {
        $written = $transfers | Export-RutterCsv $file -PassThru
        $written.FullName | Should -BeExactly (Get-Item $file).FullName
        $transfers | Export-RutterCsv $file | Should -BeNullOrEmpty
    }

    It 'says which properties of later objects are not in the file' {
        [pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = 2; B = 3 } | Export-RutterCsv $file -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -Match "'B' is not in the file"
    }

    It 'says why a file cannot be written' {
        { $transfers[0] | Export-RutterCsv (Join-Path $TestDrive 'none' 'x.csv') } | Should -Throw -ErrorId 'FileNotWritten*'
        { $transfers[0] | Export-RutterCsv Env:/x } | Should -Throw -ErrorId 'InvalidPath*'
        { $transfers[0] | Export-RutterCsv $file -Delimiter '"' } | Should -Throw -ErrorId 'InvalidDelimiter*'
    }
}

Describe 'A file that comes back through Import-Csv' {
    BeforeAll {
        $file = Join-Path $TestDrive 'back.csv'
        $hostile = @(
            '=HYPERLINK("http://x","y")', "'=1+1", "''@SUM(1)", "+1`t2", "`ttab", '-5% discount', '@a', "a, `"b`";`r`nc`nd", '  spaces  ', '＝１ #1 ä€😀'
            "'quoted' and 'typed'", '# no comment'
        )
        $currencies = 'USD', 'EUR', 'GBP', 'JPY', 'CHF', 'SEK', 'CAD', 'AUD', 'KWD', 'INR'
        $customer = Get-RutterCustomer -First 1
        $account = Get-RutterAccount | Where-Object AccountType -EQ income | Select-Object -First 1
        $original = @(0..11 | ForEach-Object {
                $n = $_
                [pscustomobject]@{
                    CustomerId = $customer.Id; IssueDate = '2024-02-29'; DueDate = '2024-03-31'; CurrencyCode = $currencies[$n % 10]; Memo = $hostile[$n]; DocumentNumber = "=$n"
                    LineItems = @(1..3 | ForEach-Object {
                            @{ AccountId = $account.Id; TotalAmount = [decimal] "$($n * 1000 + $_).0$_"; Description = $hostile[($n + $_) % 12] }
                        })
                }
            } | New-RutterInvoice | ForEach-Object { Get-RutterInvoice -Id $_.Id })

        function Get-Value($Invoice) {
            # What a person set, with every line; ids and numbers of the platform are its own.
            foreach ($one in $Invoice) {
                ConvertTo-Json -Depth 5 -InputObject @(
                    $one.CustomerId, $one.IssueDate, $one.DueDate, $one.CurrencyCode, $one.Memo, $one.DocumentNumber, $one.TotalAmount
                    $one.LineItems | ForEach-Object { $_.AccountId, $_.TotalAmount, $_.Description }
                )
            }
        }

        function Invoke-InCulture([string] $Name, [scriptblock] $Script) {
            $culture = [cultureinfo]::CurrentCulture
            try { [cultureinfo]::CurrentCulture = $Name; & $Script } finally { [cultureinfo]::CurrentCulture = $culture }
        }
        $cultures = 'de-DE', 'ja-JP', ''
    }

    It 'makes the same invoices again, to the last character, in every culture' {
        $original.Count | Should -Be 12
        foreach ($culture in $cultures) {
            $copies = Invoke-InCulture $culture {
                $original | Export-RutterCsv $file
                $before = @($emulator.GetObjects('invoices')).Count
                Import-Csv $file | New-RutterInvoice -WhatIf
                @($emulator.GetObjects('invoices')).Count | Should -Be $before
                Import-Csv $file | New-RutterInvoice
            }
            Get-Value $copies | Should -BeExactly @(Get-Value $original)
        }
    }

    It 'makes the same invoices again out of a row for each line' {
        foreach ($culture in $cultures) {
            $copies = Invoke-InCulture $culture {
                $original | Export-RutterCsv $file -ExpandProperty LineItems -Raw
                @(Import-Csv $file).Count | Should -Be 36
                Import-Csv $file | Group-Object id | ForEach-Object {
                    $lines = foreach ($row in $_.Group) {
                        @{ AccountId = $row.'line_items.account_id'; TotalAmount = $row.'line_items.total_amount'; Description = $row.'line_items.description' }
                    }
                    $_.Group[0] | Select-Object customer_id, issue_date, due_date, currency_code, memo, document_number, @{ n = 'line_items'; e = { $lines } }
                } | New-RutterInvoice
            }
            Get-Value ($copies | Sort-Object { [int] $_.DocumentNumber.Trim('=') }) | Should -BeExactly @(Get-Value $original)
        }
    }

    It 'copies whatever a Get emits: what only the platform sets is left out, and named' {
        $all = @(Get-RutterInvoice)
        $all | Export-RutterCsv $file
        $copies = @(Import-Csv $file | New-RutterInvoice -WarningVariable warnings -WarningAction SilentlyContinue)
        $copies.Count | Should -Be $all.Count
        ($copies | Measure-RutterAmount).Sum | Should -Be ($all | Measure-RutterAmount).Sum
        "$warnings" | Should -Match "'paid'"
        { [pscustomobject]@{ status = 'paid'; customer_id = $customer.Id; issue_date = '2024-03-01'; currency_code = 'USD'; line_items = '[{"total_amount":1}]' } |
            New-RutterInvoice } | Should -Throw '*paid*' -Because 'a person wrote that row'
    }

    It 'updates with the text that was exported' {
        $memo = '=A1+B1'
        $original[0] | Select-Object Id, @{ n = 'Memo'; e = { $memo } } | Export-RutterCsv $file
        (Import-Csv $file).memo | Should -BeExactly "'=A1+B1"
        (Import-Csv $file | Update-RutterInvoice).Memo | Should -BeExactly $memo
    }

    It 'leaves an apostrophe that somebody typed' {
        $typed = "'-5% off' until May"
        ($original[0] | Select-Object Id | Update-RutterInvoice -Memo $typed).Memo | Should -BeExactly $typed
        ([pscustomobject]@{ Id = $original[0].Id; Memo = $typed; Number = 5 } | Update-RutterInvoice).Memo | Should -BeExactly $typed -Because 'no file has numbers'
    }
}
