if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    throw "RutterPS cannot be loaded in the language mode $($ExecutionContext.SessionState.LanguageMode): it has to load assemblies. Where a policy restricts scripts, trust the module's files; the cmdlets themselves work in Constrained Language Mode."
}

# Add-Type would load another module to do the same; LoadFrom keeps the import short.
$loader = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($PSScriptRoot, 'bin', 'RutterPS.Loader.dll'))
$assembly = $loader.GetType('RutterPS.Loader.ModuleLoadContext', $true).GetMethod('LoadModule').Invoke($null, @($PSScriptRoot))
$cmdlets = Import-Module -Assembly $assembly -PassThru

# A module that is imported again from an assembly exports nothing (PowerShell issue 20710); its cmdlets are handed over by name.
if ($ExecutionContext.SessionState.Module.ExportedCmdlets.Count -eq 0 -or $cmdlets.ExportedCmdlets.Count -eq 0) {
    $add = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $cmdlets.ExportedCmdlets.Values) {
        $null = $add.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
