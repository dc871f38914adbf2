BeforeAll {
    . $PSScriptRoot/Common.ps1
    function Reveal($Secret) { [System.Net.NetworkCredential]::new('', [securestring] $Secret).Password }
}

Describe 'Connections' {
    BeforeEach {
        $emulator = Connect-NewEmulator @{ TransferCount = 4; Platform = 'QUICKBOOKS', 'NETSUITE', 'XERO' }
        $ids = $emulator.Connections.Id
    }
    AfterEach { Stop-RutterEmulator; Disconnect-Rutter -Name * }

    It 'are listed with tokens that nobody reads by accident' {
        $all = Get-RutterConnection
        $all.Platform | Should -Be 'QUICKBOOKS', 'NETSUITE', 'XERO'
        $all[0].GetType().FullName | Should -BeExactly 'Rutter.Client.Resources.Connections.RutterConnection'
        $all.IsReady | Should -Be $true, $true, $true
        foreach ($text in ($all | Out-String), ($all | Format-List * -Force | Out-String), ($all | ConvertTo-Json -Depth 5), ($all | ConvertTo-Csv | Out-String), "$all", [System.Management.Automation.PSSerializer]::Serialize($all, 5)) {
            $text | Should -Match $ids[1]
            $text | Should -Not -Match 'not-real'
        }
        $all | ForEach-Object { Reveal $_.AccessToken } | Should -Be $emulator.Connections.AccessToken
        (Get-RutterConnection -AsPlainText).AccessToken | Should -Be $emulator.Connections.AccessToken
    }

    It 'keep their token out of CLIXML, and nothing else' {
        Get-RutterConnection | Export-Clixml "$TestDrive/connections.xml"
        Request-RutterAccessToken $emulator.Connections[1].PublicToken | Export-Clixml "$TestDrive/token.xml"
        $text = Get-Content "$TestDrive/connections.xml", "$TestDrive/token.xml" -Raw
        $text | Should -Not -Match '<SS|AccessToken"'
        foreach ($hex in $emulator.Connections.AccessToken.ForEach{ [convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($_)) }) { $text | Should -Not -Match $hex }
        $read = Import-Clixml "$TestDrive/connections.xml"
        $read.Id | Should -Be $emulator.Connections.Id
        $shared = (Get-RutterConnection)[0].GetType().GetProperties().Name -ne 'AccessToken'
        $read[0].PSObject.Properties.Name | Sort-Object | Should -Be ($shared | Sort-Object)
    }

    It 'are chosen by status' {
        $emulator.SetConnectionStatus('disabled', $ids[1])
        $emulator.SetConnectionStatus('not_ready', $ids[2])
        (Get-RutterConnection).Status | Should -Be 'active', 'not_ready'
        (Get-RutterConnection disabled).Id | Should -Be $ids[1]
        (Get-RutterConnection -Status any).IsReady | Should -Be $true, $true, $false
        { Get-RutterConnection resting } | Should -Throw -ErrorId 'INVALID_PARAMETER,RutterPS.Connections.GetRutterConnectionCommand'
        (Get-Completion 'Get-RutterConnection -Status n').CompletionText | Should -Be 'not_ready', 'needs_reauth'
    }

    It 'can be the session''s own, or that of a token' {
        $own = Get-RutterConnection -Current
        $own.Id | Should -Be $emulator.ConnectionId
        $own.Status | Should -Be 'active'
        (Get-RutterConnection -AccessToken $emulator.Connections[2].AccessToken).Platform | Should -Be 'XERO'
        (Get-RutterConnection | Get-RutterConnection).Id | Should -Be $ids
    }

    It 'list their transfers when they are piped, each of which knows where it comes from' {
        $transfers = Get-RutterConnection | Get-RutterBankTransfer
        $transfers.Count | Should -Be 12
        $transfers.ConnectionId | Should -Be @($ids | ForEach-Object { , $_ * 4 })
        $transfers[4].Platform | Should -BeExactly 'NETSUITE'
        (Get-RutterConnection | Get-RutterBankTransfer -First 1).Count | Should -Be 3
        (Get-RutterBankTransfer -Connection (Get-RutterConnection)[1] -First 1).ConnectionId | Should -Be $ids[1]
        (Get-RutterConnection -AsPlainText | Get-RutterAccount -First 1).ConnectionId | Should -Be $ids
    }

    It 'leave the fetching and changing of transfers as it was' {
        $all = Get-RutterBankTransfer
        ($all | Get-RutterBankTransfer).Id | Should -Be $all.Id
        ($all[0..1] | Update-RutterBankTransfer -Memo new).Memo | Should -Be 'new', 'new'
        ([pscustomobject]@{ Id = $all[0].Id; AccessToken = $emulator.AccessToken } | Get-RutterBankTransfer).Id | Should -Be $all[0].Id
        $other = Get-RutterBankTransfer -AccessToken $emulator.Connections[1].AccessToken -First 1
        ([pscustomobject]@{ id = $other.Id; access_token = $emulator.Connections[1].AccessToken } | Get-RutterBankTransfer).Id | Should -Be $other.Id
    }

    It 'that cannot be read are errors that name them, and the others go on' {
        $emulator.SetConnectionStatus('not_ready', $ids[1])
        $transfers = Get-RutterConnection | Get-RutterBankTransfer -ErrorAction SilentlyContinue -ErrorVariable failures
        $transfers.Count | Should -Be 8
        @($failures).Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'PRODUCT_NOT_READY,*'
        $failures[0].TargetObject.Id | Should -Be $ids[1]
        "$($failures[0])" | Should -Match $ids[1]
        "$($failures[0])" | Should -Match 'NETSUITE'
        $failures[0].ErrorDetails.RecommendedAction | Should -Match 'Wait-RutterConnection.*-ForceFetch'
        (Get-RutterConnection | Get-RutterBankTransfer -ForceFetch).Count | Should -Be 12
        { Get-RutterBankTransfer -Connection (Get-RutterConnection -Status not_ready) } | Should -Throw -ErrorId 'PRODUCT_NOT_READY,*'
    }

    It 'are made, named and deleted' {
        $made = New-RutterConnection -Platform XERO
        $made.LinkUrl | Should -BeLike 'https://*'
        { Get-RutterBankTransfer -Connection $made } | Should -Throw -ErrorId 'NO_CREDENTIALS,*'
        $null = $emulator.LinkConnection($made.Id)
        @(Get-RutterBankTransfer -Connection $made).Count | Should -Be 4

        ($made | Update-RutterConnection -Name 'Acme Holding').Name | Should -Be 'Acme Holding'
        (Get-RutterConnection).Name | Should -Contain 'Acme Holding'
        { Update-RutterConnection $made.Id ('n' * 31) } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
        Update-RutterConnection $ids[0] 'Acme Holding' -ErrorVariable taken -ErrorAction SilentlyContinue
        $taken[0].TargetObject | Should -Be $ids[0]

        Get-RutterConnection | Where-Object Name -EQ 'Acme Holding' | Remove-RutterConnection -Confirm:$false
        (Get-RutterConnection).Id | Should -Be $ids
        Remove-RutterConnection nobody, $ids[2] -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable missing
        @($missing).Count | Should -Be 1
        (Get-RutterConnection).Id | Should -Be $ids[0, 1]
    }

    It 'change nothing with -WhatIf, and ask before a deletion or a new token' {
        New-RutterConnection -WhatIf
        Update-RutterConnection $ids[0] x -WhatIf
        Get-RutterConnection | Remove-RutterConnection -WhatIf
        Reset-RutterAccessToken -WhatIf
        $emulator.Requests.Method | Should -Be 'GET'
        foreach ($name in 'Remove-RutterConnection', 'Reset-RutterAccessToken') {
            ([System.Management.Automation.CommandMetadata] (Get-Command $name)).ConfirmImpact | Should -Be 'High'
        }
    }

    It 'are not deleted twice when the response is lost' {
        $emulator.AddFault(@{ Kind = 'DropAfterCommit'; Method = 'DELETE'; Count = 1 })
        Remove-RutterConnection $ids[2] -Confirm:$false
        $emulator.Connections.Id | Should -Be $ids[0, 1]
    }
}

