using Rutter.Emulator.Data;
using Rutter.Emulator.Jobs;
using Rutter.Emulator.Webhooks;

namespace Rutter.Emulator.State;

/// <summary>Everything that a reset discards: the connections with their data, the jobs, the idempotency keys and the webhooks.</summary>
internal sealed class EmulatorState : IDisposable
{
    private readonly SeededRandom ids;
    private readonly string organizationId;

    public EmulatorState(EmulatorOptions options, Uri baseUri, Func<string, FaultKind?> webhookFault)
    {
        ids = new SeededRandom(options.Seed ^ 0x5EED);
        Options = options;
        BaseUri = baseUri;
        Webhooks = new WebhookQueue(options, webhookFault);
        Jobs = new JobRunner(options.TimeProvider, TimeSpan.FromMilliseconds(options.JobDelayMs)) { Finished = Webhooks.OfJob };
        var firstId = ids.Id();
        organizationId = ids.Id();
        Connections = new ConnectionRegistry(this);
        Default = Connections.Add(firstId, organizationId);
        Connections.Start(Default, options.Platform);
        foreach (var platform in options.MorePlatforms)
        {
            Connections.Start(Connections.Add(NewId(), organizationId), platform);
        }

        // An id of its own: a new one of the row would change those that come after it.
        Configurations = new ConfigurationStore(new SeededRandom(options.Seed ^ 0x3EB).Id(), Now);
    }

    public EmulatorOptions Options { get; }

    /// <summary>The server's base address, ending in <c>/versioned</c>.</summary>
    public Uri BaseUri { get; }

    public WebhookQueue Webhooks { get; }

    public ConnectionRegistry Connections { get; }

    /// <summary>The connection that there is from the start.</summary>
    public ConnectionData Default { get; }

    public JobRunner Jobs { get; }

    public AcceptedKeys Keys { get; } = new();

    public FileLinks Links { get; } = new();

    /// <summary>What the organisation has configured.</summary>
    public ConfigurationStore Configurations { get; }

    /// <summary>The current time in the precision of objects.</summary>
    public DateTimeOffset Now => Timestamps.Truncate(Options.TimeProvider.GetUtcNow());

    /// <summary>Adds a connection that is not linked yet.</summary>
    public ConnectionData NewConnection() => Connections.Add(NewId(), organizationId);

    public string NewId()
    {
        lock (ids)
        {
            return ids.Id();
        }
    }

    public void Dispose()
    {
        Connections.Dispose();
        Jobs.Dispose();
        Webhooks.Dispose();
    }
}
