using Rutter.Client.Resources;

namespace Rutter.Client.Syncing;

/// <summary>
/// The file of a state, held by one run at a time. It is written beside and then put in the place of the old one in a single step, so
/// that a crash leaves the old state or the new one, never a half.
/// </summary>
public sealed class SyncStateFile : IDisposable
{
    private readonly string path;
    private readonly FileStream guard;
    private bool isStaged;

    private SyncStateFile(string path, FileStream guard)
    {
        this.path = path;
        this.guard = guard;
    }

    private string NewPath => path + ".new";

    /// <summary>Takes hold of a file, whether or not it is there yet.</summary>
    /// <param name="path">The full path; its directory must exist.</param>
    /// <returns>The file; dispose of it to let go.</returns>
    /// <exception cref="SyncStateException">Another run holds it, or its directory cannot be written to.</exception>
    public static SyncStateFile Hold(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new(
                path,
                new FileStream(
                    path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SyncStateException($"It cannot be held: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the state.</summary>
    /// <param name="definition">The kind of object that it must be of.</param>
    /// <returns>The state; the one before the first run when there is no file.</returns>
    /// <exception cref="SyncStateException">The file is there and cannot be gone on from.</exception>
    public SyncState Load(ResourceDefinition definition)
    {
        try
        {
            using var json = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return SyncState.Read(definition, json);
        }
        catch (FileNotFoundException)
        {
            return SyncState.StartOf(definition);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SyncStateException($"It cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a state to the disk beside the old one, which stays in force.</summary>
    /// <param name="state">The new state.</param>
    /// <exception cref="SyncStateException">It could not be written.</exception>
    public void Stage(SyncState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        try
        {
            using var json = new FileStream(NewPath, FileMode.Create, FileAccess.Write, FileShare.None);
            state.Write(json);
            json.Flush(flushToDisk: true);
            isStaged = true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SyncStateException($"It cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>Puts the staged state in force.</summary>
    public void Commit()
    {
        if (isStaged)
        {
            File.Move(NewPath, path, overwrite: true);
            isStaged = false;
        }
    }

    /// <summary>Lets go of the file; a state that was staged only is forgotten.</summary>
    public void Dispose()
    {
        if (isStaged)
        {
            File.Delete(NewPath);
            isStaged = false;
        }

        guard.Dispose();
    }
}

/// <summary>A state that cannot be gone on from. Nothing was read, and the file is as it was.</summary>
/// <param name="message">What is wrong with it, in a sentence about "it": the file's path is the caller's to add.</param>
/// <param name="innerException">What showed it, where something did.</param>
public sealed class SyncStateException(string message, Exception? innerException = null) : Exception(message, innerException);
