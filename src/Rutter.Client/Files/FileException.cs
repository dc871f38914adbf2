namespace Rutter.Client.Files;

/// <summary>What is wrong with a file of this machine.</summary>
public enum FileProblem
{
    /// <summary>There is none, or it cannot be read.</summary>
    CannotRead,

    /// <summary>It is empty or larger than what is sent.</summary>
    WrongSize,

    /// <summary>There is one already, which is not to be replaced.</summary>
    Exists,

    /// <summary>The same command wrote it for another file.</summary>
    Taken,

    /// <summary>It cannot be written.</summary>
    CannotWrite,
}

/// <summary>A file of this machine that cannot be sent or saved.</summary>
/// <param name="problem">What is wrong with it.</param>
/// <param name="path">The file.</param>
/// <param name="message">What is wrong with it, in a sentence.</param>
/// <param name="innerException">What showed it.</param>
public sealed class FileException(FileProblem problem, string path, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What is wrong with it.</summary>
    public FileProblem Problem => problem;

    /// <summary>The file.</summary>
    public string Path => path;

    internal static bool IsOfFileSystem(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException or ArgumentException;
}
