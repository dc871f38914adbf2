# Sessions whose secrets stay in a vault. SecretManagement is played by a module of its name, which counts what it is asked.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-RutterEmulator -TransferCount 4
    $modulePath = $env:PSModulePath
    $vault = @{
        books      = New-Credential $emulator.ClientId $emulator.ClientSecret
        everything = @{ ClientId = $emulator.ClientId; clientsecret = ConvertTo-SecureString $emulator.ClientSecret -AsPlainText -Force; access_token = $emulator.AccessToken }
        half       = @{ ClientId = 'someone' }
        text       = 'CANARY-text-in-the-vault'
    }
    $asked = [System.Collections.Generic.List[string]]::new()

    function Install-Stub {
        $folder = New-Item -ItemType Directory -Force "$TestDrive/modules/Microsoft.PowerShell.SecretManagement"
        Set-Content "$folder/Microsoft.PowerShell.SecretManagement.psm1" '
            function Get-Secret {
                [CmdletBinding()] param([Parameter(Mandatory)] [string] $Name, [string] $Vault)
                $global:RutterVaultLog.Add("$Vault/$Name")
                if (-not $global:RutterVault.ContainsKey($Name)) { Write-Error "The secret $Name was not found."; return }
                $global:RutterVault[$Name]
            }'
        New-ModuleManifest "$folder/Microsoft.PowerShell.SecretManagement.psd1" -RootModule Microsoft.PowerShell.SecretManagement.psm1 -FunctionsToExport Get-Secret
        $env:PSModulePath = "$TestDrive/modules"
        $global:RutterVault = $vault
        $global:RutterVaultLog = $asked
    }

    function Remove-Stub {
        Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction Ignore
        $env:PSModulePath = $modulePath
        Remove-Variable RutterVault, RutterVaultLog -Scope Global -ErrorAction Ignore
    }
}

AfterAll {
    Remove-Stub
    Disconnect-Rutter -Name *
    Stop-RutterEmulator $emulator
}

Describe 'Connect-Rutter -SecretName' {
    BeforeAll { Install-Stub }
    BeforeEach { $asked.Clear() }
    AfterAll { Remove-Stub }

    It 'takes a credential, and reads it at each command anew' {
        $session = Connect-Rutter -VaultName Money -SecretName books -AccessToken $emulator.AccessToken -BaseUri $emulator.BaseUri
        $session.ClientId | Should -Be $emulator.ClientId
        $session.VaultName | Should -Be 'Money'
        $session.SecretName | Should -Be 'books'
        $session.HasAccessToken | Should -BeTrue
        (Get-RutterBankTransfer).Count | Should -Be 4
        (Get-RutterBankTransfer).Id | Get-RutterBankTransfer | Should -HaveCount 4
        $asked | Should -Be (@('Money/books') * 4) -Because 'a command asks once, however many rows it has'
    }

    It 'takes a hashtable, with names in either form and values that are secure or not' {
        $session = Connect-Rutter -SecretName everything -BaseUri $emulator.BaseUri
        $session.HasAccessToken | Should -BeTrue
        $session.VaultName | Should -BeNullOrEmpty
        (Get-RutterBankTransfer).Count | Should -Be 4
        $asked | Should -Be '/everything', '/everything'
    }

    It 'stores nothing: a secret that changes is used at once, and one that is gone is missed' {
        $vault.moving = $vault.everything.Clone()
        $null = Connect-Rutter -SecretName moving -BaseUri $emulator.BaseUri
        (Get-RutterBankTransfer).Count | Should -Be 4
        $vault.moving.ClientSecret = 'another-secret-now'
        { Get-RutterBankTransfer } | Should -Throw -ErrorId 'INVALID_CLIENT_CREDENTIALS*'
        $vault.Remove('moving')
        $failure = { Get-RutterBankTransfer } | Should -Throw -ErrorId 'VaultSecretUnavailable*' -PassThru
        $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Get-SecretInfo'
    }

    It 'lets no variable of the environment choose the company' {
        $env:RUTTER_ACCESS_TOKEN = 'of-another-company'
        try { (Connect-Rutter -SecretName books -BaseUri $emulator.BaseUri).HasAccessToken | Should -BeFalse }
        finally { $env:RUTTER_ACCESS_TOKEN = $null }
    }

    It 'signs with the secret in the vault' {
        $null = Connect-Rutter -SecretName everything -BaseUri $emulator.BaseUri
        New-RutterWebhookSignature -Payload '{}' | Should -Be (New-RutterWebhookSignature -Payload '{}' -Secret $emulator.ClientSecret)
    }

    It 'says what is wrong with <Name>' -ForEach @(
        @{ Name = 'half'; ErrorId = 'VaultSecretUnusable*'; Message = "*'half'*no ClientSecret*" }
        @{ Name = 'text'; ErrorId = 'VaultSecretUnusable*'; Message = "*'text'*must be a credential*" }
        @{ Name = 'nothing'; ErrorId = 'VaultSecretUnavailable*'; Message = "*'nothing'*not found*" }
    ) {
        $failure = { Connect-Rutter -SecretName $Name -BaseUri $emulator.BaseUri } | Should -Throw -ErrorId $ErrorId -ExpectedMessage $Message -PassThru
        $failure | Format-List * -Force | Out-String | Should -Not -Match 'CANARY'
        Get-RutterSession | Where-Object SecretName -EQ $Name | Should -BeNullOrEmpty
    }

    It 'shows no secret of the vault' {
        $session = Connect-Rutter -SecretName everything -BaseUri $emulator.BaseUri
        $shown = @(
            $session | Format-List * -Force | Out-String -Width 500
            $session | ConvertTo-Json -Depth 10 -WarningAction Ignore
            [System.Management.Automation.PSSerializer]::Serialize($session, 10)
            Get-RutterBankTransfer -Verbose -Debug *>&1 | Out-String -Width 500
        ) -join "`n"
        $shown | Should -Match 'everything'
        foreach ($secret in $emulator.ClientSecret, $emulator.AccessToken) { $shown.Contains($secret) | Should -BeFalse }
    }
}

Describe 'Without SecretManagement' {
    It 'Connect-Rutter says what to install' {
        $env:PSModulePath = "$TestDrive/empty"
        try {
            $failure = { Connect-Rutter -SecretName books -BaseUri $emulator.BaseUri } | Should -Throw -ErrorId 'SecretManagementMissing*' -PassThru
            $failure.CategoryInfo.Category | Should -Be 'NotInstalled'
            $failure.ErrorDetails.RecommendedAction | Should -Match 'Install-PSResource Microsoft.PowerShell.SecretManagement'
        }
        finally { $env:PSModulePath = $modulePath }
    }
}
