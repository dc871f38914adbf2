BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ JobDelayMs = 0; Platform = 'NETSUITE' }
    $receipt = Join-Path $TestDrive 'receipt.pdf'
    [IO.File]::WriteAllBytes($receipt, [byte[]](0..255) * 1000)
    $hash = (Get-FileHash $receipt).Hash
    function Get-Folder { Join-Path $TestDrive ([guid]::NewGuid()) }
    function Set-FileName([string] $Name) {
        $emulator.AddFault(@{ Kind = 'ChangeBody'; Method = 'GET'; JsonPointer = '/attachments/0/file_name'; Value = (ConvertTo-Json $Name) })
    }
}

AfterAll { $emulator.Stop() }

Describe 'The files of <_>s' -ForEach 'BankDeposit', 'BankTransfer', 'Bill', 'Expense', 'Invoice', 'JournalEntry' {
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'are added, listed and saved with the object from the pipeline' {
        $owner = & "Get-Rutter$_" -First 1
        $added = $owner | Add-RutterAttachment $receipt
        $added.FileName, $added.Resource, $added.OwnerId | Should -Be 'receipt.pdf', $_, $owner.Id
        $added.JobId, $added.IdempotencyKey | Should -Not -BeNullOrEmpty
        ($owner | Get-RutterAttachment).Id | Should -Be $added.Id
        $saved = $owner | Get-RutterAttachment | Save-RutterAttachment (Get-Folder)
        $saved.Name | Should -Be 'receipt.pdf'
        (Get-FileHash -LiteralPath $saved).Hash | Should -Be $hash
        ($owner | Save-RutterAttachment (Get-Folder)).Length | Should -Be 256000
    }
}

Describe 'Add-RutterAttachment' {
    BeforeAll { $bill = Get-RutterBill -First 1 }
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'attaches once though the response is lost, under one key' {
        $other = (Get-RutterBill -First 2)[1]
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'POST'; Count = 2 })
        $null = $other | Add-RutterAttachment $receipt
        @($other | Get-RutterAttachment).Count | Should -Be 1
        @($emulator.Requests | Where-Object Method -EQ 'POST' | ForEach-Object IdempotencyKey | Sort-Object -Unique).Count | Should -Be 1
    }

    It 'takes rows, with a key for each' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Resource = 'bills'; OwnerId = $bill.Id; Path = $receipt; FileName = "r$_.pdf"; idempotency_key = "key-$_" } }
        $first = $rows | Add-RutterAttachment
        $first.FileName | Should -Be 'r1.pdf', 'r2.pdf', 'r3.pdf'
        ($rows | Add-RutterAttachment).Id | Should -Be $first.Id
        $null = $rows[0], $rows[0] | Add-RutterAttachment -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0] | Should -Match 'belongs to an earlier row'
    }

    It 'takes wildcards, and a file whose name looks like one' {
        $folder = New-Item -ItemType Directory (Get-Folder)
        'a.txt', 'b.txt', 'c[1].txt' | ForEach-Object { [IO.File]::WriteAllText("$folder/$_", 'x') }
        ($bill | Add-RutterAttachment "$folder/?.txt").FileName | Should -Be 'a.txt', 'b.txt'
        ($bill | Add-RutterAttachment "$folder/c[1].txt").FileName | Should -Be 'c[1].txt'
        $null = $bill | Add-RutterAttachment "$folder/z*.txt" -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0] | Should -Match 'No file is called'
    }

    It 'refuses before sending: <Name>' -ForEach @(
        @{ Name = 'a file that is not there'; Call = { $bill | Add-RutterAttachment "$TestDrive/none.pdf" }; Id = 'FileNotRead' }
        @{ Name = 'a folder'; Call = { $bill | Add-RutterAttachment $TestDrive }; Id = 'FileNotRead' }
        @{ Name = 'an empty file'; Call = { $null = New-Item "$TestDrive/empty.pdf" -Force; $bill | Add-RutterAttachment "$TestDrive/empty.pdf" }; Id = 'InvalidFileSize' }
        @{ Name = 'a file that is too large'; Call = {
                $file = [IO.File]::Create("$TestDrive/large.bin"); $file.SetLength(101MB); $file.Dispose()
                $bill | Add-RutterAttachment "$TestDrive/large.bin" -WhatIf
            }; Id = 'InvalidFileSize'
        }
        @{ Name = 'an object that takes no files'; Call = { Get-RutterVendor -First 1 | Add-RutterAttachment $receipt }; Id = 'InvalidInput' }
        @{ Name = 'a kind that takes no files'; Call = { Add-RutterAttachment $receipt -Resource Vendor -OwnerId 1 }; Id = 'InvalidInput' }
        @{ Name = 'an id that leads elsewhere'; Call = { Add-RutterAttachment $receipt -Resource Bill -OwnerId '../x' }; Id = 'InvalidInput' }
    ) {
        { & $Call } | Should -Throw -ErrorId "$Id*"
        $global:Error[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $emulator.Requests | Where-Object Method -EQ 'POST' | Should -BeNullOrEmpty
    }

    It 'does nothing with -WhatIf' {
        $null = $bill | Add-RutterAttachment $receipt -WhatIf
        $emulator.Requests | Should -BeNullOrEmpty
    }

    It 'says the verdict of a job that fails' {
        $emulator.AddFault(@{ Kind = 'JobFailure'; Method = 'POST'; Status = 450; HumanReadable = 'No files here.' })
        $null = $bill | Add-RutterAttachment $receipt -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0] | Should -Match 'Attach receipt.pdf to bill .*No files here'
        $failures[0].Exception.Verdict.State | Should -Be 'NotDone'
    }
}

