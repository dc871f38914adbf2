using Rutter.Client.Resources;

namespace Rutter.Client.Syncing;

/// <summary>
/// The file of a state, locked by one run at a time. The new state is written beside the old one and replaces it in one step, so that a crash leaves
/// either the old or the new state.
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

    /// <summary>Locks a file, which need not exist yet.</summary>
    /// <param name="path">The full path; its directory must exist.</param>
    /// <returns>The file; dispose of it to unlock.</returns>
    /// <exception cref="SyncStateException">Another run has locked it, or its directory cannot be written to.</exception>
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
            throw new SyncStateException($"It cannot be locked: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the state.</summary>
    /// <param name="definition">The expected kind of object.</param>
    /// <returns>The state; an empty one if there is no file.</returns>
    /// <exception cref="SyncStateException">The file exists but its state cannot be used.</exception>
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

    /// <summary>Writes a state to disk beside the old one, which stays valid.</summary>
    /// <param name="state">The new state.</param>
    /// <exception cref="SyncStateException">The file cannot be written.</exception>
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

    /// <summary>Makes the staged state the valid one.</summary>
    public void Commit()
    {
        if (isStaged)
        {
            File.Move(NewPath, path, overwrite: true);
            isStaged = false;
        }
    }

    /// <summary>Unlocks the file. A state that is only staged is discarded.</summary>
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

/// <summary>A state cannot be used. Nothing was read, and the file is unchanged.</summary>
/// <param name="message">What is wrong, in a sentence about "it"; the caller adds the file's path.</param>
/// <param name="innerException">The exception that revealed it, or null.</param>
public sealed class SyncStateException(string message, Exception? innerException = null) : Exception(message, innerException);
