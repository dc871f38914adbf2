<#
.SYNOPSIS
Makes the package that the PowerShell Gallery takes out of a built module.
.DESCRIPTION
The manifest says what the package is; CHANGELOG.md has its release notes. `dotnet pack` makes the file, so nothing else is needed.
.EXAMPLE
./package/Export-Package.ps1 -ModulePath ./output/RutterPS/0.2.0 -Destination ./output
#>
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $Destination
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

# The section of a version, or of what is not released yet.
function Get-ReleaseNote([string] $Changelog, [string] $Version) {
    foreach ($name in [regex]::Escape("[$Version]"), '\[Unreleased\]') {
        if ($Changelog -match "(?ms)^## $name[^\n]*\n(?<notes>.*?)(?=^## |\z)") { return ($Matches.notes -replace '\r').Trim() }
    }
    throw "CHANGELOG.md says nothing about version $Version."
}

# By these Find-Command finds a cmdlet. The Gallery takes 4,000 characters of tags, so where there are more, reading goes first.
function Get-CommandTag([string[]] $Cmdlet) {
    $room = 3700
    foreach ($name in @($Cmdlet -notmatch '^(New|Update|Remove|Sync)-') + @($Cmdlet -match '^(New|Update|Remove|Sync)-')) {
        $room -= "PSCmdlet_$name ".Length
        if ($room -lt 0) { break }
        "PSCmdlet_$name"
    }
}

function Write-Nuspec([hashtable] $Manifest, [string] $Notes, [string] $Path) {
    $data = $Manifest.PrivateData.PSData
    $tags = $data.Tags + 'PSModule' + 'PSIncludes_Cmdlet' + @(Get-CommandTag $Manifest.CmdletsToExport)
    $settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; Encoding = [System.Text.UTF8Encoding]::new($false) }
    $xml = [System.Xml.XmlWriter]::Create($Path, $settings)
    try {
        $xml.WriteStartElement('package', 'http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd')
        $xml.WriteStartElement('metadata')
        $fields = [ordered]@{
            id = 'RutterPS'; version = $Manifest.ModuleVersion; authors = $Manifest.Author; requireLicenseAcceptance = 'false'; license = 'MIT'
            icon = 'icon.png'; projectUrl = $data['ProjectUri']; description = $Manifest.Description; releaseNotes = $Notes
            copyright = $Manifest.Copyright; tags = $tags -join ' '
        }
        foreach ($name in $fields.Keys | Where-Object { $fields[$_] }) {
            $xml.WriteStartElement($name)
            if ($name -eq 'license') { $xml.WriteAttributeString('type', 'expression') }
            $xml.WriteString($fields[$name])
            $xml.WriteEndElement()
        }
        $xml.WriteEndElement()
        $xml.WriteStartElement('files')
        $xml.WriteStartElement('file')
        $xml.WriteAttributeString('src', 'module/**')
        $xml.WriteAttributeString('target', '')
    }
    finally { $xml.Dispose() }
}

$root = Split-Path $PSScriptRoot
$work = New-Item -ItemType Directory -Path (Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid()))
try {
    $stage = (Copy-Item $ModulePath (Join-Path $work 'module') -Recurse -PassThru)[0].FullName
    Copy-Item (Join-Path $root 'LICENSE'), (Join-Path $root 'assets/icon.png') $stage

    $manifest = Import-PowerShellDataFile (Join-Path $stage 'RutterPS.psd1')
    $notes = Get-ReleaseNote (Get-Content -Raw (Join-Path $root 'CHANGELOG.md')) $manifest.ModuleVersion
    $psd1 = Get-Content -Raw (Join-Path $stage 'RutterPS.psd1')
    $psd1.Replace("'$($manifest.PrivateData.PSData.ReleaseNotes)'", "'$($notes -replace "'", "''")'") | Set-Content -NoNewline (Join-Path $stage 'RutterPS.psd1')

    $nuspec = Join-Path $work 'RutterPS.nuspec'
    Write-Nuspec -Manifest $manifest -Notes $notes -Path $nuspec
    $null = New-Item -ItemType Directory -Force -Path $Destination
    $said = dotnet pack (Join-Path $PSScriptRoot 'RutterPS.Package.csproj') --nologo --output (Resolve-Path $Destination).ProviderPath "-p:NuspecFile=$nuspec" "-p:WorkFolder=$work/obj/" 2>&1
    if ($LASTEXITCODE -ne 0) { throw "dotnet pack failed.`n$($said -join "`n")" }
    Get-Item (Join-Path $Destination "RutterPS.$($manifest.ModuleVersion).nupkg")
}
finally {
    Remove-Item $work -Recurse -Force
}
