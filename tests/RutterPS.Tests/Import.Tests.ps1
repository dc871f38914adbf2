BeforeAll {
    $manifest = $env:RUTTERPS_MODULE

    # Each import in a process of its own: what one has loaded stays loaded.
    function Invoke-Fresh([string] $Script) {
        pwsh -NoProfile -NonInteractive -Command "Set-StrictMode -Version Latest; `$ErrorActionPreference = 'Stop'; $Script"
    }
}

Describe 'The manifest' {
    It 'is valid, and exports cmdlets by name and nothing else' {
        $module = Test-ModuleManifest $manifest
        $module.ExportedFunctions.Count | Should -Be 0
        $module.ExportedAliases.Count | Should -Be 0
        $data = Import-PowerShellDataFile $manifest
        $data.CmdletsToExport | Should -Not -Contain '*'
        $data.CmdletsToExport | Should -Be ($data.CmdletsToExport | Sort-Object)
        $data.PowerShellVersion | Should -Be '7.4'
        $data.PrivateData.PSData.Tags | Should -Contain 'PSEdition_Core'
    }

    It 'names exactly the cmdlets that there are' {
        $exported = Invoke-Fresh "Import-Module '$manifest'; (Get-Command -Module RutterPS).Name"
        $exported | Should -Be (Import-PowerShellDataFile $manifest).CmdletsToExport
        $types = Invoke-Fresh "Import-Module '$manifest'; `$assembly = (Get-Command Get-RutterSession).ImplementingType.Assembly; `$assembly.GetExportedTypes() | ForEach-Object { `$_.GetCustomAttributes(`$false) } | Where-Object { `$_ -is [System.Management.Automation.CmdletAttribute] } | ForEach-Object { `$_.VerbName + '-' + `$_.NounName }"
        ($types | Sort-Object) | Should -Be $exported
    }
}

Describe 'Importing' {
    It 'gives the same cmdlets the first time, again with -Force, and after removal' {
        $counts = Invoke-Fresh "
            Import-Module '$manifest'; (Get-Command -Module RutterPS).Count
            Import-Module '$manifest' -Force; (Get-Command -Module RutterPS).Count
            Import-Module '$manifest' -Force; (Get-Command -Module RutterPS).Count
            Remove-Module RutterPS; Import-Module '$manifest'; (Get-Command -Module RutterPS).Count
            (Get-Command Get-RutterSession).Source"
        $expected = (Import-PowerShellDataFile $manifest).CmdletsToExport.Count
        $counts | Should -Be @("$expected", "$expected", "$expected", "$expected", 'RutterPS')
    }

    It 'loads nothing of HTTP' {
        $names = Invoke-Fresh "
            `$before = [AppDomain]::CurrentDomain.GetAssemblies().FullName
            Import-Module '$manifest'
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object FullName -NotIn `$before | ForEach-Object { `$_.GetName().Name }"
        $names | Should -Contain 'RutterPS'
        # Of these only: PowerShell loads System.Net.Http and System.Text.Json by itself, in the background, when it pleases.
        $names | Where-Object { $_ -match 'Extensions|Polly|RateLimiting' } | Should -BeNullOrEmpty
    }

    It 'keeps its dependencies to itself' {
        $contexts = Invoke-Fresh "
            Import-Module '$manifest'
            `$e = Start-RutterEmulator -TransferCount 1; `$null = Connect-Rutter -Emulator `$e; `$null = Get-RutterBankTransfer; `$e.Stop()
            [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | Where-Object { `$_.Location -like '*RutterPS*' } | ForEach-Object { `$_.GetName().Name }"
        $contexts | Sort-Object | Should -Be 'RutterPS', 'RutterPS.Loader'
    }

    It 'of a second copy uses the one that is loaded' {
        $copy = Join-Path $TestDrive 'RutterPS'
        Copy-Item (Split-Path $manifest) $copy -Recurse
        $said = Invoke-Fresh "Import-Module '$manifest'; Import-Module '$copy/RutterPS.psd1'; (Get-Command Get-RutterSession).ImplementingType.Assembly.Location; (Get-Command -Module RutterPS).Count"
        $said | Should -Be (Join-Path (Split-Path $manifest) 'bin' 'RutterPS.dll'), (Import-PowerShellDataFile $manifest).CmdletsToExport.Count
    }
}
