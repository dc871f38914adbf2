BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Connect-NewEmulator @{ TransferCount = 70 }
    $sample = Join-Path $PSScriptRoot '../../samples/NightlyExport.ps1'
    $csv = Join-Path $TestDrive 'transfers of ours.csv'

    function Compare-WithLedger {
        $expected = $emulator.GetObjects('bank_transfers').ForEach{ "$($_['id'])|$($_['memo'])|$($_['total_amount'])" } | Sort-Object
        Import-Csv $csv | ForEach-Object { "$($_.id)|$($_.memo)|$($_.total_amount)" } | Sort-Object | Should -Be $expected
    }
}

AfterAll { $emulator.Stop() }

Describe 'The sample NightlyExport.ps1' {
    It 'writes the whole ledger in the first run, and what changed in the next' {
        (& $sample -CsvPath $csv).Created | Should -Be 70
        Compare-WithLedger

        $ids = (Import-Csv $csv).id
        $null = $emulator.ChangeObject('bank_transfers', (New-Change @{ id = $ids[0]; memo = 'a "quoted", long memo' }))
        $null = $emulator.ChangeObject('bank_transfers', (New-Change @{ memo = 'new'; total_amount = 12.50 }))
        $null = $emulator.RemoveObject('bank_transfers', $ids[5])
        $run = & $sample -CsvPath $csv
        $run.Created, $run.Updated, $run.Deleted, $run.Rows | Should -Be 1, 1, 1, 70
        Compare-WithLedger
        (& $sample -CsvPath $csv).Updated | Should -Be 0
    }

    It 'does the missing part again when the file could not be written' {
        $id = (Import-Csv $csv)[0].id
        $null = $emulator.ChangeObject('bank_transfers', (New-Change @{ id = $id; memo = 'while the disk was full' }))
        function Export-RutterCsv { throw [System.IO.IOException]::new('The disk is full.') }
        { & $sample -CsvPath $csv } | Should -Throw 'The disk is full.'
        Remove-Item Function:/Export-RutterCsv
        (& $sample -CsvPath $csv).Updated | Should -Be 1
        Compare-WithLedger
    }

    It 'begins again when the file is gone' {
        Remove-Item $csv
        (& $sample -CsvPath $csv).Created | Should -Be 70
        Compare-WithLedger
    }
}
