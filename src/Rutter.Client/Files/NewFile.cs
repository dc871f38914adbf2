namespace Rutter.Client.Files;

/// <summary>
/// A file in the making: written beside its path, and put in its place when it is complete. What is not complete leaves nothing behind.
/// </summary>
internal sealed class NewFile : IDisposable
{
    private readonly string path;
    private readonly string newPath;
    private FileStream? stream;

    /// <summary>Prepares a file; its folder is made where it is missing.</summary>
    /// <exception cref="FileException">It cannot be written there.</exception>
    public NewFile(string path)
    {
        this.path = path;
        newPath = $"{path}.{Guid.NewGuid():N}.new";
        Guard(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
    }

    /// <summary>How many bytes were written since it was begun.</summary>
    public long Length { get; private set; }

    /// <summary>Begins, or begins anew.</summary>
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

    /// <summary>Puts the file in its place.</summary>
    /// <param name="mayReplace">Whether a file that is there is replaced.</param>
    /// <exception cref="FileException">There is a file, or it cannot be put there.</exception>
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

    /// <summary>Removes what was not put in its place.</summary>
    public void Dispose()
    {
        stream?.Dispose();
        try
        {
            File.Delete(newPath);
        }
        catch (Exception exception) when (FileException.IsOfFileSystem(exception))
        {
            // What was wrong with it was said before.
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
