namespace Rutter.Client.Files;

/// <summary>What is wrong with a local file.</summary>
public enum FileProblem
{
    /// <summary>It does not exist, or cannot be read.</summary>
    CannotRead,

    /// <summary>It is empty or too large to be sent.</summary>
    WrongSize,

    /// <summary>It exists already and must not be replaced.</summary>
    Exists,

    /// <summary>The same command wrote another file to this path.</summary>
    Taken,

    /// <summary>It cannot be written.</summary>
    CannotWrite,
}

/// <summary>A local file cannot be sent or saved.</summary>
/// <param name="problem">What is wrong with it.</param>
/// <param name="path">The file.</param>
/// <param name="message">What is wrong with it, in a sentence.</param>
/// <param name="innerException">The exception that revealed it.</param>
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
