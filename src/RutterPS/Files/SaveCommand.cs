using System.Management.Automation;
using Rutter.Client.Files;
using Rutter.Client.Text;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Files;

/// <summary>Saves files from the API in a folder, or as one file.</summary>
public abstract class SaveCommand : RutterSessionCmdlet
{
    private FileDestination? destination;
    private TransferProgress? progress;

    /// <summary>A folder for all files, or the path of one file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Replace existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Respond even if the connection's first download is not complete.</summary>
    [Parameter]
    [Alias("force_fetch")]
    public SwitchParameter ForceFetch { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            // The full path no longer has the separator at its end.
            var isFolder = Path.EndsWith('/') || Path.EndsWith('\\');
            destination = new FileDestination(FileSystemPath.Resolve(this, Path), Force, isFolder);
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(ErrorRecords.InvalidInput(exception, "InvalidPath", Path, "Give the path of a folder or a file."));
        }

        progress = new TransferProgress(this, MyInvocation.MyCommand.Name);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => progress?.Dispose();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        progress?.Stop();
        base.Dispose(disposing);
    }

    /// <summary>Saves one file and emits it.</summary>
    /// <param name="target">The target of an error.</param>
    /// <param name="what">What is saved, in words.</param>
    /// <param name="name">The name from the server, or null.</param>
    /// <param name="instead">The name to use if the server's cannot be used.</param>
    /// <param name="save">Saves it. Gets the path, whether it may replace a file, and a callback for the size of each piece.</param>
    private protected void Save(object target, string what, string? name, string instead, Func<string, bool, Action<int>, Task> save)
    {
        try
        {
            var path = destination!.Choose(SafeFileName.Of(name, SafeFileName.Of(instead, "file")));
            if (ShouldProcess(path, $"Save {DisplayText.Clean(what)}"))
            {
                WaitFor(save(path, destination.MayReplace, progress!.Add));
                WriteObject(new FileInfo(path));
            }
        }
        catch (FileException failure)
        {
            Report(FileErrors.From(failure, target), isFinal: false);
        }
    }
}
