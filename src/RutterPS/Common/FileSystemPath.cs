using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>Turns what a person gives as a path into one of the file system.</summary>
internal static class FileSystemPath
{
    /// <exception cref="ArgumentException">The path is one of another provider.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        var resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem"
            ? resolved
            : throw new ArgumentException(
                $"The path '{path}' is one of the provider {provider.Name}; a path of the file system is needed.", nameof(path));
    }
}
