@{
    RootModule           = 'bin/RutterPS.dll'
    ModuleVersion        = '0.2.0'
    GUID                 = '6b0f4a52-2f0e-4c57-9f0b-6a1d2c7a9b31'
    Author               = 'The RutterPS contributors'
    CompanyName          = 'The RutterPS contributors'
    Copyright            = 'Copyright (c) 2026 the RutterPS contributors'
    Description          = 'Bank transfers and other accounting objects of many platforms through the Rutter API: every page streamed, money as decimal, writes that happen once, and an emulator to try scripts against.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    # Comes first: it says where the cmdlets' dependencies are.
    NestedModules        = @('bin/RutterPS.Loader.dll')
    # The build adds the names of what comes from api/: see tools/Rutter.Generator.
    FormatsToProcess     = @(
        'RutterPS.Format.ps1xml'
        'AmountTotal.Format.ps1xml'
        'Attachment.Format.ps1xml'
        'BankAccount.Format.ps1xml'
        'BankFeed.Format.ps1xml'
        'Configuration.Format.ps1xml'
        'Connection.Format.ps1xml'
        'CustomField.Format.ps1xml'
        'Event.Format.ps1xml'
        'Report.Format.ps1xml'
        'RutterChange.Format.ps1xml'
        'Statement.Format.ps1xml'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Add-RutterAttachment'
        'Connect-Rutter'
        'ConvertFrom-RutterWebhook'
        'ConvertTo-RutterFilter'
        'Disconnect-Rutter'
        'Get-RutterAccountingMetric'
        'Get-RutterAttachment'
        'Get-RutterBankAccountBalance'
        'Get-RutterBankAccountDetail'
        'Get-RutterCommerceMetric'
        'Get-RutterConnection'
        'Get-RutterConnectionSyncConfiguration'
        'Get-RutterCustomField'
        'Get-RutterEmulator'
        'Get-RutterEvent'
        'Get-RutterJob'
        'Get-RutterPlatformSyncConfiguration'
        'Get-RutterReport'
        'Get-RutterSession'
        'Export-RutterCsv'
        'Get-RutterWebhookConfiguration'
        'Invoke-RutterRequest'
        'Measure-RutterAmount'
        'New-RutterBankFeedAccountMappingLink'
        'New-RutterBankFeedOtp'
        'New-RutterBankFeedTransaction'
        'New-RutterConnection'
        'New-RutterConnectionSyncConfiguration'
        'New-RutterPlatformSyncConfiguration'
        'New-RutterWebhookSignature'
        'Receive-RutterJob'
        'Receive-RutterWebhook'
        'Remove-RutterBillCreditApplication'
        'Remove-RutterConnection'
        'Remove-RutterConnectionSyncConfiguration'
        'Remove-RutterInvoiceCreditApplication'
        'Remove-RutterPlatformSyncConfiguration'
        'Request-RutterAccessToken'
        'Reset-RutterAccessToken'
        'Resolve-RutterName'
        'Save-RutterAttachment'
        'Save-RutterInvoicePdf'
        'Start-RutterBackfill'
        'Start-RutterEmulator'
        'Start-RutterIncrementalSync'
        'Stop-RutterEmulator'
        'Test-RutterFilter'
        'Test-RutterWebhookSignature'
        'Update-RutterConnection'
        'Update-RutterConnectionSyncConfiguration'
        'Update-RutterPlatformSyncConfiguration'
        'Update-RutterWebhookConfiguration'
        'Wait-RutterConnection'
        'Wait-RutterJob'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('Rutter', 'Accounting', 'Finance', 'Ledger', 'BankTransfer', 'API', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
