# Pages of hand-written cmdlets stand in docs/en-US; the help of generated ones is made at build, of docs/templates and api/.
BeforeDiscovery {
    $pages = Join-Path $PSScriptRoot '../../docs/en-US'
    $documented = Get-ChildItem $pages -Filter *-*.md | ForEach-Object { @{ Cmdlet = $_.BaseName; Page = $_.FullName } }
    $generated = (Import-PowerShellDataFile $env:RUTTERPS_MODULE).CmdletsToExport | Where-Object { $_ -notin $documented.Cmdlet } |
        Group-Object { ($_ -split '-', 2)[1] } | ForEach-Object { @{ Noun = $_.Name; Cmdlets = $_.Group } }
    $hasPlatyPS = [bool](Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable | Where-Object Version -GE '1.0')
    $reason = $hasPlatyPS ? '' : ' (skipped: Microsoft.PowerShell.PlatyPS 1.x is not installed)'
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $pages = Join-Path $PSScriptRoot '../../docs/en-US'

    # The texts of a page by heading, for one level of headings. A '#' in code is not a heading.
    function Get-Section([string] $Text, [string] $Level) {
        $sections = [ordered]@{}
        $heading = $null
        $isCode = $false
        foreach ($line in $Text -split '\r?\n') {
            if ($line.StartsWith('```')) { $isCode = -not $isCode }
            if (-not $isCode -and $line -match "^$Level (?<name>.+)$") { $heading = $Matches.name; $sections[$heading] = '' }
            elseif ($heading) { $sections[$heading] += "$line`n" }
        }
        $sections
    }

    function Read-Page([string] $Cmdlet) { Get-Section (Get-Content -Raw (Join-Path $pages "$Cmdlet.md")) '##' }

    function Get-PageParameter($Page) {
        $parameters = Get-Section $Page.PARAMETERS '###'
        $found = @{}
        foreach ($name in $parameters.Keys | Where-Object { $_ -ne 'CommonParameters' }) { $found[$name.TrimStart('-')] = ($parameters[$name] -split '(?m)^```')[0] }
        $found
    }

    function Get-Example($Page) {
        $examples = Get-Section $Page.EXAMPLES '###'
        foreach ($title in $examples.Keys) {
            $words, $code = $examples[$title] -split '(?m)^```(?:powershell)?$'
            [pscustomobject]@{ Title = $title; Words = $words; Code = "$code" }
        }
    }

    # Where lines break is a matter of the form that a text is in.
    function Join-Text($Text) { ((@($Text) | ForEach-Object { "$($_.PSObject.Properties['Text'] ? $_.Text : $_)" }) -join ' ' -replace '\s+', ' ').Trim() }

    # The formatted help is read once, because Get-Help for hundreds of cmdlets would take minutes.
    $shown = @{}
    $maml = [xml](Get-Content -Raw (Join-Path (Split-Path $env:RUTTERPS_MODULE) 'en-US/RutterPS.dll-Help.xml'))
    foreach ($node in $maml.DocumentElement.ChildNodes) { $shown[$node.details.name] = $node }
    $generated = (Get-Module RutterPS).ExportedCmdlets.Keys | Where-Object { -not (Test-Path (Join-Path $pages "$_.md")) } | Sort-Object

    # Empty where an element is not there.
    function Get-Text($Node) { ((@($Node) | ForEach-Object { if ($_ -is [System.Xml.XmlNode]) { $_.InnerText } else { "$_" } }) -join ' ').Trim() }

    function Get-OwnParameter([string] $Cmdlet) {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        (Get-Command $Cmdlet).Parameters.Values | Where-Object Name -NotIn $common
    }
}

