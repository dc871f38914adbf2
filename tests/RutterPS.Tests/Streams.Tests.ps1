BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 20 } @{ MaximumRetryCount = 1 }

    # Runs a script in a runspace of its own until it ends, or until what is waited for has shown in its streams.
    function Invoke-Apart([string] $Script, [scriptblock] $Until = { $false }) {
        $shell = [powershell]::Create()
        $shell.Runspace.SessionStateProxy.SetVariable('emulator', $emulator)
        $null = $shell.AddScript("Import-Module '$env:RUTTERPS_MODULE'; $Script")
        $running = $shell.BeginInvoke()
        $streams = $shell.Streams
        for ($i = 0; $i -lt 800 -and -not $running.IsCompleted -and -not (& $Until $streams); $i++) { Start-Sleep -Milliseconds 25 }
        $shell.Stop()
        $streams
    }
}

AfterAll { $emulator.Stop() }

Describe 'The information stream' {
    It 'has a record of each attempt' {
        $emulator.AddFault(@{ Kind = 'Status'; Status = 503; RetryAfter = '0'; Count = 1 })
        $emulator.ClearRequests()
        $null = Get-RutterBankTransfer -First 1 -InformationVariable records
        $records.Count | Should -Be 2
        $records.Tags | Should -Be 'RutterRequest', 'RutterRequest'
        $first, $second = $records.MessageData
        $first.StatusCode, $second.StatusCode | Should -Be 503, 200
        $first.Attempt, $second.Attempt | Should -Be 1, 2
        $first.Failure | Should -BeLike '*503*'
        $second.Failure | Should -BeNullOrEmpty
        $second.Method | Should -Be 'GET'
        $second.Path | Should -Be '/versioned/accounting/bank_transfers'
        $second.RequestId | Should -Be @($emulator.Requests)[1].RequestId
        $second.Bytes | Should -BeGreaterThan 100
        $second.Elapsed | Should -BeGreaterThan ([timespan]::Zero)
        "$second" | Should -BeLike 'HTTP 200 from GET /versioned/accounting/bank_transfers, attempt 2 in * ms, * bytes, request id *'
    }
}

Describe 'A call that is told nothing' {
    It 'prints nothing but its objects' {
        $script = "Import-Module '$env:RUTTERPS_MODULE'; `$e = Start-RutterEmulator -TransferCount 1; `$null = Connect-Rutter -Emulator `$e; (Get-RutterBankTransfer).Count"
        pwsh -NoProfile -NonInteractive -Command $script | Should -Be '1'
    }
}

Describe 'The debug stream' {
    It 'has the headers of an allow list, and neither credentials nor query' {
        $lines = Invoke-RutterRequest accounting/bank_transfers -Query @{ limit = 1 } -Debug 5>&1 | Where-Object { $_ -is [System.Management.Automation.DebugRecord] }
        @($lines).Count | Should -Be 1
        $text = $lines[0].Message
        $text | Should -BeLike 'GET /versioned/accounting/bank_transfers | *X-Rutter-Version: 2024-08-31* | 200 | *Content-Type: application/json*X-Rutter-Request-ID: *'
        $text | Should -Not -Match 'Authorization|Basic|limit|access_token'
        $text | Should -Not -Match ([regex]::Escape($emulator.AccessToken))
    }
}

Describe 'The verbose stream' {
    It 'has a line out and a line back, and one for a retry' {
        $emulator.AddFault(@{ Kind = 'Status'; Status = 503; RetryAfter = '0'; Count = 1 })
        $lines = Get-RutterBankTransfer -First 1 -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message
        $lines.Count | Should -Be 5
        $lines[0] | Should -Be 'GET /versioned/accounting/bank_transfers'
        $lines[2] | Should -BeLike 'Retry 1 of at most 1 of GET * in 0.0 s: *'
        $lines[3] | Should -BeLike 'GET *, attempt 2'
        $lines -join ' ' | Should -Not -Match '\?'
    }
}

