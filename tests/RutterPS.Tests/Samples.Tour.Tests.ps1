Describe 'The picture of README' {
    It 'is what the tour says' {
        $root = (Resolve-Path "$PSScriptRoot/../..").Path
        & "$root/docs/Export-Session.ps1" -ModulePath (Split-Path $env:RUTTERPS_MODULE) -Destination "$TestDrive/session.svg"
        $made = @(Get-Content "$TestDrive/session.svg")
        $kept = @(Get-Content "$root/assets/session.svg")
        Compare-Object $kept $made | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" } |
            Should -BeNullOrEmpty -Because 'else the picture is old: run ./docs/Export-Session.ps1 -ModulePath output/RutterPS/<version>'
        Get-Content -Raw "$root/README.md" | Should -Match '\]\(assets/session\.svg\)'
    }
}
