BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Webhooks.ps1
    $sample = (Resolve-Path $PSScriptRoot/../../samples/WebhookReceiver.ps1).ProviderPath

    function Start-Sample([int] $Count) {
        Start-Receiver '& $sample -Path $file -Prefix http://127.0.0.1:0/ -Secret $secret -Until @{ Count = $count }' @{ sample = $sample; file = $file; secret = $webhookSecret; count = $Count }
    }
    function New-Transfer([string] $Change, [string] $Id, [string] $Amount, [string] $UpdatedAt) {
        New-Webhook BANK_TRANSFER $Change $Id ",`"total_amount`":$Amount,`"updated_at`":`"$UpdatedAt`",`"memo`":`"Rent, `\`"May`\`"`""
    }
}

Describe 'samples/WebhookReceiver.ps1' {
    BeforeEach { $file = Join-Path $TestDrive "$(New-Guid)/transfers[1].csv"; $null = New-Item -ItemType Directory (Split-Path $file) }

    It 'keeps the file current: new, changed, late, twice and deleted' {
        $receiver = Start-Sample 6
        $steps = @(
            New-Transfer CREATED b1 10.50 2024-05-01T10:00:00Z
            New-Transfer CREATED b2 20.00 2024-05-01T10:00:00Z
            New-Transfer UPDATED b1 11.50 2024-05-01T12:00:00Z
            New-Transfer UPDATED b1 10.75 2024-05-01T11:00:00+00:00
            New-Transfer DELETED b2 20.00 2024-05-01T10:00:00Z
            New-Transfer UPDATED b2 21.00 2024-05-01T13:00:00Z
        )
        foreach ($step in @($steps[0]) + $steps) {
            Send-Webhook $receiver.Uri $step | Should -Be 204
            (Import-Csv -LiteralPath $file).Id | Should -Contain 'b1' -Because 'the answer comes behind the writing'
        }
        $null = Receive-Output $receiver
        $rows = Import-Csv -LiteralPath $file
        $rows.Id | Should -Be 'b1', 'b2'
        $rows.TotalAmount | Should -Be '11.50', '20.00'
        $rows.Deleted | Should -Be 'False', 'True'
        $rows[0].Memo | Should -Be 'Rent, "May"'
        $rows[0].ConnectionId | Should -Be 'c1'
    }

    It 'goes on after a restart with the file that is there' {
        $receiver = Start-Sample 1
        Send-Webhook $receiver.Uri (New-Transfer CREATED b1 1.00 2024-05-02T00:00:00Z) | Should -Be 204
        $null = Receive-Output $receiver
        $receiver = Start-Sample 2
        Send-Webhook $receiver.Uri (New-Transfer CREATED b2 2.00 2024-05-02T00:00:00Z) | Should -Be 204
        Send-Webhook $receiver.Uri (New-Transfer UPDATED b1 9.00 2024-05-01T00:00:00Z) | Should -Be 204
        $null = Receive-Output $receiver
        (Import-Csv -LiteralPath $file).TotalAmount | Should -Be '1.00', '2.00'
    }

    It 'lets Rutter send again what it could not write' {
        $receiver = Start-Sample 2
        Send-Webhook $receiver.Uri (New-Transfer CREATED b1 1.00 2024-05-02T00:00:00Z) | Should -Be 204
        Rename-Item -LiteralPath (Split-Path $file) gone
        Send-Webhook $receiver.Uri (New-Transfer CREATED b2 2.00 2024-05-02T00:00:00Z) | Should -Be 503
        { Receive-Output $receiver } | Should -Throw
        Rename-Item -LiteralPath "$(Split-Path (Split-Path $file))/gone" (Split-Path (Split-Path $file) -Leaf)

        $receiver = Start-Sample 1
        Send-Webhook $receiver.Uri (New-Transfer CREATED b2 2.00 2024-05-02T00:00:00Z) | Should -Be 204
        $null = Receive-Output $receiver
        (Import-Csv -LiteralPath $file).Id | Should -Be 'b1', 'b2'
    }

    It 'passes over, with a warning, a transfer of a form that it does not know' {
        $receiver = Start-Sample 1
        Send-Webhook $receiver.Uri (New-Webhook BANK_TRANSFER CREATED b1 ',"total_amount":{"value":1}') | Should -Be 204
        Receive-Output $receiver | Should -BeNullOrEmpty
        $file | Should -Not -Exist
    }
}
