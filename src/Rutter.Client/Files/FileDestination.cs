namespace Rutter.Client.Files;

/// <summary>
/// Where files are saved: in a folder, or as one file. A path is a folder if a folder exists there, if it ends with a separator, or if its last
/// part has no extension.
/// </summary>
/// <param name="path">The full path of the folder or file.</param>
/// <param name="mayReplace">Whether existing files may be replaced.</param>
/// <param name="isFolder">True if the path is known to be a folder; otherwise that is decided as above.</param>
public sealed class FileDestination(string path, bool mayReplace, bool isFolder = false)
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether files are saved under their own names below the path.</summary>
    public bool IsFolder { get; } = isFolder || Directory.Exists(path) || Path.EndsInDirectorySeparator(path) || Path.GetExtension(path).Length == 0;

    /// <summary>Whether existing files may be replaced.</summary>
    public bool MayReplace => mayReplace;

    /// <summary>Chooses the path of a file. A second file with the same name gets a number.</summary>
    /// <param name="name">The name from the server; it is made safe first.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="FileException">The file exists already, or the one path is already in use.</exception>
    public string Choose(string name)
    {
        var chosen = IsFolder ? Path.Combine(path, Unique(name)) : path;
        if (!IsFolder && !taken.Add(path))
        {
            throw new FileException(FileProblem.Taken, path, $"The file '{path}' is that of another one already: several files need a folder.");
        }

        return !mayReplace && File.Exists(chosen)
            ? throw new FileException(FileProblem.Exists, chosen, $"The file '{chosen}' exists already.")
            : chosen;
    }

    private string Unique(string name)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = $"{Path.GetFileNameWithoutExtension(name)} ({number}){Path.GetExtension(name)}";
        }

        return unique;
    }
}
