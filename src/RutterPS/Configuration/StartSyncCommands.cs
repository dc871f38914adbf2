using System.Globalization;
using System.Management.Automation;
using Rutter.Client.Text;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Configuration;

/// <summary>Lets Rutter read from the platform out of turn; a cmdlet adds what.</summary>
public abstract class StartSyncCommand : RutterSessionCmdlet
{
    /// <summary>Asks for consent, and starts it.</summary>
    private protected void Start(string sentence, Func<ValueTask> start)
    {
        if (ShouldProcess(sentence + ".", sentence + "?", MyInvocation.MyCommand.Name))
        {
            InvokeForInput(null, () => WaitFor(start().AsTask()));
        }
    }

    private protected static string Kinds(string[]? types) =>
        types is null ? "all kinds of object" : DisplayText.Clean(string.Join(", ", types));
}

/// <summary>Lets Rutter read now what has changed at the platform.</summary>
[Cmdlet(VerbsLifecycle.Start, "RutterIncrementalSync", SupportsShouldProcess = true)]
public sealed class StartRutterIncrementalSyncCommand : StartSyncCommand
{
    /// <summary>What is read; without it, all that is configured.</summary>
    [Parameter(Position = 0)]
    [Alias("object_types")]
    [ArgumentCompleter(typeof(SyncObjectTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? ObjectTypes { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Start($"Sync {Kinds(ObjectTypes)} now", () => Client.Connections.StartIncrementalSyncAsync(ObjectTypes, Cancellation));
}

/// <summary>Lets Rutter read from the platform again what is older.</summary>
[Cmdlet(VerbsLifecycle.Start, "RutterBackfill", SupportsShouldProcess = true)]
public sealed class StartRutterBackfillCommand : StartSyncCommand
{
    /// <summary>The first day.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("start_date")]
    [AccountingDateTransformation]
    public DateTimeOffset? StartDate { get; set; }

    /// <summary>What is read.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("object_types")]
    [ArgumentCompleter(typeof(SyncObjectTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ObjectTypes { get; set; } = [];

    /// <summary>The last day.</summary>
    [Parameter]
    [Alias("end_date")]
    [AccountingDateTransformation]
    public DateTimeOffset? EndDate { get; set; }

    /// <summary>Send webhooks for what is read.</summary>
    [Parameter]
    [Alias("include_webhooks")]
    public SwitchParameter IncludeWebhooks { get; set; }

    /// <summary>What it is for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Remarks { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var sentence = string.Create(CultureInfo.InvariantCulture, $"Read {Kinds(ObjectTypes)} again from {StartDate:yyyy-MM-dd} on");
        Start(sentence, () => Client.Connections.StartBackfillAsync(
            new(StartDate!.Value, ObjectTypes)
            {
                EndDate = EndDate,
                IncludeWebhooks = MyInvocation.BoundParameters.ContainsKey(nameof(IncludeWebhooks)) ? IncludeWebhooks.ToBool() : null,
                Remarks = Remarks,
            },
            Cancellation));
    }
}
