BeforeDiscovery {
    $hasAnalyzer = [bool](Get-Module PSScriptAnalyzer -ListAvailable)
    $reason = $hasAnalyzer ? '' : ' (skipped: PSScriptAnalyzer is not installed)'
}

BeforeAll {
    $root = (Resolve-Path "$PSScriptRoot/../..").Path

    function Get-Finding([string[]] $Path, [string[]] $Except = @()) {
        $settings = Import-PowerShellDataFile "$root/PSScriptAnalyzerSettings.psd1"
        $settings.ExcludeRules += $Except
        # Through the pipeline: each call of its own would load all rules again.
        $Path | Invoke-ScriptAnalyzer -Settings $settings | ForEach-Object { "$($_.ScriptPath):$($_.Line) $($_.RuleName): $($_.Message)" }
    }

    function Get-Script([string] $Folder) {
        Get-ChildItem $Folder -Recurse -Include *.ps1, *.psm1, *.psd1 | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]' | ForEach-Object FullName
    }
}

Describe 'PSScriptAnalyzer' {
    It "finds nothing in what is shipped, sampled or run to build$reason" -Skip:(-not $hasAnalyzer) {
        # The manifest names files that exist only in the built module.
        $files = @(Get-ChildItem $root -File -Filter *.ps*1 | ForEach-Object FullName) + @('docs', 'package', 'samples' | ForEach-Object { Get-Script "$root/$_" }) + @(Get-Script (Split-Path $env:RUTTERPS_MODULE))
        $files.Count | Should -BeGreaterThan 7
        Get-Finding $files | Should -BeNullOrEmpty
    }

    It "finds nothing in the tests$reason" -Skip:(-not $hasAnalyzer) {
        # Pester's blocks share variables in ways that the analyzer does not see, and helpers of tests play people, secrets and prompts.
        $misread = @(
            'PSUseDeclaredVarsMoreThanAssignments', 'PSReviewUnusedParameter', 'PSUseUsingScopeModifierInNewRunspaces', 'PSAvoidOverwritingBuiltInCmdlets'
            'PSAvoidUsingConvertToSecureStringWithPlainText', 'PSUseShouldProcessForStateChangingFunctions', 'PSAvoidUsingPositionalParameters'
            'PSAvoidGlobalVars', 'PSUseSingularNouns'
        )
        Get-Finding (Get-Script "$root/tests") -Except $misread | Should -BeNullOrEmpty
    }
}
