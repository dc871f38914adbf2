using System.Globalization;
using System.Management.Automation;
using RutterPS.Common;
using Rutter.Client.Connections;
using Rutter.Client.Resources.Connections;
using RutterPS.Jobs;

namespace RutterPS.Connections;

/// <summary>Waits until the first download of connections is complete, and emits each connection as it becomes ready.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RutterConnection")]
[OutputType(typeof(RutterConnection))]
public sealed class WaitRutterConnectionCommand : ConnectionCommand
{
    private const int ActivityId = 2;

    private readonly List<(RutterConnection? Input, ConnectionClient Connections)> waitedFor = [];

    /// <summary>Connections from Get-RutterConnection; by default the one of the access token.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RutterConnection[]? Connection { get; set; }

    /// <summary>How long to wait, in seconds; by default without a limit.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TimeoutSec { get; set; }

    /// <summary>A fixed interval between two requests for a connection, in seconds; by default the interval grows.</summary>
    [Parameter]
    [ValidateRange(0.1, 3600)]
    public double? PollingIntervalSec { get; set; }

    /// <inheritdoc/>
    private protected override bool NeedsAccessToken => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Connection is null)
        {
            InvokeForInput(null, () => waitedFor.Add((null, Connections)));
            return;
        }

        foreach (var connection in Connection)
        {
            InvokeForInput(
                connection, () => waitedFor.Add((connection, ClientWith(connection.AccessToken).Connections)), isOnly: Connection.Length == 1);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var polling = PollingParameters.ToPolling(TimeoutSec, PollingIntervalSec);
        var waits = waitedFor.ConvertAll(item => (item.Input, Task: item.Connections.WaitUntilReadyAsync(polling, Cancellation)));
        var ready = 0;
        using var progress = new DelayedProgress(this, ActivityId, "Waiting for connections", () => (
            string.Create(CultureInfo.InvariantCulture, $"{ready} of {waitedFor.Count} are ready"),
            (int)(100L * ready / Math.Max(1, waitedFor.Count))));
        while (waits.Count > 0)
        {
            var ended = WaitFor(Task.WhenAny(waits.Select(wait => wait.Task)));
            var wait = waits.Find(wait => wait.Task == ended);
            waits.Remove(wait);
            ready++;
            InvokeForInput(wait.Input, () => WriteObject(Named(WaitFor(wait.Task), wait.Input)), isOnly: waitedFor.Count == 1);
        }
    }

    // The response with the status does not have the name.
    private static RutterConnection Named(RutterConnection ready, RutterConnection? input)
    {
        ready.Name ??= input?.Name;
        return ready;
    }
}
