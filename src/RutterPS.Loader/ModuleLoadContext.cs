using System.Reflection;
using System.Runtime.Loader;

namespace RutterPS.Loader;

/// <summary>
/// Keeps the module's assemblies to themselves: what they depend on is loaded from the module's own folder, whatever versions
/// PowerShell or other modules have loaded.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly object Gate = new();
    private static Assembly? module;

    private readonly string folder;

    private ModuleLoadContext(string folder)
        : base("RutterPS") => this.folder = folder;

    /// <summary>Loads the cmdlets, once for the process.</summary>
    /// <returns>The assembly of the cmdlets; the same one at every call.</returns>
    public static Assembly LoadModule()
    {
        lock (Gate)
        {
            var folder = Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;
            return module ??= new ModuleLoadContext(folder).LoadFromAssemblyPath(Path.Combine(folder, "RutterPS.dll"));
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
