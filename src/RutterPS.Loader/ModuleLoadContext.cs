using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace RutterPS.Loader;

/// <summary>
/// Loads the cmdlets' dependencies from the module's own folder, whatever versions PowerShell or other modules have loaded.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;

    // Made when the first cmdlet is loaded, once per process.
    private static readonly Lazy<ModuleLoadContext> Instance = new(() => new ModuleLoadContext());

    private ModuleLoadContext()
        : base("RutterPS")
    {
    }

    // Only the cmdlets' requests are answered. Other assemblies must find assemblies of the same name themselves.
    internal static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is "Rutter.Client" or "Rutter.Emulator" ? Instance.Value.LoadFromAssemblyName(name) : null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(Folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}

/// <summary>Called by PowerShell when the manifest names this assembly as a nested module, before it loads the cmdlets.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private static int isRegistered;

    /// <inheritdoc/>
    public void OnImport()
    {
        if (Interlocked.Exchange(ref isRegistered, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += ModuleLoadContext.Resolve;
        }
    }
}