Describe 'Wait-RutterConnection' {
    AfterEach { Stop-RutterEmulator; Disconnect-Rutter -Name * }

    It 'comes back with each connection when it is ready' {
        $emulator = Connect-NewEmulator @{ TransferCount = 1; Platform = 'QUICKBOOKS', 'XERO'; ReadyAfterMs = 700 }
        (Get-RutterConnection).Status | Should -Be 'not_ready', 'not_ready'
        $ready = Get-RutterConnection | Wait-RutterConnection -TimeoutSec 60 -PollingIntervalSec 0.1
        $ready.Status | Should -Be 'active', 'active'
        $ready.Id | Sort-Object | Should -Be ($emulator.Connections.Id | Sort-Object)
        @($ready | Get-RutterBankTransfer).Count | Should -Be 2
        (Wait-RutterConnection).Id | Should -Be $emulator.ConnectionId
    }

    It 'tells of one that is not ready in time, and of one that never will be' {
        $emulator = Connect-NewEmulator @{ Platform = 'QUICKBOOKS', 'XERO', 'NETSUITE'; NotReady = $true }
        $emulator.SetConnectionStatus('disabled', $emulator.Connections[1].Id)
        $emulator.SetConnectionStatus('active', $emulator.Connections[2].Id)
        $ready = Get-RutterConnection -Status any | Wait-RutterConnection -TimeoutSec 1 -ErrorAction SilentlyContinue -ErrorVariable failures
        $ready.Platform | Should -Be 'NETSUITE'
        $failures.FullyQualifiedErrorId | Should -Be 'CONNECTION_DISABLED,RutterPS.Connections.WaitRutterConnectionCommand', 'ConnectionTimeout,RutterPS.Connections.WaitRutterConnectionCommand'
        $failures[1].TargetObject.Platform | Should -Be 'QUICKBOOKS'
        { Wait-RutterConnection -TimeoutSec 1 } | Should -Throw -ErrorId 'ConnectionTimeout,*'
    }

    It 'stops when it is told to' {
        $emulator = Connect-NewEmulator @{ NotReady = $true }
        $shell = [powershell]::Create().AddScript("$(Get-Beginning $emulator); Wait-RutterConnection -PollingIntervalSec 3600")
        try {
            $running = $shell.BeginInvoke()
            $end = [datetime]::UtcNow.AddSeconds(60)
            while (-not $emulator.Requests -and [datetime]::UtcNow -lt $end) { Start-Sleep -Milliseconds 20 }
            # Without an end to its wait this would take an hour.
            $shell.Stop()
            $running.IsCompleted | Should -BeTrue
        }
        finally { $shell.Dispose() }
    }
}