Describe 'The warning stream' {
    It 'tells of a long wait before a retry, and lets no text from the server steer the screen' {
        $emulator.AddFault(@{ Kind = 'Status'; Status = 503; RetryAfter = '30'; ErrorMessage = "bad`e]0;owned`a`e[2J $([char]0x202e)x`r`nnext" })
        try {
            $streams = Invoke-Apart '$null = Connect-Rutter -Emulator $emulator; Get-RutterBankTransfer -Verbose' { param($streams) $streams.Warning.Count }
        }
        finally { $emulator.ClearFaults() }
        $streams.Warning.Count | Should -Be 1
        $streams.Warning[0].Message | Should -BeLike 'Retry 1 of at most 4 of GET * in 30.0 s: *owned*next*'
        foreach ($text in @($streams.Warning.Message) + @($streams.Verbose.Message)) { $text | Should -Not -Match '[\x00-\x1f\x7f-\x9f\u202a-\u202e]' }
    }
}

Describe 'Progress' {
    It 'shows while the rate limit makes a request wait, and goes when it goes on' {
        $emulator.AddFault(@{ Kind = 'Status'; Status = 429; RetryAfter = '1'; Count = 1 })
        $streams = Invoke-Apart '$null = Connect-Rutter -Emulator $emulator -MaximumRetryCount 0; try { Get-RutterBankTransfer } catch { }; Get-RutterBankTransfer -First 1'
        $ours = @($streams.Progress | Where-Object Activity -Like '*500 requests in 10 seconds*')
        $ours.RecordType | Should -Be 'Processing', 'Completed'
        $ours[0].StatusDescription | Should -Be 'One request waits'
        $streams.Error.Count | Should -Be 0
    }

    It 'shows, with a verbose line, while a window that others have used up is waited for, which takes no retry' {
        $emulator.AddFault(@{ Kind = 'Status'; Status = 429; RetryAfter = '0.1'; Count = 3 })
        $streams = Invoke-Apart '$null = Connect-Rutter -Emulator $emulator -MaximumRetryCount 1; Get-RutterBankTransfer -First 1 -Verbose'
        $streams.Error.Count | Should -Be 0
        @($streams.Progress | Where-Object Activity -Like '*500 requests in 10 seconds*').RecordType | Select-Object -Last 1 | Should -Be 'Completed'
        @($streams.Verbose.Message -like 'GET * waits * s for the rate limit*HTTP 429*').Count | Should -Be 3
    }

    It 'shows how far a slow command has come, and leaves nothing on the screen, whatever its end' {
        $slow = Start-RutterEmulator -TransferCount 20 -LatencyMs 450
        $scripts = [ordered]@{
            'a list'                          = 'Get-RutterBankTransfer -PageSize 5'
            'a list of a known length'        = 'Get-RutterBankTransfer -PageSize 5 -First 18'
            'a list that the next command ends' = 'Get-RutterBankTransfer -PageSize 5 | Select-Object -First 16'
            'a list that fails'               = 'Get-RutterBankTransfer -PageSize 5 | ForEach-Object { if (++$n -eq 16) { throw "enough" } }'
            'objects by their ids'            = 'Get-RutterBankTransfer -Id (Get-RutterBankTransfer -First 4).Id'
            'a request'                       = 'Invoke-RutterRequest /accounting/bank_transfers -Query @{ limit = 5 } -All'
            'a sync'                          = 'Sync-RutterBankTransfer $state -IncludeDeleted'
            'rows that are written'           = '1..3 | ForEach-Object { [pscustomobject]@{ Memo = "$_" } } | Update-RutterBankTransfer -Id (Get-RutterBankTransfer -First 1).Id -ThrottleLimit 1'
            'rows of which one ends the command' = '1..9 | ForEach-Object { [pscustomobject]@{ Memo = "$_" } } | Update-RutterBankTransfer -Id (Get-RutterBankTransfer -First 1).Id -ThrottleLimit 1 | Select-Object -First 2'
            'a quiet list'                    = '$ProgressPreference = "SilentlyContinue"; Get-RutterBankTransfer -PageSize 5'
        }
        $runs = foreach ($name in $scripts.Keys) {
            $shell = [powershell]::Create()
            $shell.Runspace.SessionStateProxy.SetVariable('emulator', $slow)
            $shell.Runspace.SessionStateProxy.SetVariable('state', "$TestDrive/state-$(New-Guid).json")
            $null = $shell.AddScript("Import-Module '$env:RUTTERPS_MODULE'; `$null = Connect-Rutter -Emulator `$emulator; $($scripts[$name])")
            [pscustomobject]@{ Name = $name; Shell = $shell; Running = $shell.BeginInvoke() }
        }
        try {
            foreach ($run in $runs) {
                try { $null = $run.Shell.EndInvoke($run.Running) } catch { "$_" | Should -BeLike '*enough*' -Because $run.Name }
                $ours = @($run.Shell.Streams.Progress | Where-Object Activity -Match 'Rutter')
                if ($run.Name -eq 'a quiet list') { $ours.Count | Should -Be 0; continue }
                $ours.Count | Should -BeGreaterThan 1 -Because $run.Name
                foreach ($group in $ours | Group-Object ActivityId, Activity) {
                    $group.Group[-1].RecordType | Should -Be 'Completed' -Because $run.Name
                }
                $first = $ours[0]
                $first.StatusDescription | Should -Match '^[\d,]+ (objects|changes|rows), ([\d,]+ pages, )?[\d,.]+ a second'  -Because $run.Name
                if ($run.Name -eq 'a list of a known length') { $first.PercentComplete | Should -BeIn (0..99) }
                if ($run.Name -eq 'a list') { $first.PercentComplete | Should -Be -1 }
            }
        }
        finally {
            $runs.Shell | ForEach-Object Dispose
            $slow.Stop()
        }
    }

    It 'does not show when nothing waits' {
        $streams = Invoke-Apart '$null = Connect-Rutter -Emulator $emulator; Get-RutterBankTransfer'
        @($streams.Progress | Where-Object Activity -Like '*500 requests*').Count | Should -Be 0
    }
}

