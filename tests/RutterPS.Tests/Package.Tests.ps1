BeforeAll {
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $package = & "$root/package/Export-Package.ps1" -ModulePath (Split-Path $env:RUTTERPS_MODULE) -Destination "$TestDrive/nupkg"

    # As it is installed, at a place that is hard on paths.
    $place = "$TestDrive/Bücher & Konten 帳簿"
    $modules = "$place/output"
    $manifest = Import-PowerShellDataFile $env:RUTTERPS_MODULE
    $installed = "$modules/RutterPS/$($manifest.ModuleVersion)"
    [System.IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $installed)
    $nuspec = [xml](Get-Content -Raw -LiteralPath "$installed/RutterPS.nuspec")
    foreach ($path in "$installed/RutterPS.nuspec", "$installed/[Content_Types].xml", "$installed/_rels", "$installed/package") { Remove-Item -LiteralPath $path -Recurse -Force }
    Get-ChildItem -LiteralPath $installed -Recurse -File | ForEach-Object { $_.IsReadOnly = $true }

    function Invoke-Fresh([string] $Script) {
        pwsh -NoProfile -NonInteractive -Command "Set-StrictMode -Version Latest; `$ErrorActionPreference = 'Stop'; $Script"
    }

    # A module that brings an assembly of its own under a name that is not its own.
    function New-StubModule([string] $Name, [string] $Assembly, [string] $Version) {
        $folder = New-Item -ItemType Directory -Force "$TestDrive/$Name"
        Add-Type -TypeDefinition 'public static class LoadsTheCompiler { }'
        $source = "[assembly: System.Reflection.AssemblyVersion(`"$Version`")] namespace Stub { public static class Old$($Assembly -replace '\W') { } }"
        $compilation = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create(
            $Assembly,
            [Microsoft.CodeAnalysis.SyntaxTree[]]@([Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText($source)),
            [Microsoft.CodeAnalysis.MetadataReference[]]@([Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)),
            [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new([Microsoft.CodeAnalysis.OutputKind]::DynamicallyLinkedLibrary))
        $file = [System.IO.File]::Create("$folder/$Assembly.dll")
        try { $compilation.Emit($file).Success | Should -BeTrue } finally { $file.Dispose() }
        Set-Content "$folder/$Name.psm1" "[System.Reflection.Assembly]::LoadFrom(`"`$PSScriptRoot/$Assembly.dll`").GetName().Version.ToString()"
        "$folder/$Name.psm1"
    }
}

AfterAll {
    if (Test-Path -LiteralPath $modules) { Get-ChildItem -LiteralPath $modules -Recurse -File | ForEach-Object { $_.IsReadOnly = $false } }
}