Describe 'Access tokens' {
    BeforeEach { $emulator = Connect-NewEmulator @{ TransferCount = 2; Platform = 'QUICKBOOKS', 'XERO' } }
    AfterEach { Stop-RutterEmulator; Disconnect-Rutter -Name * }

    It 'are exchanged for a public token, which may be plain, secure or in a row' {
        $other = $emulator.Connections[1]
        $token = Request-RutterAccessToken $other.PublicToken
        $token.ConnectionId | Should -Be $other.Id
        $token.IsReady | Should -BeTrue
        $token.AccessToken | Should -BeOfType securestring
        Reveal $token.AccessToken | Should -Be $other.AccessToken
        (Request-RutterAccessToken (ConvertTo-SecureString $other.PublicToken -AsPlainText -Force) -AsPlainText).AccessToken | Should -BeExactly $other.AccessToken
        ([pscustomobject]@{ public_token = $other.PublicToken } | Request-RutterAccessToken | Get-RutterBankTransfer).ConnectionId | Should -Be $other.Id, $other.Id
        (Get-RutterBankTransfer -First 1).ConnectionId | Should -Be $emulator.ConnectionId
    }

    It 'are used at once with -Connect' {
        $before = Get-RutterSession
        $null = Request-RutterAccessToken $emulator.Connections[1].PublicToken -Connect
        (Get-RutterSession).Name | Should -Be $before.Name
        (Get-RutterBankTransfer -First 1).Platform | Should -Be 'XERO'
        (Get-RutterBankTransfer -First 1 -Session $before).Platform | Should -Be 'QUICKBOOKS'
    }

    It 'that nobody gave out are an error' {
        { Request-RutterAccessToken nobodys } | Should -Throw -ErrorId 'INVALID_PUBLIC_TOKEN,*'
    }

    It 'are renewed, and every session with the old one goes on with the new one' {
        $null = Connect-Rutter -Emulator $emulator -Name second
        $null = Connect-Rutter (New-Credential $emulator.ClientId $emulator.ClientSecret) -BaseUri $emulator.BaseUri -AccessToken $emulator.Connections[1].AccessToken -Name third
        $held = Get-RutterSession second
        $renewed = Reset-RutterAccessToken -Session second -Confirm:$false
        Reveal $renewed.AccessToken | Should -Be $emulator.AccessToken
        @(Get-RutterBankTransfer -Session Default).Count | Should -Be 2
        @(Get-RutterBankTransfer -Session second).Count | Should -Be 2
        (Get-RutterBankTransfer -First 1).Platform | Should -Be 'XERO'
        { Get-RutterBankTransfer -Session $held } | Should -Throw -ErrorId 'INVALID_ACCESS_TOKEN,*'
    }

    It 'of another connection are renewed by themselves' {
        $old = $emulator.Connections[1].AccessToken
        (Reset-RutterAccessToken -AccessToken $old -AsPlainText -Confirm:$false).AccessToken | Should -BeExactly $emulator.Connections[1].AccessToken
        $emulator.Connections[1].AccessToken | Should -Not -Be $old
        @(Get-RutterBankTransfer).Count | Should -Be 2
    }
}
