using System.Management.Automation;
using Rutter.Client.Resources;
using Rutter.Client.Writes;

namespace RutterPS.Writes;

/// <summary>Creates or updates: changes that carry an idempotency key and answer with the object.</summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class ChangeResourceCommand<T> : WriteResourceCommand<T, T>
    where T : RutterObject
{
    private readonly HashSet<string> keysOfEarlierRows = new(StringComparer.Ordinal);
    private bool isKeyFromCommandLine;

    /// <summary>The row that the values come from: an object whose properties have the names of parameters, or of the API.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Come back with the job instead of waiting for its end.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The key under which a repeat cannot make the change twice; a new UUID for each row unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("idempotency_key")]
    [AllowEmptyString]
    [AllowNull]
    public string? IdempotencyKey { get; set; }

    private protected override WriteOptions Options => base.Options with { NoWait = NoWait };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        isKeyFromCommandLine = MyInvocation.BoundParameters.ContainsKey(nameof(IdempotencyKey));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var change = Describe();
        if (ShouldProcess(change.Sentence + ".", change.Sentence + "?", MyInvocation.MyCommand.Name))
        {
            var input = InputObject?.BaseObject is null or PSCustomObject ? (object?)InputObject ?? change.Target : InputObject.BaseObject;
            InvokeForInput(input, () => Send(input, change.Sentence, KeyOfRow()));
        }
    }

    /// <summary>What the current input asks for, in words.</summary>
    private protected abstract ChangeDescription Describe();

    /// <summary>Takes the values of the current input and has them written.</summary>
    private protected abstract void Send(object input, string sentence, string key);

    private protected override void WriteResult(WriteRow row, WriteResult<T> result)
    {
        if (result.Value is null)
        {
            WriteObject(result.Job! with { IdempotencyKey = result.IdempotencyKey });
            return;
        }

        var written = PSObject.AsPSObject(result.Value);
        written.Properties.Add(new PSNoteProperty("JobId", result.JobId));
        written.Properties.Add(new PSNoteProperty("RequestId", result.RequestId));
        written.Properties.Add(new PSNoteProperty("IdempotencyKey", result.IdempotencyKey));
        WriteObject(written);
    }

    private string KeyOfRow()
    {
        // The result of an earlier write carries the key of that write, which is not the key of this one.
        var isInherited = !isKeyFromCommandLine && InputObject?.BaseObject is RutterObject;
        if (isInherited || string.IsNullOrWhiteSpace(IdempotencyKey))
        {
            return IdempotencyKeys.Create();
        }

        return keysOfEarlierRows.Add(IdempotencyKeys.Require(IdempotencyKey))
            ? IdempotencyKey
            : throw new ArgumentException($"The idempotency key '{IdempotencyKey}' belongs to an earlier row already; each row needs one of its own.");
    }
}
