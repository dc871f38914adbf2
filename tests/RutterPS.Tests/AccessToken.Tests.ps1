BeforeAll {
    . $PSScriptRoot/Common.ps1
    # Two companies; the session has the token of the first.
    $emulator = Connect-NewEmulator @{ TransferCount = 5; Platform = 'QUICKBOOKS', 'NETSUITE' }
    $ofOneConnection = '^/accounting/|^/commerce/|^/banking/|^/events|^/connections/(access_token|status|incremental_sync|backfill)'

    function Get-Blank([string] $Kind) {
        switch ($Kind) {
            'null' { $null }
            'empty' { '' }
            'blanks' { '  ' }
            'an empty SecureString' { [securestring]::new() }
            'a SecureString of blanks' { ConvertTo-SecureString '   ' -AsPlainText -Force }
            'DBNull' { [DBNull]::Value }
        }
    }
}

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $blanks = 'null', 'empty', 'blanks', 'an empty SecureString', 'a SecureString of blanks', 'DBNull'
    function Test-Piped($Command, [string] $Parameter, [string] $How) {
        $Command.Parameters.ContainsKey($Parameter) -and ($Command.Parameters[$Parameter].ParameterSets.Values | Where-Object { $_.$How })
    }
    $commands = Get-Command -Module RutterPS | Where-Object { Test-Piped $_ AccessToken ValueFromPipelineByPropertyName }
    $rows = foreach ($command in $commands) {
        $kinds = (Test-Alike $command) ? @('empty') : $blanks
        foreach ($blank in $kinds) { @{ Cmdlet = $command.Name; Blank = $blank } }
    }
    $readers = $commands | Where-Object { $_.Name -match '-Rutter(BankTransfer|Account|Connection)$' -and (Test-Piped $_ Connection ValueFromPipeline) } | ForEach-Object { @{ Cmdlet = $_.Name } }
}

AfterAll { Disconnect-Rutter -Name *; $emulator.Stop() }

Describe 'An access token that is given and empty' {
    BeforeEach { $emulator.Reset() }

    It 'never stands for that of the session: <Cmdlet>, <Blank>' -ForEach $rows {
        $row = [pscustomobject]@{ AccessToken = (Get-Blank $Blank); Id = 'a'; Name = 'n'; PublicToken = 'emulator-public-token-not-real'
            CreditAccountId = 'a'; DebitAccountId = 'b'; TotalAmount = 1; Memo = 'm'
        }
        $arguments = @{}
        $parameters = (Get-Command $Cmdlet).Parameters
        if ($parameters.ContainsKey('Confirm')) { $arguments.Confirm = $false }
        if ($parameters.ContainsKey('StatePath')) { $arguments.StatePath = "$TestDrive/$([guid]::NewGuid()).json" }
        if ($Cmdlet -eq 'Invoke-RutterRequest') { $arguments.Path = '/accounting/accounts' }
        foreach ($parameter in $parameters.Values | Where-Object { $_.Attributes | Where-Object { $_ -is [Parameter] -and $_.Mandatory -and -not $_.ValueFromPipelineByPropertyName } }) {
            if ($arguments.ContainsKey($parameter.Name) -or $row.PSObject.Properties[$parameter.Name]) { continue }
            switch ($parameter.ParameterType) {
                { $_ -in [string], [string[]] } { $arguments[$parameter.Name] = 'x' }
                { $_ -in [datetimeoffset], [Nullable[datetimeoffset]] } { $arguments[$parameter.Name] = '2024-01-01' }
                { $_ -eq [object] } { $arguments[$parameter.Name] = @{} }
            }
        }
        $null = $row | & $Cmdlet @arguments -ErrorAction SilentlyContinue -ErrorVariable failures
        $null = $row | Select-Object AccessToken | & $Cmdlet @arguments -ErrorAction SilentlyContinue -ErrorVariable +failures
        $emulator.Requests | Where-Object Path -Match $ofOneConnection | Should -BeNullOrEmpty
        $failures | ForEach-Object { $_.Exception.Message } | Should -Not -Match 'Object reference'
    }

    It 'is refused as an argument too, for <_>' -ForEach $blanks {
        { Get-RutterAccount -AccessToken (Get-Blank $_) } | Should -Throw -ErrorId 'InvalidInput*' -ExpectedMessage '*access token*empty*'
        $emulator.Requests | Should -BeNullOrEmpty
    }

    It 'does not keep the other connections of a pipe from being read: <Cmdlet>' -ForEach $readers {
        $emulator.AddFault(@{ Kind = 'ChangeBody'; Path = '/connections'; JsonPointer = '/connections/0/access_token'; Value = '""' })
        $arguments = if ($Cmdlet -eq 'Wait-RutterConnection') { @{} } else { @{ First = 2 } }
        $connections = Get-RutterConnection
        $emulator.ClearRequests()
        $read = @($connections | & $Cmdlet @arguments -ErrorAction SilentlyContinue -ErrorVariable failures)
        $read | Should -Not -BeNullOrEmpty
        $read | ForEach-Object { $_.PSObject.Properties['ConnectionId'] ? $_.ConnectionId : $_.Id } | Should -Be (, $connections[1].Id * $read.Count)
        $failures.Count | Should -Be 1
        $failures[0].TargetObject.Id | Should -Be $connections[0].Id
        $failures[0].Exception.Message | Should -BeLike '*access token*empty*'
    }

    It 'leaves a row without such a column to the session' {
        @([pscustomobject]@{ access_token = $emulator.Connections[1].AccessToken }, [pscustomobject]@{ Expand = 'platform_data' }, [pscustomobject]@{ access_token = '' } |
                Get-RutterEvent -ErrorAction SilentlyContinue).Count | Should -Be 0
        $emulator.Requests.Count | Should -Be 1
    }
}
