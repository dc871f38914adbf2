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
    /// <param name="moduleBase">The folder of the module that asks.</param>
    /// <returns>The assembly of the cmdlets; the same one at every call.</returns>
    /// <exception cref="InvalidOperationException">This process has another copy of the module.</exception>
    public static Assembly LoadModule(string moduleBase)
    {
        // Of two loaders of one name, the process keeps the one that it loaded first.
        var folder = Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;
        if (!folder.Equals(Path.Combine(moduleBase, "bin"), StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"Another copy of RutterPS is loaded in this process, from '{folder}'. Start a new PowerShell to use the one in '{moduleBase}'.");
        }

        lock (Gate)
        {
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
