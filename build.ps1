#!/usr/bin/env pwsh
<#
.SYNOPSIS
One entry to what `dotnet` does anyway.
.EXAMPLE
./build.ps1 test
#>
param(
    [Parameter(Position = 0)]
    [ValidateSet('build', 'test', 'demo', 'docs', 'surface', 'package', 'bench')]
    [string] $Task = 'build',

    # For bench: --quick, --only NAME, --samples N, --baseline FILE, --guide FILE.
    [Parameter(Position = 1, ValueFromRemainingArguments)]
    [string[]] $Arguments = @()
)

$ErrorActionPreference = 'Stop'
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'build' { dotnet build }
        'test' { dotnet test }
        'demo' { dotnet run --project samples/Tour }
        'bench' { dotnet run -c Release --project tests/Benchmarks -- @Arguments }
        'docs' {
            dotnet build src/RutterPS && ./docs/Export-Help.ps1 -ModulePath (Get-ChildItem output/RutterPS -Directory | Sort-Object { [version]$_.Name } | Select-Object -Last 1)
        }
        'surface' {
            # The cmdlets, parameters and types that scripts rely on: a test compares them with this file.
            dotnet build src/RutterPS && pwsh -NoProfile -File tests/RutterPS.Tests/Get-PublicSurface.ps1 -ModulePath (
                Get-ChildItem output/RutterPS -Directory | Sort-Object { [version]$_.Name } | Select-Object -Last 1) | Set-Content tests/RutterPS.Tests/PublicSurface.txt
        }
        'package' {
            # Apart from the module that tests use: this one is optimised.
            $version = (Import-PowerShellDataFile module/RutterPS.psd1).ModuleVersion
            $module = Join-Path $PSScriptRoot "output/package/RutterPS/$version/"
            if (Test-Path $module) { Remove-Item $module -Recurse }
            dotnet build src/RutterPS --configuration Release "-p:ModuleOutput=$module" && ./package/Export-Package.ps1 -ModulePath $module -Destination output/package
        }
    }
    exit $LASTEXITCODE
}
finally {
    Pop-Location
}
