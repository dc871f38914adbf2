BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    # How each cmdlet is called; $id is a hostile one. A cmdlet that takes nothing from a server is left out with the reason.
    $transfer = "[pscustomobject]@{ CreditAccountId = `$id; DebitAccountId = `$id; TotalAmount = 1; Memo = `$id; IdempotencyKey = 'k' + [guid]::NewGuid() }"
    $configure = "New-RutterConnectionSyncConfiguration `$connection -InitialSync @{ Batches = @{ TimeFrameInMonths = 1; Entities = 'BILL' } } -IncrementalSync @{ SyncPeriodInMinutes = 60; Entities = 'BILL' } | ForEach-Object { `$_ | Out-String; `$_ | Format-List | Out-String }"
    $calls = @{
        'New-RutterBankTransfer' = "$transfer | New-RutterBankTransfer -TimeoutSec 1; `$from, `$to = `$accounts; New-RutterBankTransfer `$from `$to 1 -TimeoutSec 1; New-RutterBankTransfer `$from `$to 1 -NoWait | Wait-RutterJob -TimeoutSec 1"
        'Update-RutterBankTransfer' = "[pscustomobject]@{ Id = `$id; Memo = `$id } | Update-RutterBankTransfer -TimeoutSec 1; Update-RutterBankTransfer -Id `$transfers[0] -Memo `$id -TimeoutSec 1"
        'Remove-RutterBankTransfer' = "[pscustomobject]@{ Id = `$id } | Remove-RutterBankTransfer -PassThru -TimeoutSec 1; Remove-RutterBankTransfer -Id `$transfers[1] -PassThru -TimeoutSec 1"
        'New-RutterAccount' = '[pscustomobject]@{ Name = $id; AccountType = $id; CurrencyCode = $id } | New-RutterAccount -TimeoutSec 1'
        'Update-RutterAccount' = '[pscustomobject]@{ Id = $id; Name = $id } | Update-RutterAccount -TimeoutSec 1; Update-RutterAccount -Id $accounts[0] -Name $id -TimeoutSec 1'
        'Get-RutterJob' = 'Get-RutterJob $id; Get-RutterJob $job'
        'Wait-RutterJob' = 'Wait-RutterJob $id, $job -TimeoutSec 1'
        'Receive-RutterJob' = 'Receive-RutterJob $id; Receive-RutterJob $job'
        'Get-RutterConnection' = 'Get-RutterConnection; Get-RutterConnection -Current'
        'New-RutterConnection' = 'New-RutterConnection -Platform $id; New-RutterConnection'
        'Update-RutterConnection' = '[pscustomobject]@{ Id = $id; Name = $id.Substring(0, 12) } | Update-RutterConnection; Update-RutterConnection $connection name'
        'Remove-RutterConnection' = 'Remove-RutterConnection $id; Get-RutterConnection | Remove-RutterConnection'
        'Wait-RutterConnection' = 'Get-RutterConnection | Wait-RutterConnection -TimeoutSec 1; Wait-RutterConnection -TimeoutSec 1'
        'Request-RutterAccessToken' = "Request-RutterAccessToken emulator-public-token-not-real"
        'Reset-RutterAccessToken' = 'Reset-RutterAccessToken'
        'Get-RutterEvent' = 'Get-RutterEvent'
        'Add-RutterAttachment' = '$file = Join-Path ([IO.Path]::GetTempPath()) hostile.txt; Set-Content $file a; [pscustomobject]@{ Resource = "Bill"; OwnerId = $id; Path = $file } | Add-RutterAttachment -TimeoutSec 1; Add-RutterAttachment $file -Resource Bill -OwnerId $bill -FileName $id -TimeoutSec 1'
        'Get-RutterAttachment' = 'Get-RutterAttachment -Resource Bill -OwnerId $bill | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }; Get-RutterAttachment -Resource Bill -OwnerId $id; Get-RutterAttachment -Resource $id -OwnerId 1'
        'Save-RutterAttachment' = 'Save-RutterAttachment ([IO.Path]::GetTempPath() + [guid]::NewGuid()) -Resource Bill -OwnerId $bill -WhatIf; Save-RutterAttachment x.txt -Resource Bill -OwnerId $bill -Id $id'
        'Save-RutterInvoicePdf' = 'Save-RutterInvoicePdf x.pdf -Id $id; Save-RutterInvoicePdf ([IO.Path]::GetTempPath() + [guid]::NewGuid()) -Id $invoice -WhatIf; Save-RutterInvoicePdf ([IO.Path]::GetTempPath() + [guid]::NewGuid()) -Id $invoice'
        'New-RutterBankFeedOtp' = 'New-RutterBankFeedOtp | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }; New-RutterBankFeedOtp -AsPlainText | Out-String'
        'New-RutterBankFeedAccountMappingLink' = 'New-RutterBankFeedAccountMappingLink | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }'
        'Get-RutterBankAccountBalance' = 'Get-RutterBankAccountBalance $bankAccount, $id | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }'
        'Get-RutterBankAccountDetail' = 'Get-RutterBankAccountDetail $bankAccount, $id | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }'
        'Get-RutterReport' = 'Get-RutterReport | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }; Get-RutterReport $id'
        'Get-RutterAccountingMetric' = 'Get-RutterAccountingMetric ebitda, $id | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }'
        'Get-RutterCommerceMetric' = 'Get-RutterCommerceMetric total_revenue, $id | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }'
        'Get-RutterCustomField' = 'Get-RutterCustomField Bill, $id | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }'
        'Get-RutterConnectionSyncConfiguration' = "$configure; Get-RutterConnectionSyncConfiguration `$connection, `$id | ForEach-Object { `$_ | Out-String; `$_ | Format-List | Out-String }"
        'New-RutterConnectionSyncConfiguration' = "$configure; New-RutterConnectionSyncConfiguration `$id -InitialSync @{ Batches = @{ TimeFrameInMonths = 1; Entities = `$id } } -IncrementalSync @{ SyncPeriodInMinutes = 60; Entities = `$id }"
        'Update-RutterConnectionSyncConfiguration' = "$configure; Update-RutterConnectionSyncConfiguration `$connection, `$id -IncrementalSync @{ SyncPeriodInMinutes = 60; Entities = 'BILL' }; Update-RutterConnectionSyncConfiguration `$id -IncrementalSync @{ `$id = 1 }"
        'Remove-RutterConnectionSyncConfiguration' = "$configure; Remove-RutterConnectionSyncConfiguration `$connection, `$id"
        'Get-RutterPlatformSyncConfiguration' = 'Get-RutterPlatformSyncConfiguration XERO, $id'
        'New-RutterPlatformSyncConfiguration' = 'New-RutterPlatformSyncConfiguration XERO, $id -InitialSync @{ Batches = @{ TimeFrameInMonths = 1; Entities = $id } } -IncrementalSync @{ SyncPeriodInMinutes = 60; Entities = $id }'
        'Update-RutterPlatformSyncConfiguration' = 'Update-RutterPlatformSyncConfiguration XERO, $id -IncrementalSync @{ SyncPeriodInMinutes = 60; Entities = $id }'
        'Remove-RutterPlatformSyncConfiguration' = 'Remove-RutterPlatformSyncConfiguration XERO, $id'
        'Get-RutterWebhookConfiguration' = 'Get-RutterWebhookConfiguration | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }; Get-RutterWebhookConfiguration | Get-RutterWebhookConfiguration -PlatformDataOnly; Get-RutterWebhookConfiguration $id'
        'Update-RutterWebhookConfiguration' = 'Get-RutterWebhookConfiguration | Update-RutterWebhookConfiguration -PlatformDataConfig @{ BILL = @{ a = $id } } | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }; Update-RutterWebhookConfiguration $id @{}'
        'Start-RutterIncrementalSync' = 'Start-RutterIncrementalSync; Start-RutterIncrementalSync $id'
        'Start-RutterBackfill' = 'Start-RutterBackfill 2024-01-01 bill; Start-RutterBackfill 2024-01-01 $id'
        'Get-RutterBalanceSheet' = 'Get-RutterBalanceSheet -ResponseMode PreferSync | ForEach-Object { $_ | Out-String; $_.Assets | Out-String; $_.Assets | Format-List | Out-String }; Get-RutterBalanceSheet -Flat -TimeoutSec 1; Get-RutterBalanceSheet -NoWait'
        'Get-RutterIncomeStatement' = 'Get-RutterIncomeStatement -ResponseMode PreferSync | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }'
        'Get-RutterCashFlowStatement' = 'Get-RutterCashFlowStatement -ResponseMode PreferSync -Flat | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }'
        'Invoke-RutterRequest' = 'Invoke-RutterRequest accounting/bank_transfers; Invoke-RutterRequest accounting/accounts -Raw | Select-Object -ExcludeProperty Content; Invoke-RutterRequest accounting/accounts -All; Invoke-RutterRequest /jobs/$id -Method DELETE -Body @{}'
        'ConvertFrom-RutterWebhook' = '$webhook | ConvertFrom-RutterWebhook -SkipSignatureCheck; $webhook | ConvertFrom-RutterWebhook -Signature $id; ConvertFrom-RutterWebhook $webhook.Replace("{", "") -SkipSignatureCheck'
        'Sync-RutterBankTransfer' = 'Sync-RutterBankTransfer $state; Sync-RutterBankTransfer $newState -IncludeDeleted'
        'Resolve-RutterName' = 'Get-RutterBankTransfer -First 3 | Resolve-RutterName'
        'Test-RutterFilter' = 'Test-RutterFilter "$id = 1"; Test-RutterFilter "memo = `"$id`""'
        'ConvertTo-RutterFilter' = 'ConvertTo-RutterFilter "$id = 1"; ConvertTo-RutterFilter { memo -eq $id }'
    }
    $nothingFromAServer = @{
        'Connect-Rutter' = 'sends nothing'
        'Disconnect-Rutter' = 'sends nothing'
        'Get-RutterSession' = 'sends nothing'
        'Start-RutterEmulator' = 'is the server'
        'Get-RutterEmulator' = 'is the server'
        'Stop-RutterEmulator' = 'is the server'
        'New-RutterWebhookSignature' = 'gives a hash'
        'Test-RutterWebhookSignature' = 'gives a bool'
        'Receive-RutterWebhook' = 'shows what ConvertFrom-RutterWebhook makes; its refusals are in Webhook.Tests.ps1'
        'Export-RutterCsv' = 'writes a file; see Csv.Tests.ps1'
    }
    $cases = foreach ($command in Get-Command -Module RutterPS) {
        $call = $calls[$command.Name]
        if (-not $call) {
            for ($base = $command.ImplementingType; $base -and $base.Name -notmatch '^(Get|GetFilterable)ResourceCommand`1$|^SyncResourceCommand`1$'; $base = $base.BaseType) { }
            $call = switch -Regex ($base ? $base.Name : '') {
                '^Get' { "$($command.Name) -First 3; [pscustomobject]@{ Id = `$id } | $($command.Name)"; break }
                '^Sync' { "$($command.Name) `$newState"; break }
                default { $command.Name -eq 'Measure-RutterAmount' ? 'Get-RutterBankTransfer -First 3 | Measure-RutterAmount -GroupBy Memo' : $null }
            }
        }
        # What the others have of their own is the view of their object, and that is in Resource.Tests.ps1.
        $isAlike = -not $calls[$command.Name] -and (Test-Alike $command)
        @{ Cmdlet = $command.Name; Call = $isAlike ? $null : $call; Reason = $isAlike ? 'is made like that of the bank transfer' : $nothingFromAServer[$command.Name] }
    }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Screen.ps1
    $emulator = Start-RutterEmulator -TransferCount 6 -Confirm:$false
    $screen = Open-Screen $emulator
    # No SGR sequence: those are PowerShell's own colours, which are taken out before looking.
    $hostile = "`e[2J`e]0;owned`aH$([char]0x202e)$([char]0x9b)K"
    # First every string at once, then only strings that do not stop a cmdlet, so that later output is checked too.
    $harmless = 'name', 'platform', 'type', 'resource', 'code', 'memo', 'currency_code', 'link_url', 'url', 'method', 'idempotency_key', 'account_type', 'description'
    $places = $null, (($harmless | ForEach-Object { "/**/$_" }) -join ','), '/**/id', '/**/status', '/**/next_cursor'
    $error450 = [ordered]@{ error_type = "PLATFORM_ERROR$hostile"; error_code = "CODE$hostile"; error_message = "message$hostile"
        error_metadata = @{ source = "platform$hostile"; human_readable = "human$hostile"; platform = @{ "h$hostile" = $hostile } } } | ConvertTo-Json -Depth 5

    function Find-Hostile($Written) {
        $Written -replace '\e\[[0-9;]*m' | Where-Object { $_ -match '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]' } |
            ForEach-Object { [regex]::Replace($_, '[\x00-\x1f\x7f-\x9f\u202a-\u202e]', { '<{0:x}>' -f [int]$args[0].Value[0] }) }
    }

    function Get-Scene($Call) {
        $emulator.Reset()
        $screen.Shell.Commands.Clear()
        # What the calls need, from the time before anything is hostile.
        $null = $screen.Shell.AddScript('
            param($emulator, $hostile, $folder)
            $global:id = "x$hostile/y" -replace "\d"
            $null = Connect-Rutter -Emulator $emulator
            $global:transfers = $emulator.GetObjects("bank_transfers") | ForEach-Object { [string] $_["id"] }
            $global:accounts = $emulator.GetObjects("accounts") | ForEach-Object { [string] $_["id"] } | Select-Object -First 2
            $global:connection = $emulator.ConnectionId
            $global:bill, $global:invoice, $global:bankAccount = "bills", "invoices", "banking/bank_accounts" | ForEach-Object { [string] $emulator.GetObjects($_)[0]["id"] }
            [IO.File]::WriteAllText("$folder/a.txt", "a")
            $null = Add-RutterAttachment "$folder/a.txt" -Resource Bill -OwnerId $bill -Confirm:$false
            $global:job = (New-RutterBankTransfer $accounts[0] $accounts[1] 1 -NoWait -Confirm:$false).Id
            $global:state = "$folder/state.json"; $global:newState = "$folder/$([guid]::NewGuid()).json"
            $file = (ConvertTo-Json ("a" + $hostile)).Trim("`"")
            [IO.File]::WriteAllText($state, "{`"format`":`"rutter-sync-state`",`"version`":1,`"resource`":`"bank_transfers`",`"connection_id`":`"$file`",`"last_synced_at`":`"2020-01-01T00:00:00Z`",`"objects`":{}}")
            $json = ConvertTo-Json $hostile
            $global:webhook = "{`"type`":$json,`"code`":$json,`"connection_id`":$json,`"x`":{`"id`":$json,`"a`":$json},`"b`":$json}"
        ').AddArgument($emulator).AddArgument($hostile).AddArgument("$TestDrive").Invoke()
        if ($screen.Shell.HadErrors) { throw $screen.Shell.Streams.Error[0] }
        $screen.Shell.Streams.ClearStreams()
    }
}

AfterAll {
    Close-Screen $screen
    $emulator.Stop()
}

Describe 'No text of a server steers the screen' {
    It 'through <Cmdlet>' -ForEach ($cases | Where-Object Call) {
        $found = [System.Collections.Generic.List[string]]::new()
        $shown = 0
        foreach ($place in $places) {
            Get-Scene
            $emulator.AddFault(@{ Kind = 'HostileText'; Text = $hostile; JsonPointer = $place })
            $written = Show-OnScreen $screen $Call
            $shown += @($written -match 'owned').Count
            Find-Hostile $written | ForEach-Object { $found.Add($_) }
        }
        foreach ($status in 450, 200) {
            Get-Scene
            $emulator.AddFault(@{ Kind = 'RawBody'; Status = $status; Body = $error450; Headers = @{ 'X-Rutter-Request-ID' = $hostile; 'X-Rutter-Job-ID' = $hostile; 'Retry-After' = $hostile } })
            $written = Show-OnScreen $screen $Call
            $shown += @($written -match 'owned').Count
            Find-Hostile $written | ForEach-Object { $found.Add($_) }
        }
        ($found | Sort-Object -Unique | Select-Object -First 20) -join "`n" | Should -BeNullOrEmpty
        $shown | Should -BeGreaterThan 0 -Because 'otherwise nothing was looked at'
    }

    It 'through a cmdlet that has no row here, unless it is known to show nothing of a server: <Cmdlet>' -ForEach $cases {
        ($Call ?? $Reason) | Should -Not -BeNullOrEmpty
    }
}
