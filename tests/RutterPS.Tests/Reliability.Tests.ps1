BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'A server that fails' {
    It '30 % of reads still gives 10,000 transfers, each once' {
        $emulator = Connect-NewEmulator @{ TransferCount = 10000 } @{ MaximumRetryCount = 20 }
        try {
            # Of what one fault lets pass the next takes its share: together three in ten. Those without Retry-After cost a random wait each.
            $seed = 0
            foreach ($fault in @(
                    @{ Kind = 'DropBeforeCommit' }, @{ Kind = 'CutBody' }, @{ Kind = 'CutBody'; Chunked = $true } | ForEach-Object { $_ + @{ Probability = 0.02 } }
                    429, 500, 502, 550 | ForEach-Object { @{ Kind = 'Status'; Status = $_; RetryAfter = '0'; Probability = 0.07 } }
                )) {
                $emulator.AddFault($fault + @{ Seed = ++$seed })
            }
            $all = Get-RutterBankTransfer -PageSize 80
            $failed = @($emulator.Requests | Where-Object Fault)
        }
        finally { $emulator.Stop() }
        $all.Count | Should -Be 10000
        ($all.Id | Sort-Object -Unique).Count | Should -Be 10000
        $failed.Count | Should -BeGreaterThan 20
        ($failed.Fault | Sort-Object -Unique) | Should -Be 'CutBody', 'DropBeforeCommit', 'Status'
        ($failed.Status | Where-Object { $_ } | Sort-Object -Unique) | Should -Be 200, 429, 500, 502, 550
    }
}

Describe 'The rate window' {
    It 'is kept and used by 8 runspaces together' {
        $emulator = Start-RutterEmulator -TransferCount 1
        $session = Connect-Rutter -Emulator $emulator -MaximumRetryCount 0
        try {
            $received = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
                Import-Module $env:RUTTERPS_MODULE
                foreach ($i in 1..125) { (Get-RutterBankTransfer -PageSize 1 -Session $using:session).Id }
            }
            $log = @($emulator.Requests)
        }
        finally { $emulator.Stop() }
        $received.Count | Should -Be 1000
        @($log | Where-Object Status -NE 200).Count | Should -Be 0
        $end = $log[0].At.AddSeconds(10)
        $inWindow = @($log | Where-Object At -LT $end).Count
        $inWindow | Should -BeGreaterOrEqual 450
        $inWindow | Should -BeLessOrEqual 500
    }
}

Describe 'Credentials reach nobody else' {
    BeforeAll {
        $elsewhere = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $elsewhere.Start()
        $address = "http://127.0.0.1:$($elsewhere.LocalEndpoint.Port)"
    }
    AfterAll { $elsewhere.Stop() }

    It 'when the server redirects with <_>' -ForEach 301, 302, 303, 307, 308 {
        $emulator = Connect-NewEmulator @{ TransferCount = 1 } @{ MaximumRetryCount = 2 }
        $emulator.AddFault(@{ Kind = 'Redirect'; Status = $_; RedirectTo = "$address/versioned/accounting/bank_transfers" })
        try {
            { Get-RutterBankTransfer } | Should -Throw "*$address*" -ErrorId 'RedirectRefused,*'
            { Invoke-RutterRequest accounting/bank_transfers -Method POST -Body @{ a = 1 } } | Should -Throw "*$address*" -ErrorId 'RedirectRefused,*'
            $emulator.Requests.Count | Should -Be 2
        }
        finally { $emulator.Stop() }
        $elsewhere.Pending() | Should -BeFalse
    }

    It 'when the base address is <_>' -ForEach 'http://production.rutterapi.com/versioned', 'http://localhost.example.com/versioned', 'http://127.0.0.1.example.com/versioned', 'ftp://127.0.0.1/versioned' {
        $failure = { Connect-Rutter (New-Credential id secret-1234) -AccessToken token-1234 -BaseUri $_ -Name unsafe } | Should -Throw -ErrorId 'InvalidConnection,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        { Get-RutterSession unsafe -ErrorAction Stop } | Should -Throw -ErrorId 'SessionNotFound,*'
    }

    It 'when a path names the other host' {
        $emulator = Connect-NewEmulator @{ TransferCount = 1 }
        try {
            foreach ($path in "$address/x", "//127.0.0.1:$($elsewhere.LocalEndpoint.Port)/x", "@127.0.0.1:$($elsewhere.LocalEndpoint.Port)", ".$address") {
                { Invoke-RutterRequest $path } | Should -Throw
            }
        }
        finally { $emulator.Stop() }
        $elsewhere.Pending() | Should -BeFalse
    }

    It 'when the environment names a proxy and the server is on this machine' {
        $emulator = Connect-NewEmulator @{ TransferCount = 1 }
        try {
            # The runtime reads the variables once for a process.
            $script = "`$env:http_proxy = `$env:HTTP_PROXY = `$env:all_proxy = '$address'; `$env:no_proxy = ''
                Import-Module '$((Get-Module RutterPS).Path -replace 'psm1$', 'psd1')'
                `$null = Connect-Rutter ([pscredential]::new('$($emulator.ClientId)', (ConvertTo-SecureString '$($emulator.ClientSecret)' -AsPlainText))) -AccessToken '$($emulator.AccessToken)' -BaseUri '$($emulator.BaseUri)' -MaximumRetryCount 0 -TimeoutSec 5
                (Get-RutterBankTransfer).Count"
            & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script | Should -Be 1
        }
        finally { $emulator.Stop() }
        $elsewhere.Pending() | Should -BeFalse
    }
}
