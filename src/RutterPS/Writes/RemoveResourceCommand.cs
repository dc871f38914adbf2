using System.Management.Automation;
using Rutter.Client.Resources;
using Rutter.Client.Text;
using Rutter.Client.Writes;
using RutterPS.Common;
using RutterPS.Names;

namespace RutterPS.Writes;

/// <summary>Deletes objects by id.</summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class RemoveResourceCommand<T> : WriteResourceCommand<T, Deletion>
    where T : RutterObject
{
    /// <summary>The ids, or objects with an Id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>Emit the API's response.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            var sentence = $"Delete {Definition.Name} {DisplayText.Clean(Named(id))}";
            if (Confirm(sentence))
            {
                InvokeForInput(id, () =>
                {
                    var (writer, options) = (Writer, Options);
                    Write(new(id, sentence, null, (evidence, cancellationToken) => writer.DeleteAsync(id, evidence, options, cancellationToken)));
                });
            }
        }
    }

    private protected override void WriteResult(object input, WriteResult<Deletion> result)
    {
        if (PassThru)
        {
            WriteObject(RutterDeletion.From((string)input, result.Value!, result.JobId, result.RequestId));
        }
    }
}
