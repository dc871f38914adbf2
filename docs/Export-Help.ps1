<#
.SYNOPSIS
Makes the help that Get-Help shows (MAML) out of the Markdown in docs/en-US. Needs Microsoft.PowerShell.PlatyPS 1.x.
.DESCRIPTION
A cmdlet that has no help yet gets one to fill in when -ModulePath names the built module; nothing is exported then.
.EXAMPLE
./docs/Export-Help.ps1 -ModulePath ./output/RutterPS/0.2.0
#>
param(
    [string] $Source = (Join-Path $PSScriptRoot 'en-US'),
    [string] $Destination = (Join-Path $PSScriptRoot '../module/en-US'),
    [string] $ModulePath
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

function Get-Child([System.Xml.XmlNode] $Node, [string] $Name) {
    foreach ($child in $Node.ChildNodes) { if ($child.LocalName -eq $Name) { $child } }
}

# Get-Help breaks lines at paragraphs only; PlatyPS leaves a whole text in one.
function Split-Paragraph([xml] $Maml) {
    foreach ($para in @($Maml.GetElementsByTagName('maml:para'))) {
        $texts = @($para.InnerText -split '\n\s*\n' | ForEach-Object { ($_ -replace '\s*\n\s*', ' ').Trim() } | Where-Object { $_ })
        foreach ($text in $texts) {
            $new = $para.CloneNode($false)
            $new.InnerText = $text
            $null = $para.ParentNode.InsertBefore($new, $para)
        }
        $null = $para.ParentNode.RemoveChild($para)
    }
}

# PlatyPS writes an example's code among its words, fence and all, with U+0080 in empty lines; Get-Help has a place for each.
function Split-Example([xml] $Maml) {
    foreach ($example in $Maml.GetElementsByTagName('command:example')) {
        $introduction = Get-Child $example 'introduction'
        $text = @(Get-Child $introduction 'para' | ForEach-Object InnerText) -join "`n`n" -replace '[\r\x80]' -replace '\n{3,}', "`n`n"
        $words, $code = $text -split '(?m)^```(?:powershell)?$'
        (Get-Child $example 'code').InnerText = "$code".Trim()
        $para = $Maml.CreateElement('maml', 'para', $introduction.NamespaceURI)
        $para.InnerText = $words
        $null = (Get-Child $example 'remarks').AppendChild($para)
        $null = $example.RemoveChild($introduction)
    }
}

# The pages are files beside each other: of their links, Get-Help needs the names.
function Clear-FileLink([xml] $Maml) {
    foreach ($link in @($Maml.GetElementsByTagName('maml:navigationLink'))) {
        $uri = Get-Child $link 'uri'
        if ((Get-Child $link 'linkText').InnerText -eq 'Online Version' -and -not $uri.InnerText) { $null = $link.ParentNode.RemoveChild($link) }
        elseif ($uri.InnerText -like '*.md') { $uri.InnerText = '' }
    }
}

# Get-Help shows an about topic as the plain text that it is: headings without marks, and paragraphs indented and wrapped at 80 columns.
function ConvertTo-HelpText([string] $Markdown) {
    foreach ($block in $Markdown.Trim() -split '(?:\r?\n){2,}') {
        switch -Regex ($block) {
            '^# (?<text>.+)' { 'TOPIC', "    $($Matches.text)", ''; break }
            '^## (?<text>.+)' { $Matches.text.ToUpperInvariant(), ''; break }
            '^### (?<text>.+)' { "  $($Matches.text)", ''; break }
            default {
                foreach ($text in $block -split '\r?\n(?=- )') {
                    $line = '   '
                    foreach ($word in $text -split '\s+') {
                        if ($line.Length + 1 + $word.Length -gt 80) { $line; $line = $text.StartsWith('- ') ? '     ' : '   ' }
                        $line += " $word"
                    }
                    $line
                }
                ''
            }
        }
    }
}

if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable | Where-Object Version -GE '1.0')) {
    throw 'The help is made by Microsoft.PowerShell.PlatyPS 1.x, which is not installed. Run: Install-PSResource Microsoft.PowerShell.PlatyPS'
}

Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0
$work = New-Item -ItemType Directory -Path (Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid()))
try {
    if ($ModulePath) {
        $module = Import-Module (Join-Path (Resolve-Path $ModulePath) 'RutterPS.psd1') -PassThru
        $pages = (Get-ChildItem $Source -Filter *-*.md).BaseName
        # Help that comes from the description of the API is in the built module alone.
        $written = ([xml](Get-Content -Raw (Join-Path $module.ModuleBase 'en-US/RutterPS.dll-Help.xml'))).GetElementsByTagName('command:name').InnerText
        $missing = @($module.ExportedCmdlets.Values | Where-Object Name -NotIn ($pages + $written))
        if ($missing) {
            # PlatyPS reads properties that are not there.
            $null = & { Set-StrictMode -Off; New-MarkdownCommandHelp -CommandInfo $missing -OutputFolder $work }
            $pages = Get-ChildItem $work -Recurse -Filter *.md | Copy-Item -Destination $Source -PassThru
            throw "Fill in what stands in {{ }} in these new pages, then run this again: $($pages.Name -join ', ')."
        }
    }

    $help = Get-ChildItem $Source -Filter *-*.md | Sort-Object Name | ForEach-Object { Import-MarkdownCommandHelp -Path $_.FullName }
    $null = Export-MamlCommandHelp -CommandHelp $help -OutputFolder $work
    foreach ($file in Get-ChildItem $work -Recurse -Filter *-Help.xml) {
        $maml = [xml](Get-Content -Raw $file.FullName)
        Split-Example $maml
        Split-Paragraph $maml
        Clear-FileLink $maml

        # The order in which PlatyPS exports is not that of the pages.
        $root = $maml.DocumentElement
        foreach ($command in @(Get-Child $root 'command' | Sort-Object { (Get-Child (Get-Child $_ 'details') 'name').InnerText })) { $null = $root.AppendChild($command) }

        $null = New-Item -ItemType Directory -Force -Path $Destination
        $settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [System.Text.UTF8Encoding]::new($false) }
        $writer = [System.Xml.XmlWriter]::Create((Join-Path (Resolve-Path $Destination).ProviderPath $file.Name), $settings)
        try { $maml.Save($writer) } finally { $writer.Dispose() }
    }

    foreach ($topic in Get-ChildItem $Source -Filter about_*.md) {
        $text = (ConvertTo-HelpText (Get-Content -Raw $topic.FullName)) -join "`n"
        [System.IO.File]::WriteAllText((Join-Path (Resolve-Path $Destination).ProviderPath "$($topic.BaseName).help.txt"), $text)
    }
}
finally {
    Remove-Item $work -Recurse
}
