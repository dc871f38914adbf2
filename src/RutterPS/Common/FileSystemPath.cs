using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>Converts a PowerShell path to a path of the file system.</summary>
internal static class FileSystemPath
{
    /// <exception cref="ArgumentException">The path belongs to another provider.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        var resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem"
            ? resolved
            : throw new ArgumentException(
                $"The path '{path}' is one of the provider {provider.Name}; a path of the file system is needed.", nameof(path));
    }
}