Describe 'What is said is the same in every culture' {
    It 'in errors, verbose lines and records' {
        $before = [cultureinfo]::CurrentCulture
        $said = try {
            foreach ($name in '', 'tr-TR', 'de-DE', 'ar-SA') {
                [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = $name
                $emulator.AddFault(@{ Kind = 'Status'; Status = 550; RetryAfter = '0.25'; ErrorMessage = 'INVALID title' })
                $failure = $null
                $lines = try { Get-RutterBankTransfer -Verbose -InformationVariable records 4>&1 } catch { $failure = $_ }
                $emulator.ClearFaults()
                $id = $failure.Exception.RequestId
                @(
                    $failure.Exception.Message, $failure.FullyQualifiedErrorId, $failure.CategoryInfo.Category, $failure.ErrorDetails.RecommendedAction
                    $records.MessageData | ForEach-Object { "$_" }
                    $lines
                ) -join "`n" -replace $id, 'ID' -replace 'request id [0-9a-f-]+', 'ID' -replace 'in \d+ ms', 'in N ms'
            }
        }
        finally { [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = $before }
        $said.Count | Should -Be 4
        $said[0] | Should -Match 'INVALID title \(HTTP 550'
        $said[1..3] | Should -BeExactly @($said[0], $said[0], $said[0])
    }

    It 'in what is read and sent' {
        $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_transfer":{"id":"I","total_amount":1234.50,"transaction_date":"2024-03-01T00:00:00Z"}}' })
        $before = [cultureinfo]::CurrentCulture
        try {
            foreach ($name in 'tr-TR', 'de-DE', 'ar-SA') {
                [cultureinfo]::CurrentCulture = $name
                $one = Get-RutterBankTransfer -Id i
                $one.TotalAmount | Should -Be 1234.50d
                $one.TransactionDate.ToUniversalTime().Ticks | Should -Be ([datetime]::new(2024, 3, 1)).Ticks
                $one | Out-String | Should -Match '2024-03-01 +1234\.50'
                (Invoke-RutterRequest x | Out-String) | Should -Match '1234\.50'
            }
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
            $emulator.ClearFaults()
        }
    }
}
