using Rutter.Emulator.Connections;

namespace Rutter.Emulator.State;

/// <summary>The connections of the organisation.</summary>
internal sealed class ConnectionRegistry(EmulatorState state) : IDisposable
{
    private readonly List<ConnectionData> connections = [];
    private readonly CancellationTokenSource stopping = new();
    private int added;
    private int replaced;

    public IReadOnlyList<ConnectionData> All
    {
        get
        {
            lock (connections)
            {
                return [.. connections];
            }
        }
    }

    public ConnectionData? Find(Func<Connection, bool> condition) => All.FirstOrDefault(data => condition(data.Connection));

    /// <exception cref="ArgumentException">There is no connection with that id.</exception>
    public ConnectionData Get(string id) => Find(connection => connection.Id == id)
        ?? throw new ArgumentException($"There is no connection '{id}'.", nameof(id));

    /// <summary>Adds a connection without a platform and without data.</summary>
    public ConnectionData Add(string id, string organizationId)
    {
        lock (connections)
        {
            var data = new ConnectionData(state, new Connection(id, organizationId, ++added, state.Now));
            connections.Add(data);
            return data;
        }
    }

    public bool Remove(string id)
    {
        lock (connections)
        {
            return connections.RemoveAll(data => data.Connection.Id == id) > 0;
        }
    }

    /// <summary>Gives a connection a name that no other has.</summary>
    /// <returns>False when another has it.</returns>
    public bool TryRename(ConnectionData data, string name)
    {
        lock (connections)
        {
            if (connections.Any(other => other != data && other.Connection.Name == name))
            {
                return false;
            }

            data.Connection.Rename(name, state.Now);
            return true;
        }
    }

    public string ReplaceToken(ConnectionData data)
    {
        var token = EmulatorCredentials.ReplacedTokenOf(data.Connection.Number, Interlocked.Increment(ref replaced));
        data.Connection.ReplaceToken(token, state.Now);
        return token;
    }

    /// <summary>Links a connection to a platform and starts its first sync, which ends at once, after a delay or on request.</summary>
    public void Start(ConnectionData data, string platform)
    {
        data.Connection.Link(platform, state.Now);
        data.Fill(platform);
        if (!state.Options.NotReady && state.Options.ReadyAfterMs == 0)
        {
            data.Connection.MoveTo(Connection.Active, state.Now);
        }
        else if (state.Options.ReadyAfterMs > 0)
        {
            _ = EndSyncLaterAsync(data);
        }
    }

    /// <summary>Moves a connection to a status. The end of its first sync sends a webhook.</summary>
    public void MoveTo(ConnectionData data, string status)
    {
        if (data.Connection.MoveTo(status, state.Now))
        {
            state.Webhooks.OfInitialUpdate(data.Connection);
        }
    }

    public void Dispose() => stopping.Cancel();

    private async Task EndSyncLaterAsync(ConnectionData data)
    {
        var delay = Task.Delay(TimeSpan.FromMilliseconds(state.Options.ReadyAfterMs), state.Options.TimeProvider, stopping.Token);
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (delay.IsCompletedSuccessfully && data.Connection.Status == Connection.NotReady)
        {
            MoveTo(data, Connection.Active);
        }
    }
}
