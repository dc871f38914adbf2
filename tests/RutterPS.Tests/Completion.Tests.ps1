BeforeAll {
    . $PSScriptRoot/Common.ps1
    Disconnect-Rutter -Name *
    $null = Connect-Rutter (New-Credential 'id' 'secret-1234') -Name books
    $null = Connect-Rutter (New-Credential 'id' 'secret-1234') -Name 'two words'
}

AfterAll { Disconnect-Rutter -Name * }

Describe 'Completion' {
    It 'of <Line>' -ForEach @(
        @{ Line = 'Connect-Rutter -Environment '; Offers = 'Production', 'Sandbox' }
        @{ Line = 'Connect-Rutter -ApiVersion '; Offers = '2024-08-31', '2024-04-30', '2023-03-14', '2023-02-07' }
        @{ Line = 'Connect-Rutter -ApiVersion 2024'; Offers = '2024-08-31', '2024-04-30' }
        @{ Line = 'Get-RutterBankTransfer -Sort '; Offers = "'created_at ASC'", "'created_at DESC'", "'updated_at ASC'", "'updated_at DESC'", "'last_synced_at ASC'", "'last_synced_at DESC'" }
        @{ Line = 'Get-RutterBankTransfer -Sort last'; Offers = "'last_synced_at ASC'", "'last_synced_at DESC'" }
        @{ Line = 'Get-RutterBankTransfer -Expand '; Offers = 'platform_data' }
        @{ Line = 'Get-RutterBankTransfer -IdType '; Offers = 'platform', 'rutter' }
        @{ Line = 'Get-RutterBankTransfer -Session '; Offers = 'books', "'two words'" }
        @{ Line = 'Get-RutterSession -Name b'; Offers = 'books' }
        @{ Line = 'Disconnect-Rutter -Name t'; Offers = "'two words'" }
        @{ Line = 'Start-RutterEmulator -Platform SAGE'; Offers = 'SAGE_INTACCT', 'SAGE_BUSINESS_CLOUD' }
    ) {
        (Get-Completion $Line).CompletionText | Should -Be $Offers
    }
}
