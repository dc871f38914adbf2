Describe 'The public surface' {
    It 'is the one that was agreed on, in PublicSurface.txt; ./build.ps1 surface renews it, and the change log tells of the difference' {
        $agreed = Get-Content $PSScriptRoot/PublicSurface.txt
        # In a process of its own: a parameter set that another suite's module adds does not belong to it.
        $actual = pwsh -NoProfile -NonInteractive -File $PSScriptRoot/Get-PublicSurface.ps1 -ModulePath (Split-Path $env:RUTTERPS_MODULE)
        $LASTEXITCODE | Should -Be 0
        Compare-Object $agreed $actual -SyncWindow 50 | ForEach-Object { "$($_.SideIndicator -eq '<=' ? 'gone' : 'new'): $($_.InputObject.Trim())" } | Should -BeNullOrEmpty
        $actual.Count | Should -BeGreaterThan 500
    }
}