Describe 'The pages of the help' {
    It 'are about cmdlets that there are' {
        (Get-ChildItem $pages -Filter *-*.md).BaseName | Where-Object { $_ -notin (Get-Module RutterPS).ExportedCmdlets.Keys } | Should -BeNullOrEmpty
    }

    It 'hold no text that was never written, and no empty section: <Cmdlet>' -ForEach $documented {
        Get-Content -Raw $Page | Should -Not -Match '\{\{'
        $page = Read-Page $Cmdlet
        foreach ($name in 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'EXAMPLES', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES', 'RELATED LINKS') { @($page.Keys) | Should -Contain $name }
        foreach ($name in $page.Keys) {
            $page[$name] | Should -Match '\S' -Because "$name must say something"
            $parts = Get-Section $page[$name] '###'
            foreach ($part in $parts.Keys) { $parts[$part] | Should -Match '\S' -Because "$part must say something" }
        }
        foreach ($example in Get-Example $page) {
            $example.Words | Should -Match '\S' -Because "'$($example.Title)' needs words"
            $example.Code | Should -Match '\S' -Because "'$($example.Title)' needs code"
        }
    }

    It 'link to pages that exist: <Cmdlet>' -ForEach $documented {
        $links = [regex]::Matches((Read-Page $Cmdlet)['RELATED LINKS'], '\]\((?<file>[^)]+)\)')
        $links.Count | Should -BeGreaterThan 0
        foreach ($link in $links.ForEach{ $_.Groups['file'].Value }) {
            if ($link -like 'https:*') { $link | Should -BeLike 'https://docs.rutter.com/*' } else { Join-Path $pages $link | Should -Exist }
        }
    }
}

Describe '<Cmdlet>' -ForEach $documented {
    BeforeAll {
        $page = Read-Page $Cmdlet
        $help = Get-Help $Cmdlet -Full
        $words = Get-PageParameter $page
    }

    It 'has its parameters explained, and no others' {
        $words.Keys | Sort-Object | Should -Be (Get-OwnParameter $Cmdlet | ForEach-Object Name | Sort-Object)
        foreach ($name in $words.Keys) { $words[$name] | Should -Match '\w+ \w+' -Because "-$name needs words" }
    }

    It 'has the facts of its parameters as they are in the code' {
        $sections = Get-Section $page.PARAMETERS '###'
        foreach ($parameter in Get-OwnParameter $Cmdlet) {
            $facts = $sections["-$($parameter.Name)"]
            $facts | Should -Match "(?m)^Type: $([regex]::Escape($parameter.ParameterType.ToString()))$" -Because "-$($parameter.Name) is of that type"
            $page.SYNTAX | Should -Match "-$($parameter.Name)\b"
            $aliases = [regex]::Match($facts, '(?s)\nAliases:(?<names>.*?)\nParameterSets:').Groups['names'].Value
            [regex]::Matches($aliases, '(?m)^- (?<name>.+)$') | ForEach-Object { $_.Groups['name'].Value } | Sort-Object | Should -Be ($parameter.Aliases | Sort-Object) -Because "-$($parameter.Name) has those aliases"
            foreach ($set in $parameter.ParameterSets.GetEnumerator()) {
                $name = $set.Key -eq '__AllParameterSets' ? '(All)' : $set.Key
                $facts -match "(?s)- Name: $([regex]::Escape($name))\s+Position: (?<position>\w+)\s+IsRequired: (?<required>\w+)\s+ValueFromPipeline: (?<value>\w+)\s+ValueFromPipelineByPropertyName: (?<property>\w+)" |
                    Should -BeTrue -Because "-$($parameter.Name) is in the parameter set $name"
                $Matches.position | Should -Be ($set.Value.Position -lt 0 ? 'Named' : $set.Value.Position)
                $Matches.required | Should -Be "$($set.Value.IsMandatory)"
                $Matches.value | Should -Be "$($set.Value.ValueFromPipeline)"
                $Matches.property | Should -Be "$($set.Value.ValueFromPipelineByPropertyName)"
            }
        }
    }

    It 'shows in Get-Help what its page says' {
        $help.Synopsis | Should -BeExactly (Join-Text $page.SYNOPSIS)
        Join-Text $help.description | Should -BeExactly (Join-Text $page.DESCRIPTION)
        Join-Text $help.alertSet.alert | Should -BeExactly (Join-Text $page.NOTES)
        $shown = @($help.parameters | ForEach-Object { $_.PSObject.Properties['parameter'] ? $_.parameter : @() })
        $shown | ForEach-Object name | Sort-Object | Should -Be ($words.Keys | Sort-Object)
        foreach ($parameter in $shown) { Join-Text $parameter.description | Should -BeExactly (Join-Text $words[$parameter.name]) }
    }

    It 'says something in every section that Get-Help shows' {
        foreach ($text in ($help | Out-String -Width 200), (Get-Help $Cmdlet -Examples | Out-String -Width 200)) {
            $text | Should -Not -Match '\{\{|TODO|TBD'
            $sections = $text -split '(?m)^(?=(?:[A-Z]+ )*[A-Z]+\r?$)' -match '\S'
            $sections.Count | Should -BeGreaterThan 1
            foreach ($section in $sections) { ($section -split '\n', 2)[1] | Should -Match '\S' -Because "there is a heading: $section" }
        }
        foreach ($name in 'SYNTAX', 'DESCRIPTION', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES', 'RELATED LINKS') { $help | Out-String | Should -Match "(?m)^$name\r?$" }
        foreach ($parameter in $words.Count -gt 0 ? (Get-Help $Cmdlet -Parameter *) : @()) { Join-Text $parameter.description | Should -Match '\w+ \w+' -Because "-$($parameter.name) needs words" }
    }

    It 'shows in Get-Help the examples of its page' {
        $written = @(Get-Example $page)
        $shown = @($help.examples.example)
        $shown.Count | Should -Be $written.Count
        for ($i = 0; $i -lt $written.Count; $i++) {
            $shown[$i].title.Trim('-', ' ') | Should -BeExactly $written[$i].Title
            $shown[$i].code.Trim() -replace '\r' | Should -BeExactly $written[$i].Code.Trim()
            Join-Text $shown[$i].remarks | Should -BeExactly (Join-Text $written[$i].Words)
        }
    }
}

Describe 'The help that is laid out' {
    It 'is one for each exported cmdlet' {
        $shown.Keys | Sort-Object | Should -Be ((Get-Module RutterPS).ExportedCmdlets.Keys | Sort-Object)
    }

    # What is wrong is gathered: a Should for each of ten thousand facts would take a minute.
    It 'has the parameters of every generated cmdlet as they are in the code' {
        $wrong = foreach ($name in $generated) {
            $node = $shown[$name]
            $parameters = @(Get-OwnParameter $name)
            $facts = @{}
            foreach ($fact in $node.parameters.parameter) { $facts[$fact.name] = $fact }
            if ("$($facts.Keys | Sort-Object)" -ne "$($parameters.Name | Sort-Object)") { "${name}: it has $($parameters.Name), the help says $($facts.Keys)"; continue }
            foreach ($parameter in $parameters) {
                $sets = $parameter.ParameterSets.Values
                $code = $parameter.ParameterType.ToString(), ($parameter.Aliases.Count ? $parameter.Aliases -join ', ' : 'none'), ($sets.IsMandatory -contains $true),
                ($sets.ValueFromPipeline -contains $true), ($sets.ValueFromPipelineByPropertyName -contains $true)
                $fact = $facts[$parameter.Name]
                $help = $fact.type.name, $fact.aliases, ($fact.required -eq 'true'), ($fact.pipelineInput -match 'ByValue'), ($fact.pipelineInput -match 'ByPropertyName')
                if ("$help" -cne "$code") { "$name -$($parameter.Name): it is $code, the help says $help" }
            }
            $lines = @($node.syntax.syntaxItem | ForEach-Object { "$($_.parameter.name | Sort-Object)" })
            foreach ($set in (Get-Command $name).ParameterSets) {
                if ($lines -notcontains "$($set.Parameters.Name | Where-Object { $_ -in $parameters.Name } | Sort-Object)") { "${name}: the set $($set.Name) has no line" }
            }
        }
        $wrong | Should -BeNullOrEmpty
    }

    It 'says something in every section of every generated cmdlet' {
        $wrong = foreach ($name in $generated) {
            $node = $shown[$name]
            if ($node.InnerText -match '\{\{|TODO|TBD') { "${name}: $($Matches[0])" }
            $parts = [ordered]@{
                synopsis = $node.details.description; description = $node.description; inputs = $node.inputTypes; outputs = $node.returnValues
                notes = $node.alertSet; links = $node.relatedLinks
            }
            foreach ($parameter in $node.parameters.parameter) { $parts["-$($parameter.name)"] = $parameter.description }
            foreach ($example in $node.examples.example) {
                $parts[$example.title] = $example.remarks
                if ($example.code -notmatch "\b$name\b") { "${name}: '$($example.title)' is not about it" }
            }
            if (@($node.examples.example).Count -lt 3) { "${name}: there are less than three examples" }
            foreach ($part in $parts.Keys) { if ((Get-Text $parts[$part]) -notmatch '\w+[ -]\w+') { "${name}: $part says nothing" } }
        }
        $wrong | Should -BeNullOrEmpty
    }

    It 'links to cmdlets, topics and pages that exist' {
        $wrong = foreach ($name in $generated) {
            foreach ($link in $shown[$name].relatedLinks.navigationLink) {
                $isThere = $link.uri ? $link.uri -like 'https://docs.rutter.com/*'
                : $link.linkText -like 'about_*' ? (Test-Path (Join-Path $pages "$($link.linkText).md")) : $shown.ContainsKey($link.linkText)
                if (-not $isThere) { "${name}: $($link.linkText) $($link.uri)" }
            }
        }
        $wrong | Should -BeNullOrEmpty
    }

    It 'is what Get-Help finds for every generated cmdlet' {
        $generated | Where-Object { (Get-Help $_).Synopsis -cne (Get-Text $shown[$_].details.description) } | Should -BeNullOrEmpty
    }

    It 'reads as a page where Get-Help shows it in full' {
        $text = Get-Help ($generated -like 'Get-*')[0] -Full | Out-String -Width 200
        foreach ($heading in 'SYNTAX', 'DESCRIPTION', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES', 'RELATED LINKS') { $text | Should -Match "(?m)^$heading\r?$" }
    }
}

Describe 'The examples of generated cmdlets' {
    # In one session for each noun, one emulator: a batch of examples at a time stays within the emulator's rate.
    It 'run as they are written: <Noun>' -ForEach $generated {
        $emulator = Connect-NewEmulator
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive $Noun))
        function Read-Host { param($Prompt, [switch] $AsSecureString) ConvertTo-SecureString $emulator.AccessToken -AsPlainText -Force }
        try {
            foreach ($cmdlet in $Cmdlets) {
                foreach ($example in $shown[$cmdlet].examples.example) {
                    $script = [scriptblock]::Create("`$ErrorActionPreference = 'Stop'; Set-StrictMode -Version Latest`n$($example.code)")
                    try { $null = & $script 4>$null 6>$null }
                    catch { throw "${cmdlet}, '$($example.title)': $_ $($_.InvocationInfo.PositionMessage)" }
                }
            }
        }
        finally {
            Pop-Location
            Get-RutterEmulator | Stop-RutterEmulator
            Disconnect-Rutter -Name *
        }
    }
}

Describe 'The examples of <Cmdlet>' -ForEach $documented {
    BeforeAll {
        $place = (Get-Location).Path
        $emulator = Connect-NewEmulator

        # What a person would type, and a scheduler would set.
        function Get-Credential { param($Message) New-Credential $emulator.ClientId $emulator.ClientSecret }
        function Read-Host { param($Prompt, [switch] $AsSecureString) ConvertTo-SecureString $emulator.AccessToken -AsPlainText -Force }
        $env:RUTTER_CLIENT_ID = $emulator.ClientId
        $env:RUTTER_CLIENT_SECRET = $emulator.ClientSecret
        $env:RUTTER_ACCESS_TOKEN = $emulator.AccessToken
        Set-Location $TestDrive
    }
    AfterAll {
        Set-Location $place
        Get-RutterEmulator | Stop-RutterEmulator
        Disconnect-Rutter -Name *
        $env:RUTTER_CLIENT_ID = $env:RUTTER_CLIENT_SECRET = $env:RUTTER_ACCESS_TOKEN = $null
    }

    It 'run as they are written' {
        $examples = @(Get-Example (Read-Page $Cmdlet))
        $examples.Count | Should -BeGreaterOrEqual 3
        foreach ($example in $examples) {
            # Each starts from the session that its reader has.
            Get-RutterSession | Disconnect-Rutter
            if (-not $emulator.IsRunning) { $emulator = Start-RutterEmulator }
            $null = Connect-Rutter -Emulator $emulator
            $example.Code | Should -Match "\b$Cmdlet\b" -Because "'$($example.Title)' is about $Cmdlet"
            $script = [scriptblock]::Create("`$ErrorActionPreference = 'Stop'; Set-StrictMode -Version Latest`n$($example.Code)")
            try { $null = & $script 4>$null 6>$null }
            catch { throw "'$($example.Title)': $_ $($_.InvocationInfo.PositionMessage)" }
        }
    }
}

Describe 'Help made anew from the pages' {
    It "is what is committed$reason" -Skip:(-not $hasPlatyPS) {
        & $PSScriptRoot/../../docs/Export-Help.ps1 -Destination "$TestDrive/en-US"
        $committed = Get-ChildItem $PSScriptRoot/../../module/en-US
        (Get-ChildItem "$TestDrive/en-US").Name | Should -Be $committed.Name
        foreach ($file in $committed) {
            (Get-Content -Raw "$TestDrive/en-US/$($file.Name)") -replace '\r' | Should -BeExactly ((Get-Content -Raw $file.FullName) -replace '\r')
        }
    }
}

Describe 'The topics' {
    It 'are found by Get-Help, with every sentence of their pages: <_>' -ForEach @((Get-ChildItem $pages -Filter about_*.md).BaseName) {
        $shown = Join-Text (Get-Help $_)
        foreach ($block in (Get-Content -Raw (Join-Path $pages "$_.md")).Trim() -split '(?:\r?\n){2,}' -notmatch '^#') {
            $shown.Contains((Join-Text $block)) | Should -BeTrue -Because "it says: $block"
        }
    }
}
