# Runs the suites beside this file and writes one line of JSON for every test. Called by `dotnet test`; also runs by hand.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [string] $ResultFile,
    [string[]] $Path = $PSScriptRoot
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module Pester -ListAvailable | Where-Object Version -GE '5.0')) {
    exit 42
}

Import-Module Pester -MinimumVersion 5.0
$env:RUTTERPS_MODULE = Join-Path (Resolve-Path $ModulePath) 'RutterPS.psd1'

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = $ResultFile ? 'None' : 'Detailed'
$run = Invoke-Pester -Configuration $configuration

if ($ResultFile) {
    $results = @(
        foreach ($test in $run.Tests) {
            $suite = [System.IO.Path]::GetFileName($test.ScriptBlock.File)
            $outcome = switch ($test.Result) { 'Passed' { 'Passed' } 'Skipped' { 'Skipped' } default { 'Failed' } }
            $message = ($test.ErrorRecord | ForEach-Object { $_.DisplayErrorMessage; $_.DisplayStackTrace }) -join "`n"
            @{ name = "$suite / $($test.ExpandedPath)"; outcome = $outcome; message = $message ? $message : "Pester says: $($test.Result)." }
        }
        # A suite that breaks outside its tests would otherwise go unseen.
        foreach ($container in $run.Containers + $run.FailedBlocks) {
            if ($container.ErrorRecord) {
                @{ name = "$($container.Name ?? $container.Item)"; outcome = 'Failed'; message = ($container.ErrorRecord | Out-String) }
            }
        }
    )
    [System.IO.File]::WriteAllText($ResultFile, (ConvertTo-Json -InputObject $results -Depth 3))
}
