<#
.SYNOPSIS
Makes the picture with which README opens, assets/session.svg, out of what the tour really says.
.DESCRIPTION
Runs samples/Tour/Tour.ps1 against the built module, takes the steps that fit into a picture, and puts something steady where each run differs: ports,
times, and ids that are made anew. A test compares the picture with the tour.
.EXAMPLE
./docs/Export-Session.ps1 -ModulePath ./output/RutterPS/0.2.0
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [string] $Destination = (Join-Path $PSScriptRoot '../assets/session.svg')
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$columns = 118
$shown = @(
    '$rutter = Start-*', 'Connect-Rutter*', 'Get-RutterBankTransfer -First 3 | Resolve*', 'Get-RutterBankTransfer | Measure*', 'Get-RutterBill | Measure*'
    '$from, $to = *', '*-WhatIf', '$before = *', '*-Verbose*', '$rutter.TransferCount - *'
)

# What differs from run to run, and what stands for it.
$steady = [ordered]@{
    '127\.0\.0\.1:\d+'                                      = '127.0.0.1:46381'
    ' in \d+ ms'                                            = ' in 9 ms'
    ' in \d+\.\d s:'                                        = ' in 0.3 s:'
    '(?<=broke before a response came\.).*'                 = ''
    ', request id [0-9a-f-]{36}'                            = ''
    '(?<=(?:JobId|jobs/)[ :]*)[0-9a-f-]{36}'                = 'ea6efa0d-782b-4d05-9fcd-a5376a6416c4'
    '(?<=IdempotencyKey : )[0-9a-f-]{36}'                   = '7a903b17-5ba9-4190-8dd1-cfcec3df2582'
    '(?<=^Id             : )[0-9a-f-]{36}'                  = 'c4bd475f-fcf2-4b5f-ba47-37f4d463ff66'
}

function Split-Line([string] $Text) {
    # At blanks where there are some, with what goes on under a sign for it, as a person would type it.
    while ($Text.Length -gt $columns) {
        $at = $Text.LastIndexOf(' ', $columns - 2)
        if ($at -lt 20) { $at = $columns - 2 }
        $Text.Substring(0, $at)
        $Text = '    ' + $Text.Substring($at).TrimStart()
    }
    $Text
}

function ConvertTo-Step([string[]] $Line) {
    $step = $null
    foreach ($one in $Line) {
        if ($one -like 'PS> *') {
            if ($step) { $step }
            $step = [pscustomobject]@{ Command = $one.Substring(4); Output = [System.Collections.Generic.List[string]]::new() }
        }
        elseif ($step) { $step.Output.Add($one) }
    }
    $step
}

function Get-Color([string] $Line, [string] $Next) {
    if ($Line -like 'VERBOSE: *') { '#d29922' }
    elseif ($Line -match '^[- ]*-[- ]*$' -or $Next -match '^[- ]*---[- ]*$') { '#7ee787' }
    elseif ($Line -like 'What if: *') { '#79c0ff' }
    else { '#e6edf3' }
}

function ConvertTo-Text([string] $Text, [string] $Color, [int] $Row, [string] $Weight = 'normal') {
    $y = 62 + 18 * $Row
    '<text x="20" y="{0}" fill="{1}" font-weight="{2}" xml:space="preserve">{3}</text>' -f $y, $Color, $Weight, [System.Security.SecurityElement]::Escape($Text)
}

$engine = [System.Environment]::ProcessPath
$manifest = Join-Path (Resolve-Path $ModulePath).ProviderPath 'RutterPS.psd1'
$said = & $engine -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot '../samples/Tour/Tour.ps1') -ModulePath $manifest -Width $columns 2>&1
if ($LASTEXITCODE -ne 0) { throw "The tour failed: $($said -join "`n")" }
$plain = @("$($said -join "`n")" -replace "`e\[[\d;]*m" -split '\r?\n' | ForEach-Object { $line = $_; foreach ($pattern in $steady.Keys) { $line = $line -replace $pattern, $steady[$pattern] }; $line.TrimEnd() })

$row = 0
$texts = foreach ($step in ConvertTo-Step $plain) {
    if (-not ($shown | Where-Object { $step.Command -like $_ })) { continue }
    foreach ($part in Split-Line "PS> $($step.Command)") { ConvertTo-Text -Text $part -Color '#a5d6ff' -Row ($row++) -Weight bold }
    $output = @($step.Output)
    $blank = $true
    for ($i = 0; $i -lt $output.Count; $i++) {
        # One empty line is enough, and none at the beginning.
        if (-not $output[$i]) { $blank = $true; continue }
        if ($blank -and $i -gt 0) { $row++ }
        $blank = $false
        $next = $i + 1 -lt $output.Count ? $output[$i + 1] : ''
        foreach ($part in Split-Line $output[$i]) { ConvertTo-Text -Text $part -Color (Get-Color $part $next) -Row ($row++) }
    }
    $row++
}

$width = 40 + [int] [System.Math]::Ceiling(7.83 * $columns)
$height = 62 + 18 * $row
$svg = @(
    "<svg xmlns=`"http://www.w3.org/2000/svg`" viewBox=`"0 0 $width $height`" width=`"$width`" height=`"$height`" role=`"img`" aria-labelledby=`"t`">"
    '<title id="t">A session in PowerShell: an emulator starts, transfers are listed with names and added up in each currency, and a transfer is made once although the network dropped the response</title>'
    "<rect width=`"$width`" height=`"$height`" rx=`"10`" fill=`"#0d1117`"/>"
    "<path d=`"M0 36V10A10 10 0 0 1 10 0H$($width - 10)A10 10 0 0 1 $width 10V36Z`" fill=`"#21262d`"/>"
    '<circle cx="20" cy="18" r="6" fill="#ff5f57"/><circle cx="40" cy="18" r="6" fill="#febc2e"/><circle cx="60" cy="18" r="6" fill="#28c840"/>'
    "<text x=`"$([int] ($width / 2))`" y=`"23`" fill=`"#8b949e`" font-family=`"sans-serif`" font-size=`"13`" text-anchor=`"middle`">dotnet run --project samples/Tour</text>"
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, ''DejaVu Sans Mono'', monospace" font-size="13">'
    $texts
    '</g>'
    '</svg>'
)
$path = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Destination)
[System.IO.File]::WriteAllText($path, ($svg -join "`n") + "`n", [System.Text.UTF8Encoding]::new($false))
