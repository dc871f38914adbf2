using System.Management.Automation;
using Rutter.Client.Files;
using RutterPS.Common;

namespace RutterPS.Files;

/// <summary>Makes the error records for local files that cannot be sent or saved.</summary>
internal static class FileErrors
{
    public static ErrorRecord From(FileException failure, object? target)
    {
        var (id, category, advice) = failure.Problem switch
        {
            FileProblem.Exists =>
                ("FileExists", ErrorCategory.ResourceExists, "Add -Force to replace it, or save to another place; the file is as it was."),
            FileProblem.Taken =>
                ("FolderNeeded", ErrorCategory.ResourceExists, "Give a folder for -Path: each file then gets a name of its own there."),
            FileProblem.CannotWrite => (
                "FileNotWritten", ErrorCategory.WriteError, "Check that the folder can be written to, and that no other program holds the file."),
            FileProblem.WrongSize => ("InvalidFileSize", ErrorCategory.InvalidArgument, "Choose another file; nothing of this one was sent."),
            _ => ("FileNotRead", ErrorCategory.ReadError, "Check the path, and that the file can be read; nothing of it was sent."),
        };
        return ErrorRecords.Create(failure, id, category, target ?? failure.Path, advice);
    }
}
