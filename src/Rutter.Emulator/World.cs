using Rutter.Emulator.Connections;
using Rutter.Emulator.Jobs;
using Rutter.Emulator.Resources;
using Rutter.Emulator.Webhooks;

namespace Rutter.Emulator;

/// <summary>Everything that a reset throws away: the connections with their data, the jobs, the idempotency keys and the webhooks.</summary>
internal sealed class World : IDisposable
{
    private readonly SeededRandom ids;
    private readonly string organizationId;

    public World(EmulatorOptions options, Uri baseUri, Func<string, FaultKind?> webhookFault)
    {
        ids = new SeededRandom(options.Seed ^ 0x5EED);
        Options = options;
        BaseUri = baseUri;
        Webhooks = new WebhookQueue(options, webhookFault);
        Jobs = new JobRunner(options.TimeProvider, TimeSpan.FromMilliseconds(options.JobDelayMs)) { Finished = Webhooks.OfJob };
        var firstId = ids.Id();
        organizationId = ids.Id();
        Ledgers = new LedgerBook(this);
        Default = Ledgers.Add(firstId, organizationId);
        Ledgers.Start(Default, options.Platform);
        foreach (var platform in options.MorePlatforms)
        {
            Ledgers.Start(Ledgers.Add(NewId(), organizationId), platform);
        }
    }

    public EmulatorOptions Options { get; }

    /// <summary>The address that the server hands out, ending in <c>/versioned</c>.</summary>
    public Uri BaseUri { get; }

    public WebhookQueue Webhooks { get; }

    public LedgerBook Ledgers { get; }

    /// <summary>The connection that there is from the start.</summary>
    public Ledger Default { get; }

    public JobRunner Jobs { get; }

    public IdempotencyKeys Keys { get; } = new();

    /// <summary>The time as objects carry it.</summary>
    public DateTimeOffset Now => FieldValue.Truncate(Options.TimeProvider.GetUtcNow());

    /// <summary>A connection that nobody has linked yet.</summary>
    public Ledger NewConnection() => Ledgers.Add(NewId(), organizationId);

    public string NewId()
    {
        lock (ids)
        {
            return ids.Id();
        }
    }

    public void Dispose()
    {
        Ledgers.Dispose();
        Jobs.Dispose();
        Webhooks.Dispose();
    }
}
