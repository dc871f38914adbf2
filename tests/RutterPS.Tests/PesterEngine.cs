namespace RutterPS.Tests;

/// <summary>A PowerShell that runs the suites.</summary>
/// <param name="Name">As RUTTERPS_PWSH names it, or <c>pwsh</c>.</param>
/// <param name="Path">The executable; null where there is none.</param>
internal sealed record PesterEngine(string Name, string? Path)
{
    /// <summary>
    /// The engines that RUTTERPS_PWSH names, separated as in PATH: by file, by folder or by a name on the PATH. Without it, the pwsh on the PATH.
    /// </summary>
    public static IReadOnlyList<PesterEngine> FromEnvironment()
    {
        var names = Split(Environment.GetEnvironmentVariable("RUTTERPS_PWSH"));
        return [.. from name in names.Length > 0 ? names : ["pwsh"] select new PesterEngine(name, Find(name))];
    }

    private static string? Find(string name)
    {
        var folders = name.AsSpan().ContainsAny('/', '\\') ? [""] : Split(Environment.GetEnvironmentVariable("PATH"));
        string[] endings = OperatingSystem.IsWindows() ? ["", ".exe"] : [""];
        return (from folder in folders
                let place = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name))
                from file in (string[])[place, System.IO.Path.Combine(place, "pwsh")]
                from ending in endings
                where File.Exists(file + ending)
                select file + ending).FirstOrDefault();
    }

    private static string[] Split(string? list) =>
        (list ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
