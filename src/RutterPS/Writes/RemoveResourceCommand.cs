using System.Management.Automation;
using Rutter.Client.Resources;
using Rutter.Client.Writes;
using RutterPS.Common;

namespace RutterPS.Writes;

/// <summary>Deletes objects by id.</summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class RemoveResourceCommand<T> : WriteResourceCommand<T, Deletion>
    where T : RutterObject
{
    /// <summary>The ids; objects with an Id are taken too.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdTransformation]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Emit what the API answers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            var change = Describe(id);
            if (ShouldProcess(change.Sentence + ".", change.Sentence + "?", MyInvocation.MyCommand.Name))
            {
                var options = Options;
                InvokeForInput(id, () => Write(id, change.Sentence, null, async (writer, cancellationToken) => await writer.DeleteAsync(id, options, cancellationToken).ConfigureAwait(false)));
            }
        }
    }

    /// <summary>The deletion in words.</summary>
    private protected abstract ChangeDescription Describe(string id);

    private protected override void WriteResult(WriteRow row, WriteResult<Deletion> result)
    {
        if (PassThru)
        {
            WriteObject(new RutterDeletion((string)row.Input, result.Value!.Code!, result.JobId, result.RequestId));
        }
    }
}
