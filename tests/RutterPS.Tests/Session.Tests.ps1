BeforeAll {
    . $PSScriptRoot/Common.ps1
    $variables = 'RUTTER_CLIENT_ID', 'RUTTER_CLIENT_SECRET', 'RUTTER_ACCESS_TOKEN', 'RUTTER_ENVIRONMENT', 'RUTTER_API_VERSION'
    $credential = New-Credential 'some-client-id' 'some-client-secret'

    function Clear-Connection {
        Disconnect-Rutter -Name *
        foreach ($variable in $variables) { [Environment]::SetEnvironmentVariable($variable, $null) }
    }
}

Describe 'Connect-Rutter' {
    AfterEach { Clear-Connection }

    It 'takes production, 2024-08-31 and the name Default unless told otherwise' {
        $session = Connect-Rutter $credential
        $session.BaseUri | Should -Be 'https://production.rutterapi.com/versioned'
        $session.ApiVersion | Should -Be '2024-08-31'
        $session.Name | Should -Be 'Default'
        $session.Environment | Should -Be 'Production'
        $session.HasAccessToken | Should -BeFalse
        $session.GetType().FullName | Should -Be 'RutterPS.Session.RutterSession'
    }

    It 'knows the sandbox' {
        (Connect-Rutter $credential -Environment Sandbox).BaseUri | Should -Be 'https://sandbox.rutterapi.com/versioned'
    }

    It 'takes the access token as <Kind>' -ForEach @(
        @{ Kind = 'a string'; Token = 'token-1234' }
        @{ Kind = 'a SecureString'; Token = ConvertTo-SecureString 'token-1234' -AsPlainText -Force }
    ) {
        (Connect-Rutter $credential -AccessToken $Token).HasAccessToken | Should -BeTrue
    }

    It 'reads environment variables where no credential is given' {
        $env:RUTTER_CLIENT_ID = 'id-of-variable'
        $env:RUTTER_CLIENT_SECRET = 'secret-of-variable'
        $env:RUTTER_ACCESS_TOKEN = 'token-of-variable'
        $env:RUTTER_ENVIRONMENT = 'sandbox'
        $env:RUTTER_API_VERSION = '2024-04-30'
        $session = Connect-Rutter
        $session.ClientId | Should -Be 'id-of-variable'
        $session.HasAccessToken | Should -BeTrue
        $session.Environment | Should -Be 'Sandbox'
        $session.ApiVersion | Should -Be '2024-04-30'
    }

    It 'takes nothing from variables that were left over when it has <Given>' -ForEach @(
        @{ Given = 'a credential'; Parameters = { @{ Credential = $credential } } }
        @{ Given = 'a credential and an empty token'; Parameters = { @{ Credential = $credential; AccessToken = '' } } }
        @{ Given = 'an emulator without a token of its own'; Parameters = { @{ Emulator = $emulator } } }
    ) {
        $emulator = Start-RutterEmulator -TransferCount 1
        $env:RUTTER_CLIENT_ID = 'id-of-variable'
        $env:RUTTER_CLIENT_SECRET = 'secret-of-variable'
        $env:RUTTER_ACCESS_TOKEN = 'token-of-variable'
        $env:RUTTER_ENVIRONMENT = 'sandbox'
        $env:RUTTER_API_VERSION = '2024-04-30'
        $parameters = & $Parameters
        $session = Connect-Rutter @parameters
        $emulator.Stop()
        $session.ClientId | Should -Not -Be 'id-of-variable'
        $session.HasAccessToken | Should -Be $parameters.ContainsKey('Emulator')
        $session.Environment | Should -Be ($parameters.ContainsKey('Emulator') ? 'Emulator' : 'Production')
        $session.ApiVersion | Should -Be '2024-08-31'
    }

    It 'takes no credential from variables where -Credential is a variable that holds none' {
        $env:RUTTER_CLIENT_ID = 'id-of-variable'
        $env:RUTTER_CLIENT_SECRET = 'secret-of-variable'
        { Connect-Rutter -Credential ([pscredential]::Empty) } | Should -Throw
        Get-RutterSession | Should -BeNullOrEmpty
    }

    It 'takes no token from a variable when an empty one is given' {
        $env:RUTTER_CLIENT_ID = 'id-of-variable'
        $env:RUTTER_CLIENT_SECRET = 'secret-of-variable'
        $env:RUTTER_ACCESS_TOKEN = 'token-of-variable'
        (Connect-Rutter -AccessToken $null).HasAccessToken | Should -BeFalse
    }

    It 'says which variable is missing' {
        $env:RUTTER_CLIENT_ID = 'id'
        { Connect-Rutter } | Should -Throw -ErrorId 'NoCredential*' -ExpectedMessage '*client secret*'
    }

    It 'warns of a version that it does not know, and takes it' {
        $session = Connect-Rutter $credential -ApiVersion 2031-01-01 -WarningVariable warnings -WarningAction SilentlyContinue
        $session.ApiVersion | Should -Be '2031-01-01'
        $warnings | Should -BeLike '*2031-01-01*'
    }

    It 'refuses <Uri>' -ForEach @(
        @{ Uri = 'http://production.rutterapi.com/versioned' }
        @{ Uri = 'https://user:secret@host/versioned' }
        @{ Uri = 'https://host/versioned?access_token=x' }
        @{ Uri = 'versioned' }
    ) {
        { Connect-Rutter $credential -BaseUri $Uri } | Should -Throw -ErrorId 'InvalidConnection*'
        Get-RutterSession | Should -BeNullOrEmpty
    }

    It 'warns when a Rutter host is used without /versioned' {
        $null = Connect-Rutter $credential -BaseUri https://acme.rutterapi.com -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*/versioned*'
    }
}

