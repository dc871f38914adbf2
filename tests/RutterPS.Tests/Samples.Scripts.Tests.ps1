BeforeDiscovery {
    $guides = Get-ChildItem "$PSScriptRoot/../../docs/guides" -Filter *.md | ForEach-Object { @{ Guide = $_.Name; File = $_.FullName } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $samples = (Resolve-Path "$PSScriptRoot/../../samples").Path
    $emulator = Connect-NewEmulator @{ TransferCount = 30 }
    $variables = 'RUTTER_CLIENT_ID', 'RUTTER_CLIENT_SECRET', 'RUTTER_ACCESS_TOKEN'
}

AfterAll {
    Disconnect-Rutter -Name *
    Stop-RutterEmulator $emulator
}

Describe 'ImportCsv.ps1' {
    BeforeAll {
        $from, $to = (Get-RutterAccount -Filter 'account_type = "bank"' | Group-Object CurrencyCode | Where-Object Count -GE 2)[0].Group[0, 1]
        $rows = @(1..6 | ForEach-Object { [pscustomobject]@{ credit_account_id = $from.Id; debit_account_id = $to.Id; total_amount = "$_.50"; transaction_date = '2024-03-29'; memo = "Line $_" } })
        # Two transfers of the same amount on one day are two transfers.
        $rows += $rows[0].PSObject.Copy()
    }
    BeforeEach {
        $before = $emulator.TransferCount
        $csv = "$TestDrive/$(New-Guid).csv"
        $rows | Export-Csv $csv
        $batch = "batch-$(New-Guid)"
    }
    AfterEach { $emulator.ClearFaults() }

    It 'makes each row once, however often it is run and wherever the rows stand' {
        $made = & $samples/ImportCsv.ps1 $csv -BatchId $batch
        $made.TotalAmount | Sort-Object | Should -Be 1.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5
        & $samples/ImportCsv.ps1 $csv -BatchId $batch | Should -BeNullOrEmpty
        Remove-Item "$csv.done.csv"
        $rows[6..0] | Export-Csv $csv
        (& $samples/ImportCsv.ps1 $csv -BatchId $batch).Id | Sort-Object | Should -Be ($made.Id | Sort-Object)
        $emulator.TransferCount - $before | Should -Be 7
    }

    It 'makes the same rows anew in another batch' {
        $null = & $samples/ImportCsv.ps1 $csv -BatchId $batch
        $null = & $samples/ImportCsv.ps1 $csv -BatchId "$batch-next" -DonePath "$csv.next"
        $emulator.TransferCount - $before | Should -Be 14
    }

    It 'finishes what a broken run left, and makes nothing twice' {
        $emulator.AddFault(@{ Kind = 'Status'; Status = 500; Method = 'POST'; Count = 2; SkipFirst = 2 })
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'POST'; Count = 1; SkipFirst = 4 })
        { & $samples/ImportCsv.ps1 $csv -BatchId $batch } | Should -Throw '2 of 7 rows were not made*'
        $failed = Import-Csv "$csv.failed.csv"
        $failed | Should -HaveCount 2
        $failed.may_exist | Should -Be 'True', 'True'
        $failed.idempotency_key | Should -Not -BeNullOrEmpty
        $emulator.ClearFaults()
        $emulator.AddFault(@{ Kind = 'Status'; Status = 400; Method = 'POST'; Count = 2 })
        { & $samples/ImportCsv.ps1 $csv -BatchId $batch } | Should -Throw '2 of 7 rows were not made*'
        (Import-Csv "$csv.failed.csv").may_exist | Should -Be 'True', 'True' -Because 'an earlier run left them in doubt'
        ($failed[0].row | ConvertFrom-Json).memo | Should -BeLike 'Line *'
        $rest = & $samples/ImportCsv.ps1 $csv -BatchId $batch
        @($rest).Count | Should -Be 2
        "$csv.failed.csv" | Should -Not -Exist
        $emulator.TransferCount - $before | Should -Be 7
    }

    It 'sends nothing with -WhatIf, or when a row lacks something' {
        & $samples/ImportCsv.ps1 $csv -BatchId $batch -WhatIf 6>$null | Should -BeNullOrEmpty
        $rows[3] = $rows[3].PSObject.Copy()
        $rows[3].transaction_date = ' '
        $rows | Export-Csv $csv
        { & $samples/ImportCsv.ps1 $csv -BatchId $batch } | Should -Throw 'Line 5*transaction_date*Nothing was sent.'
        $emulator.TransferCount | Should -Be $before
    }
}

