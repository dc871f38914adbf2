namespace Rutter.Client.Files;

/// <summary>
/// Writes a file beside its final path, and moves it there when it is complete. An incomplete file is removed.
/// </summary>
internal sealed class NewFile : IDisposable
{
    private readonly string path;
    private readonly string newPath;
    private FileStream? stream;

    /// <summary>Prepares a file, and creates its folder if necessary.</summary>
    /// <exception cref="FileException">The file cannot be written.</exception>
    public NewFile(string path)
    {
        this.path = path;
        newPath = $"{path}.{Guid.NewGuid():N}.new";
        Guard(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
    }

    /// <summary>How many bytes were written since it was started.</summary>
    public long Length { get; private set; }

    /// <summary>Starts writing, or starts again.</summary>
    public void Begin() => Guard(() =>
    {
        stream?.Dispose();
        stream = new FileStream(newPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        Length = 0;
    });

    /// <summary>Adds bytes.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream!.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            Length += bytes.Length;
        }
        catch (Exception exception) when (FileException.IsOfFileSystem(exception))
        {
            throw Failure(exception);
        }
    }

    /// <summary>Moves the file to its path.</summary>
    /// <param name="mayReplace">Whether to replace an existing file.</param>
    /// <exception cref="FileException">The file exists already, or cannot be moved there.</exception>
    public void Commit(bool mayReplace) => Guard(() =>
    {
        stream!.Flush(flushToDisk: true);
        stream.Dispose();
        stream = null;
        try
        {
            File.Move(newPath, path, mayReplace);
        }
        catch (IOException exception) when (!mayReplace && File.Exists(path))
        {
            throw new FileException(FileProblem.Exists, path, $"The file '{path}' exists already.", exception);
        }
    });

    /// <summary>Removes the file if it was not completed.</summary>
    public void Dispose()
    {
        stream?.Dispose();
        try
        {
            File.Delete(newPath);
        }
        catch (Exception exception) when (FileException.IsOfFileSystem(exception))
        {
            // The failure was reported before.
        }
    }

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (FileException.IsOfFileSystem(exception))
        {
            throw Failure(exception);
        }
    }

    private FileException Failure(Exception cause) =>
        new(FileProblem.CannotWrite, path, $"The file '{path}' cannot be written: {cause.Message}", cause);
}
