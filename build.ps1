#!/usr/bin/env pwsh
<#
.SYNOPSIS
One entry to what `dotnet` does anyway.
.EXAMPLE
./build.ps1 test
#>
param(
    [Parameter(Position = 0)]
    [ValidateSet('build', 'test', 'demo', 'docs', 'bench')]
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
    }
    exit $LASTEXITCODE
}
finally {
    Pop-Location
}
