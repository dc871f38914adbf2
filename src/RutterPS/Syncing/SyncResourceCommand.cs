using System.Management.Automation;
using Rutter.Client.Resources;
using Rutter.Client.Syncing;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Syncing;

/// <summary>Emits the changes since the last run. A derived cmdlet adds its definition and name.</summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class SyncResourceCommand<T> : RutterSessionCmdlet
    where T : RutterObject, ISyncedObject
{
    private readonly List<SyncStateFile> files = [];
    private bool hasEnded;

    /// <summary>The file with the state of the last run; one file per connection.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string StatePath { get; set; } = "";

    /// <summary>Emit deletions too, if Rutter reports them.</summary>
    [Parameter]
    public SwitchParameter IncludeDeleted { get; set; }

    /// <summary>How far before the latest object of the last run to start.</summary>
    [Parameter]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The definition of this kind of object.</summary>
    protected abstract ResourceDefinition<T> Definition { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            InvokeForInput(MyInvocation.ExpectingInput ? StatePath : null, Sync);
        }
        catch (SyncStateException exception)
        {
            Report(
                ErrorRecords.Create(
                    new SyncStateException($"The state file '{StatePath}' cannot be used. {exception.Message}", exception),
                    "SyncStateUnusable",
                    ErrorCategory.InvalidData,
                    StatePath,
                    "A state file belongs to one connection and one kind of object, and to one run at a time. "
                    + "Give the file that belongs to this one, or a new path: the first run with a new file emits everything."),
                isFinal: !MyInvocation.ExpectingInput);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => hasEnded = true;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Only now is it certain that all later commands have processed the output.
            var isTaken = hasEnded && !PipelineOutcome.HasFailed(this);
            foreach (var file in files)
            {
                using (file)
                {
                    if (isTaken)
                    {
                        file.Commit();
                    }
                }
            }

            files.Clear();
        }

        base.Dispose(disposing);
    }

    private void Sync()
    {
        var path = FileSystemPath.Resolve(this, StatePath);
        var file = SyncStateFile.Hold(path);
        files.Add(file);
        var state = file.Load(Definition);
        var sync = Client.Sync(Definition, state, new SyncOptions { IncludeDeleted = IncludeDeleted, Overlap = Overlap });
        using (var progress = new ReadProgress(this, objectsName: "changes"))
        {
            foreach (var batch in Enumerate(sync.ReadAsync()))
            {
                progress.Add(batch.Count);
                WriteObject(batch, enumerateCollection: true);
            }
        }

        if (ShouldProcess(path, "Remember what was emitted"))
        {
            file.Stage(state);
        }
    }
}
