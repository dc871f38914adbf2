namespace Rutter.Client.Files;

/// <summary>
/// Where files are saved: a folder that gets a file for each, or the one file. A path is a folder where there is one, where it ends with a
/// separator, and where its last part has no extension.
/// </summary>
/// <param name="path">The full path of the folder or file.</param>
/// <param name="mayReplace">Whether files that are there already may be replaced.</param>
/// <param name="isFolder">Whether it is known to be a folder; else it is looked at.</param>
public sealed class FileDestination(string path, bool mayReplace, bool isFolder = false)
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether each file gets a name of its own below the path.</summary>
    public bool IsFolder { get; } = isFolder || Directory.Exists(path) || Path.EndsInDirectorySeparator(path) || Path.GetExtension(path).Length == 0;

    /// <summary>Whether files that are there already may be replaced.</summary>
    public bool MayReplace => mayReplace;

    /// <summary>Chooses where a file goes. Of two files of the same name the later one gets a number.</summary>
    /// <param name="name">Its name; what a server gave is made safe first.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="FileException">There is such a file, or this was the one file and it is taken.</exception>
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
