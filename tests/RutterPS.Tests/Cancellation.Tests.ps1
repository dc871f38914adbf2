BeforeAll {
    . $PSScriptRoot/Common.ps1

    # Stops a pipeline from another thread, as Ctrl+C does, and says how long that took.
    function Measure-Stop {
        param([string] $Script, [hashtable] $Variables = @{}, [scriptblock] $When)
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$env:RUTTERPS_MODULE'").Invoke()
        $shell.Commands.Clear()
        foreach ($name in $Variables.Keys) { $shell.Runspace.SessionStateProxy.SetVariable($name, $Variables[$name]) }
        $null = $shell.AddScript($Script)
        $running = $shell.BeginInvoke()
        for ($i = 0; $i -lt 200 -and -not (& $When); $i++) { Start-Sleep -Milliseconds 25 }
        (& $When) | Should -BeTrue -Because 'the pipeline should have got that far'
        $running.IsCompleted | Should -BeFalse -Because 'the pipeline should still be running'
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Stop()
        $shell.Dispose()
        $watch.Elapsed.TotalSeconds
    }
}

Describe 'Ctrl+C gives the prompt back within a second' {
    It 'while <Place>' -ForEach @(
        @{ Place = 'the headers are awaited'; Fault = @{ Kind = 'SlowHeaders'; DelayMs = 60000 }; Requests = 1 }
        @{ Place = 'the body is awaited'; Fault = @{ Kind = 'SlowBody'; DelayMs = 60000 }; Requests = 1 }
        @{ Place = 'a retry is awaited'; Fault = @{ Kind = 'Status'; Status = 503; RetryAfter = '60' }; Requests = 1 }
        @{ Place = 'the second page is awaited'; Fault = @{ Kind = 'SlowHeaders'; DelayMs = 60000; SkipFirst = 1 }; Requests = 2 }
    ) {
        $emulator = Start-RutterEmulator -TransferCount 200
        $emulator.AddFault($Fault)
        try {
            $seconds = Measure-Stop 'Connect-Rutter -Emulator $emulator; Get-RutterBankTransfer -PageSize 50' @{ emulator = $emulator } { $emulator.Requests.Count -ge $Requests }
            $seconds | Should -BeLessThan 1
        }
        finally { $emulator.Stop() }
    }

    It 'while a connection is awaited' {
        # A listener whose queue is full accepts no further connection, so that connecting hangs.
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start(1)
        $port = $listener.LocalEndpoint.Port
        $fillers = 1..3 | ForEach-Object { $client = [System.Net.Sockets.TcpClient]::new(); $null = $client.ConnectAsync('127.0.0.1', $port); $client }
        Start-Sleep -Milliseconds 200
        try {
            $credential = New-Credential 'id' 'secret-1234'
            $script = '$s = Connect-Rutter $credential -AccessToken token-1 -BaseUri "http://127.0.0.1:$port/versioned"; $state.Ready = $true; Get-RutterBankTransfer'
            $state = [hashtable]::Synchronized(@{ Ready = $false })
            $seconds = Measure-Stop $script @{ credential = $credential; port = $port; state = $state } { $state.Ready }
            $seconds | Should -BeLessThan 1
        }
        finally {
            $fillers.ForEach('Dispose')
            $listener.Stop()
        }
    }

    It 'and what was on its way is not asked for again' {
        $emulator = Connect-NewEmulator @{ TransferCount = 500 }
        $null = Get-RutterBankTransfer -PageSize 10 | Select-Object -First 5
        $count = $emulator.Requests.Count
        Start-Sleep -Milliseconds 200
        $emulator.Requests.Count | Should -Be $count
        $emulator.Stop()
    }
}
