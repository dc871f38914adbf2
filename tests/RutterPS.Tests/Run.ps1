# Runs the suites beside this file. By hand it shows what it does; for `dotnet test` it writes a file of results for each suite.
[CmdletBinding(DefaultParameterSetName = 'Shown')]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(ParameterSetName = 'Shown')] [string[]] $Path = $PSScriptRoot,
    # Several processes share the suites: who can make a suite's file of results runs it.
    [Parameter(Mandatory, ParameterSetName = 'Shared')] [string] $ResultFolder,
    # Separated by commas.
    [Parameter(Mandatory, ParameterSetName = 'Shared')] [string] $SuiteNames
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module Pester -ListAvailable | Where-Object Version -GE '5.0')) {
    exit 42
}

Import-Module Pester -MinimumVersion 5.0
$env:RUTTERPS_MODULE = Join-Path (Resolve-Path $ModulePath) 'RutterPS.psd1'
# Suites start engines of their own: the one that is tested, not the first one on the PATH.
$env:PATH = $PSHOME + [System.IO.Path]::PathSeparator + $env:PATH

function Invoke-Suite([string[]] $Path, [string] $Verbosity) {
    # Where text goes decides whether it has colours, and so does the suite before; the suites read it without.
    $PSStyle.OutputRendering = 'PlainText'
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $Path
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = $Verbosity
    Invoke-Pester -Configuration $configuration
}

if (-not $ResultFolder) {
    $null = Invoke-Suite $Path Detailed
    return
}

foreach ($suite in $SuiteNames -split ',') {
    try {
        $file = [System.IO.File]::Open((Join-Path $ResultFolder "$suite.json"), [System.IO.FileMode]::CreateNew, [System.IO.FileAccess]::Write, [System.IO.FileShare]::Read)
    }
    catch [System.IO.IOException] {
        continue
    }

    try {
        $run = Invoke-Suite (Join-Path $PSScriptRoot $suite) None
        $tests = @(
            foreach ($test in $run.Tests) {
                $outcome = switch ($test.Result) { 'Passed' { 'Passed' } 'Skipped' { 'Skipped' } default { 'Failed' } }
                $message = ($test.ErrorRecord | ForEach-Object { $_.DisplayErrorMessage; $_.DisplayStackTrace }) -join "`n"
                @{ name = "$suite / $($test.ExpandedPath)"; outcome = $outcome; message = $message ? $message : "Pester says: $($test.Result)." }
            }
            # A suite that breaks outside its tests would otherwise go unseen.
            foreach ($container in @($run.Containers) + @($run.FailedBlocks)) {
                if ($container.ErrorRecord) {
                    @{ name = "$suite / outside the tests"; outcome = 'Failed'; message = ($container.ErrorRecord | Out-String) }
                }
            }
        )
        $engine = "PowerShell $($PSVersionTable.PSVersion) on $([System.Runtime.InteropServices.RuntimeInformation]::FrameworkDescription)"
        $file.Write([System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json @{ engine = $engine; tests = $tests } -Depth 4)))
    }
    finally {
        $file.Dispose()
    }
}
