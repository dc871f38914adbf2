#!/usr/bin/env pwsh
<#
.SYNOPSIS
One entry to what `dotnet` does anyway.
.EXAMPLE
./build.ps1 test
#>
param(
    [Parameter(Position = 0)]
    [ValidateSet('build', 'test', 'demo')]
    [string] $Task = 'build'
)

$ErrorActionPreference = 'Stop'
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'build' { dotnet build }
        'test' { dotnet test }
        'demo' { dotnet run --project samples/Tour }
    }
    exit $LASTEXITCODE
}
finally {
    Pop-Location
}