Describe 'Runbook.ps1' {
    BeforeEach {
        $null = Connect-Rutter -Emulator $emulator
        $env:RUTTER_CLIENT_ID, $env:RUTTER_CLIENT_SECRET, $env:RUTTER_ACCESS_TOKEN = $emulator.ClientId, $emulator.ClientSecret, $emulator.AccessToken
        $csv = "$TestDrive/$(New-Guid).csv"
    }
    AfterEach {
        foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $null) }
        $emulator.ClearFaults()
    }

    It 'writes what changed, with the secrets of the environment' {
        $said = & $samples/Runbook.ps1 -Path $csv -Days 3650 -BaseUri $emulator.BaseUri
        $written = Import-Csv $csv
        $expected = Get-RutterBankTransfer -Session Default -UpdatedAfter ([datetimeoffset]::UtcNow.AddDays(-3650))
        $written.id | Sort-Object | Should -Be ($expected.Id | Sort-Object)
        $written[0].credit_account_name | Should -Not -BeNullOrEmpty
        $said | Should -BeLike "$(@($expected).Count) transfers changed since *"
        Get-RutterSession | Where-Object Name -Like 'runbook-*' | Should -BeNullOrEmpty
    }

    It 'takes the assets of Azure Automation where there are any' {
        foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $null) }
        function Get-AutomationPSCredential { param($Name) if ($Name -eq 'Rutter') { New-Credential $emulator.ClientId $emulator.ClientSecret } }
        function Get-AutomationVariable { param($Name) if ($Name -eq 'RutterAccessToken') { $emulator.AccessToken } }
        & $samples/Runbook.ps1 -Path $csv -Days 3650 -BaseUri $emulator.BaseUri | Should -BeLike '*transfers changed*'
    }

    It 'leaves the old file alone when it cannot read all of the new one' {
        Set-Content $csv 'old'
        $emulator.AddFault(@{ Kind = 'Status'; Status = 400; Path = '/accounting/bank_transfers' })
        { & $samples/Runbook.ps1 -Path $csv -Days 3650 -BaseUri $emulator.BaseUri } | Should -Throw
        Get-Content $csv | Should -Be 'old'
        Get-RutterSession | Where-Object Name -Like 'runbook-*' | Should -BeNullOrEmpty
    }

    It 'writes an empty file when nothing changed' {
        $emulator.AddFault(@{ Kind = 'RawBody'; ContentType = 'application/json'; Body = '{"bank_transfers":[],"next_cursor":null}' })
        & $samples/Runbook.ps1 -Path $csv -BaseUri $emulator.BaseUri | Should -BeLike '0 transfers*'
        Import-Csv $csv | Should -BeNullOrEmpty
        $csv | Should -Exist
    }
}

Describe 'The guide <Guide>' -ForEach $guides {
    It 'names commands and parameters that exist, files that exist, and keeps no secret in a serialised object' {
        $text = Get-Content -Raw $File
        $text | Should -Not -Match 'Export-Clixml'
        foreach ($link in [regex]::Matches($text, '\]\((?<file>[^)#:]+)\)')) { Join-Path (Split-Path $File) $link.Groups['file'].Value | Should -Exist }
        foreach ($block in [regex]::Matches($text, '(?ms)^```powershell\r?\n(?<code>.*?)^```')) {
            $problems = $null
            $tree = [System.Management.Automation.Language.Parser]::ParseInput($block.Groups['code'].Value, [ref] $null, [ref] $problems)
            $problems | Should -BeNullOrEmpty
            foreach ($call in $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
                if ($call.GetCommandName() -notlike '*-Rutter*') { continue }
                $command = Get-Command $call.GetCommandName()
                foreach ($parameter in $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] }) {
                    $command.Parameters.Keys + $command.Parameters.Values.Aliases | Should -Contain $parameter.ParameterName
                }
            }
        }
    }
}