Describe 'Sessions' {
    AfterEach { Clear-Connection }

    It 'are found by name, and the last one is the default' {
        $null = Connect-Rutter $credential -Name first
        $null = Connect-Rutter $credential -Name second -Environment Sandbox
        (Get-RutterSession).Name | Should -Be 'first', 'second'
        (Get-RutterSession -Name f*).Name | Should -Be 'first'
        { Get-RutterSession -Name third } | Should -Throw -ErrorId 'SessionNotFound*'
        Disconnect-Rutter
        (Get-RutterSession).Name | Should -Be 'first'
    }

    It 'stay as they are when an older object of the same name is disconnected' {
        $old = Connect-Rutter $credential -Name a
        $new = Connect-Rutter $credential -Name a -Environment Sandbox
        $old | Disconnect-Rutter
        Get-RutterSession | Should -Be $new
        (Test-RutterWebhookSignature x y) | Should -BeFalse -Because 'the newer one is still the default'
        $new | Disconnect-Rutter
        Get-RutterSession | Should -BeNullOrEmpty
        { Test-RutterWebhookSignature x y } | Should -Throw -ErrorId 'MissingSecret*'
    }

    It 'go with the object that Connect-Rutter gave, also when they have got a new access token since' {
        $emulator = Start-RutterEmulator -TransferCount 1
        $session = Connect-Rutter -Emulator $emulator
        $null = Reset-RutterAccessToken -Confirm:$false
        $session | Disconnect-Rutter
        Get-RutterSession | Should -BeNullOrEmpty
        $emulator.Stop()
    }

    It 'do not become the default by themselves when the default one is disconnected' {
        $null = Connect-Rutter $credential -Name first
        $null = Connect-Rutter $credential -Name second
        Disconnect-Rutter
        { Get-RutterBankTransfer } | Should -Throw -ErrorId 'NoSession*'
        try { Get-RutterBankTransfer } catch { $_.ErrorDetails.RecommendedAction | Should -BeLike "*-Session*'first'*" }
    }

    It 'belong to their runspace' {
        $null = Connect-Rutter $credential
        $module = $env:RUTTERPS_MODULE
        $elsewhere = 1..2 | ForEach-Object -Parallel { Import-Module $using:module; @(Get-RutterSession).Count }
        $elsewhere | Should -Be 0, 0
    }

    It 'can be handed to other runspaces' {
        $emulator = Connect-NewEmulator @{ TransferCount = 30 }
        $session = Get-RutterSession
        $module = $env:RUTTERPS_MODULE
        $counts = 1..4 | ForEach-Object -Parallel { Import-Module $using:module; @(Get-RutterBankTransfer -Session $using:session).Count }
        $counts | Should -Be 30, 30, 30, 30
        $emulator.Stop()
    }

    It 'can be given by name to any cmdlet' {
        $emulator = Connect-NewEmulator @{ TransferCount = 3 } @{ Name = 'books' }
        $null = Connect-Rutter $credential -BaseUri http://127.0.0.1:9/versioned
        @(Get-RutterBankTransfer -Session books).Count | Should -Be 3
        { Get-RutterBankTransfer -Session nobody } | Should -Throw '*nobody*'
        $emulator.Stop()
    }
}

Describe 'Calling without a session that works' {
    AfterEach { Clear-Connection }

    It 'says what to do when there is none' {
        { Get-RutterBankTransfer } | Should -Throw -ErrorId 'NoSession*'
        try { Get-RutterBankTransfer } catch { $_.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-Rutter*' }
    }

    It 'says what to do when <Case>' -ForEach @(
        @{ Case = 'the host is unknown'; Uri = 'https://no-such-host.invalid/versioned'; ErrorId = 'UnknownHost*'; Category = 'ConnectionError'; Advice = '*base address*' }
        @{ Case = 'nobody listens'; Uri = 'http://127.0.0.1:9/versioned'; ErrorId = 'NoConnection*'; Category = 'ConnectionError'; Advice = '*base address*' }
    ) {
        $null = Connect-Rutter $credential -BaseUri $Uri -AccessToken t-1234 -MaximumRetryCount 0
        { Get-RutterBankTransfer } | Should -Throw -ErrorId $ErrorId
        try { Get-RutterBankTransfer } catch {
            $_.CategoryInfo.Category | Should -Be $Category
            $_.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        }
    }

    It 'says what to do when the secret is wrong' {
        $emulator = Start-RutterEmulator -TransferCount 1
        $null = Connect-Rutter (New-Credential $emulator.ClientId 'wrong-secret') -AccessToken $emulator.AccessToken -BaseUri $emulator.BaseUri
        try { Get-RutterBankTransfer; throw 'It passed.' } catch {
            $_.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $_.Exception.StatusCode | Should -Be 401
            $_.ErrorDetails.RecommendedAction | Should -BeLike '*client secret*Connect-Rutter*'
        }
        $emulator.Stop()
    }

    It 'gives up on a server that hangs' {
        $emulator = Connect-NewEmulator @{ TransferCount = 1; LatencyMs = 30000 } @{ TimeoutSec = 1; MaximumRetryCount = 0 }
        { Get-RutterBankTransfer } | Should -Throw -ErrorId 'Timeout*'
        $emulator.Stop()
    }
}