Describe 'Save-RutterAttachment' {
    BeforeAll { $emulator.ClearFaults(); $owner = (Get-RutterExpense -First 2)[1]; $null = $owner | Add-RutterAttachment $receipt }
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'never leaves the folder, whatever the name: <_>' -ForEach '../../evil.txt', '..\..\evil.txt', '/etc/evil', "e`e[31mvil`u{202e}txt", '..', '.bashrc', 'CON.txt', ('x' * 400) {
        Set-FileName $_
        $folder = Get-Folder
        $saved = $owner | Save-RutterAttachment $folder
        $saved.DirectoryName | Should -Be $folder
        $saved.Name | Should -Not -Match '[\p{Cc}\p{Cf}]|^\.'
        (Get-FileHash -LiteralPath $saved).Hash | Should -Be $hash
    }

    It 'replaces a file only with -Force' {
        $folder = Get-Folder
        $saved = $owner | Save-RutterAttachment $folder
        [IO.File]::WriteAllText($saved, 'mine')
        $null = $owner | Save-RutterAttachment $folder -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'FileExists*'
        [IO.File]::ReadAllText($saved) | Should -Be 'mine'
        (Get-FileHash ($owner | Save-RutterAttachment $folder -Force)).Hash | Should -Be $hash
    }

    It 'saves nothing of a response that <Name>' -ForEach @(
        @{ Name = 'is a web page'; Fault = @{ Kind = 'RawBody'; ContentType = 'text/html'; Body = '<html>Sign in</html>' } }
        @{ Name = 'is empty'; Fault = @{ Kind = 'RawBody'; ContentType = 'application/octet-stream'; Body = '' } }
        @{ Name = 'is cut off'; Fault = @{ Kind = 'CutBody' } }
        @{ Name = 'is a job'; Fault = @{ Kind = 'RawBody'; Status = 202; ContentType = 'application/json'; Body = '{"async_response":{"id":"1","status":"pending"}}' } }
        @{ Name = 'is an error'; Fault = @{ Kind = 'Status'; Status = 404 } }
    ) {
        $attachment = $owner | Get-RutterAttachment
        $emulator.AddFault($Fault + @{ Path = '/accounting/expenses/*' })
        $session = Connect-Rutter -Emulator $emulator -Name once -MaximumRetryCount 0
        $folder = Get-Folder
        $null = $attachment | Save-RutterAttachment $folder -Session $session -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.Count | Should -Be 1
        $failures[0].TargetObject.Id | Should -Be $attachment.Id
        Get-ChildItem $folder -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'finds attachments by hand, and says which is not there' {
        $id = ($owner | Get-RutterAttachment).Id
        (Save-RutterAttachment "$(Get-Folder)/one.pdf" -Resource Expense -OwnerId $owner.Id -Id $id).Name | Should -Be 'one.pdf'
        $null = Save-RutterAttachment (Get-Folder) -Resource Expense -OwnerId $owner.Id -Id none -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'AttachmentNotFound*'
        (Get-RutterAttachment -Resource Expense -Id $id).OwnerId | Should -Be $owner.Id
        { Get-RutterAttachment -Resource Bill -Id $id -ErrorAction Stop } | Should -Throw -ExpectedMessage '*by the bill only*'
    }
}

Describe 'Save-RutterInvoicePdf' {
    BeforeEach { $emulator.ClearRequests(); $emulator.ClearFaults() }

    It 'saves a PDF for each invoice, called after its number' {
        $invoices = Get-RutterInvoice -First 3
        $saved = $invoices | Save-RutterInvoicePdf (Get-Folder)
        $saved.Name | Should -Be @($invoices | ForEach-Object { "invoice-$($_.DocumentNumber ?? $_.Id).pdf" })
        $saved | ForEach-Object { [IO.File]::ReadAllText($_) | Should -BeLike '%PDF-*%%EOF*' }
        $emulator.Requests | ForEach-Object Status | Should -Be (, 200 * $emulator.Requests.Count)
    }

    It 'saves one to a file, and refuses a second one there' {
        $file = Join-Path (Get-Folder) 'one.pdf'
        $saved = @(Get-RutterInvoice -First 2 | Save-RutterInvoicePdf $file -ErrorAction SilentlyContinue -ErrorVariable failures)
        $saved.FullName | Should -Be $file
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'FolderNeeded*'
    }

    It 'goes on after an invoice that is not there, and asks nothing with -WhatIf' {
        $id = (Get-RutterInvoice -First 1).Id
        $emulator.ClearRequests()
        $null = Save-RutterInvoicePdf (Get-Folder) -Id none, $id -WhatIf
        $emulator.Requests | Should -BeNullOrEmpty
        $saved = @(Save-RutterInvoicePdf (Get-Folder) -Id none, $id -ErrorAction SilentlyContinue -ErrorVariable failures)
        $saved.Count | Should -Be 1
        $failures[0].TargetObject | Should -Be 'none'
    }

    It 'follows no link to <_>' -ForEach 'http://files.example.com/a.pdf', 'file:///etc/passwd', 'https://user:pass@files.example.com/a.pdf' {
        $emulator.AddFault(@{ Kind = 'ChangeBody'; JsonPointer = '/invoice/pdf_link'; Value = (ConvertTo-Json $_) })
        $folder = Get-Folder
        $null = Get-RutterInvoice -First 1 | Save-RutterInvoicePdf $folder -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0] | Should -Match 'not one that is followed'
        Get-ChildItem $folder -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}