Describe 'The package' {
    It 'says what the Gallery asks for' {
        $facts = $nuspec.package.metadata
        $facts.id | Should -BeExactly 'RutterPS'
        $facts.version | Should -Be $manifest.ModuleVersion
        $facts.authors | Should -Be $manifest.Author
        $facts.description | Should -Be $manifest.Description
        $facts.license.'#text' | Should -Be 'MIT'
        $facts.icon | Should -Be 'icon.png'
        $facts.releaseNotes | Should -Match '\w'
        (Get-Content -Raw "$root/CHANGELOG.md").Contains($facts.releaseNotes) | Should -BeTrue
        $facts.SelectNodes('*[local-name()="dependencies"]').Count | Should -Be 0
        $tags = $facts.tags -split ' '
        $facts.tags.Length | Should -BeLessThan 4000
        foreach ($tag in 'PSModule', 'PSEdition_Core', 'PSIncludes_Cmdlet', 'Windows', 'Linux', 'MacOS') { $tags | Should -Contain $tag }
        # As many as the Gallery has room for: those that begin with, and those that read, in any case.
        foreach ($cmdlet in $manifest.CmdletsToExport -match '^(Connect|Get|Invoke)-') { $tags | Should -Contain "PSCmdlet_$cmdlet" }
        foreach ($tag in $tags -like 'PSCmdlet_*') { $tag.Substring(9) | Should -BeIn $manifest.CmdletsToExport }
        $package.Length | Should -BeLessThan 5MB
    }

    It 'has a manifest without a complaint' {
        $module = Test-ModuleManifest "$installed/RutterPS.psd1" -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
        $module.Version | Should -Be $manifest.ModuleVersion
        $module.CompatiblePSEditions | Should -Be 'Core'
        $module.PowerShellVersion | Should -Be '7.4'
        $module.LicenseUri | Should -Not -BeNullOrEmpty
        $module.ReleaseNotes | Should -BeExactly $nuspec.package.metadata.releaseNotes
    }

    It 'has the files that are needed, and no others' {
        $files = Get-ChildItem -LiteralPath $installed -Recurse -File | ForEach-Object { [System.IO.Path]::GetRelativePath($installed, $_.FullName).Replace('\', '/') }
        $topics = (Get-ChildItem "$root/docs/en-US" -Filter about_*.md).BaseName | ForEach-Object { "en-US/$_.help.txt" }
        $files | Where-Object { $_ -notlike 'bin/*' } | Sort-Object |
            Should -Be (@('RutterPS.psd1', 'LICENSE', 'icon.png', 'en-US/RutterPS.dll-Help.xml') + $manifest.FormatsToProcess + $topics | Sort-Object)
        $files | Where-Object { $_ -like 'bin/*' } | Should -Match '^bin/(RutterPS|RutterPS\.Loader|Rutter\.Client|Rutter\.Emulator|Rutter\.HttpServer|Polly\.Core|Microsoft\.Extensions\.[\w.]+|System\.Diagnostics\.DiagnosticSource|System\.Threading\.RateLimiting)\.dll$'
        foreach ($name in 'RutterPS', 'RutterPS.Loader', 'Rutter.Client', 'Rutter.Emulator', 'Rutter.HttpServer') { $files | Should -Contain "bin/$name.dll" }
    }
}

Describe 'The unpacked package' {
    It 'is all that a newcomer needs, and README''s lines run' {
        # Where README imports it from is where it is installed here.
        $start = [System.Diagnostics.ProcessStartInfo]::new('pwsh')
        foreach ($argument in '-NoProfile', '-NonInteractive', '-File', "$PSScriptRoot/Newcomer.ps1", '-Readme', "$root/README.md") { $start.ArgumentList.Add($argument) }
        $start.WorkingDirectory = (Resolve-Path -LiteralPath $place).ProviderPath
        foreach ($name in @($start.Environment.Keys -like 'RUTTER*')) { $null = $start.Environment.Remove($name) }
        $start.Environment['HOME'] = $start.Environment['USERPROFILE'] = $start.WorkingDirectory
        $start.Environment['PSModulePath'] = $modules
        $start.Environment['NO_COLOR'] = '1'
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [System.Diagnostics.Process]::Start($start)
        $errors = $process.StandardError.ReadToEndAsync()
        $output = $process.StandardOutput.ReadToEndAsync()
        # Against a hang only: a line of README that waits for something that does not come.
        $hasEnded = $process.WaitForExit(300000)
        if (-not $hasEnded) { $process.Kill($true) }
        $said = $output.Result
        $hasEnded | Should -BeTrue -Because "it waits behind this: $said"
        $process.WaitForExit()
        $process.ExitCode | Should -Be 0 -Because "$said$($errors.Result)"
        $said | Should -Match ([regex]::Escape("imported from $((Resolve-Path -LiteralPath $modules).ProviderPath)"))
        $said | Should -Match "(?m)^$($manifest.CmdletsToExport.Count) cmdlets with help"
        $said | Should -Match '(?m)^disconnected'
        $said | Should -Match '(?m)^README: '
    }

    It 'works beside a module with an older <Assembly>, imported <When>' -ForEach @(
        @{ Assembly = 'Microsoft.Extensions.Http'; When = 'before' }
        @{ Assembly = 'Microsoft.Extensions.Http'; When = 'after' }
        @{ Assembly = 'System.Text.Json'; When = 'before' }
        @{ Assembly = 'System.Text.Json'; When = 'after' }
    ) {
        $stub = New-StubModule "Stub$($Assembly -replace '\W')$When" $Assembly '3.1.0.0'
        $theirs = "`$null = Import-Module '$stub'"
        $ours = "Import-Module '$installed/RutterPS.psd1'"
        $said = Invoke-Fresh "$($When -eq 'before' ? "$theirs; $ours" : "$ours; $theirs")
            `$e = Start-RutterEmulator -TransferCount 60; `$null = Connect-Rutter -Emulator `$e; @(Get-RutterBankTransfer).Count; `$e.Stop()
            `$versions = [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq '$Assembly' } | ForEach-Object { `$_.GetName().Version }
            @(`$versions | Where-Object Major -GE 8).Count; @(`$versions | Where-Object Major -EQ 3).Count"
        $said[0] | Should -Be '60'
        $said[1] | Should -Be '1' -Because 'ours is used'
        # The runtime's own System.Text.Json wins over an older one that is loaded by its path.
        $said[2] | Should -Be ($Assembly -eq 'System.Text.Json' ? '0' : '1')
    }

    It 'is loaded and used in Constrained Language Mode' {
        $said = Invoke-Fresh "
            `$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Import-Module '$installed/RutterPS.psd1'
            `$e = Start-RutterEmulator -TransferCount 60; `$null = Connect-Rutter -Emulator `$e
            @(Get-RutterBankTransfer).Count
            `$pair = (Get-RutterAccount -Filter 'account_type = `"bank`"' | Group-Object CurrencyCode | Where-Object Count -GE 2)[0].Group
            (New-RutterBankTransfer `$pair[0].Id `$pair[1].Id 12.30 -AdditionalFields @{ reconciled_for_source_account = `$true } -NoWait | Wait-RutterJob).Status
            (Get-RutterBankTransfer -First 1 | Out-String -Width 120) -match '\d{4}-\d\d-\d\d +\d+\.\d\d'
            (Get-RutterBankTransfer -First 1 | Format-List | Out-String) -match 'LastSyncedAt +: \d{4}-\d\d-\d\d \d\d:'
            Stop-RutterEmulator `$e"
        $said[0] | Should -Be '60'
        $said[1] | Should -Be 'success'
        $said[2, 3] | Should -Be 'True', 'True'
    }
}
