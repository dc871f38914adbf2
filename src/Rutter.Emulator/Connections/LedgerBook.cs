namespace Rutter.Emulator.Connections;

/// <summary>The connections of the organisation.</summary>
internal sealed class LedgerBook(World world) : IDisposable
{
    private readonly List<Ledger> ledgers = [];
    private readonly CancellationTokenSource stopping = new();
    private int added;
    private int replaced;

    public IReadOnlyList<Ledger> All
    {
        get
        {
            lock (ledgers)
            {
                return [.. ledgers];
            }
        }
    }

    public Ledger? Find(Func<Connection, bool> condition) => All.FirstOrDefault(ledger => condition(ledger.Connection));

    /// <exception cref="ArgumentException">There is no connection with that id.</exception>
    public Ledger Get(string id) => Find(connection => connection.Id == id)
        ?? throw new ArgumentException($"There is no connection '{id}'.", nameof(id));

    /// <summary>Adds a connection without a platform and without data.</summary>
    public Ledger Add(string id, string organizationId)
    {
        lock (ledgers)
        {
            var ledger = new Ledger(world, new Connection(id, organizationId, ++added, world.Now));
            ledgers.Add(ledger);
            return ledger;
        }
    }

    public bool Remove(string id)
    {
        lock (ledgers)
        {
            return ledgers.RemoveAll(ledger => ledger.Connection.Id == id) > 0;
        }
    }

    /// <summary>Gives a connection a name that no other has.</summary>
    /// <returns>False when another has it.</returns>
    public bool TryRename(Ledger ledger, string name)
    {
        lock (ledgers)
        {
            if (ledgers.Any(other => other != ledger && other.Connection.Name == name))
            {
                return false;
            }

            ledger.Connection.Rename(name, world.Now);
            return true;
        }
    }

    public string ReplaceToken(Ledger ledger)
    {
        var token = EmulatorCredentials.ReplacedTokenOf(ledger.Connection.Number, Interlocked.Increment(ref replaced));
        ledger.Connection.ReplaceToken(token, world.Now);
        return token;
    }

    /// <summary>Links a connection to a platform and starts its first sync, which ends at once, after a delay or when somebody says so.</summary>
    public void Start(Ledger ledger, string platform)
    {
        ledger.Connection.Link(platform, world.Now);
        ledger.Fill();
        if (!world.Options.NotReady && world.Options.ReadyAfterMs == 0)
        {
            ledger.Connection.MoveTo(Connection.Active, world.Now);
        }
        else if (world.Options.ReadyAfterMs > 0)
        {
            _ = EndSyncLaterAsync(ledger);
        }
    }

    /// <summary>Moves a connection to a status; the end of its first sync is told.</summary>
    public void MoveTo(Ledger ledger, string status)
    {
        if (ledger.Connection.MoveTo(status, world.Now))
        {
            world.Webhooks.OfInitialUpdate(ledger.Connection);
        }
    }

    public void Dispose() => stopping.Cancel();

    private async Task EndSyncLaterAsync(Ledger ledger)
    {
        var delay = Task.Delay(TimeSpan.FromMilliseconds(world.Options.ReadyAfterMs), world.Options.TimeProvider, stopping.Token);
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (delay.IsCompletedSuccessfully && ledger.Connection.Status == Connection.NotReady)
        {
            MoveTo(ledger, Connection.Active);
        }
    }
}
