using System.Net;
using System.Text.Json.Nodes;
using Rutter.Emulator.Connections;
using Rutter.Emulator.Description;
using Rutter.Emulator.Faults;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.Routing;
using Rutter.Emulator.State;
using Rutter.HttpServer;

namespace Rutter.Emulator;

/// <summary>
/// A local Rutter on 127.0.0.1, with data in memory and credentials that are never valid for the real service. All members can be used
/// from any thread.
/// </summary>
public sealed class RutterEmulator : IDisposable, IAsyncDisposable
{
    // Clients are on the same machine and may be stopped in a debugger, so there are no timeouts.
    private static readonly ServerOptions Limits = new()
    {
        MaximumConnections = 10_000,
        MaximumConnectionsPerAddress = 10_000,
        MaximumHeadBytes = 64 * 1024,
        MaximumHeldBodyBytes = long.MaxValue,
        HeadTimeout = Timeout.InfiniteTimeSpan,
        BodyInterval = Timeout.InfiniteTimeSpan,
        WriteTimeout = Timeout.InfiniteTimeSpan,
    };

    private readonly EmulatorOptions options;
    private readonly Server server;
    private readonly RequestLog log = new();
    private readonly FaultPlan faults = new();
    private readonly RateWindow window;
    private volatile EmulatorState state;

    private RutterEmulator(EmulatorOptions options, Server server)
    {
        this.options = options;
        this.server = server;
        Port = server.EndPoint.Port;
        BaseUri = new Uri($"http://127.0.0.1:{Port}/versioned");
        window = new RateWindow(options.TimeProvider);
        state = new EmulatorState(options, BaseUri, faults.NextForWebhook);
        var executor = new RequestExecutor(new RequestAuthenticator(options.EnforceRateLimit ? window : null));
        var handler = new RequestHandler(options, executor, faults, log);
        server.Run(exchange => handler.HandleAsync(exchange, state));
    }

    /// <summary>The base address, for example <c>http://127.0.0.1:40123/versioned</c>.</summary>
    public Uri BaseUri { get; }

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The only client id that is accepted; the same for every emulator.</summary>
    public string ClientId { get; } = EmulatorCredentials.ClientId;

    /// <summary>The client secret; the same for every emulator, and not real.</summary>
    public string ClientSecret { get; } = EmulatorCredentials.ClientSecret;

    /// <summary>The access token of the first connection, not real; the same for every emulator until it is given up for a new one.</summary>
    public string AccessToken => state.Default.Connection.AccessToken;

    /// <summary>The first connection's id, which follows from the seed.</summary>
    public string ConnectionId => state.Default.Connection.Id;

    /// <summary>The connections there are now, the first one first.</summary>
    public IReadOnlyList<EmulatorConnection> Connections => state.Connections.All.Select(data => Describe(data.Connection)).ToArray();

    /// <summary>Where webhooks are posted, or null.</summary>
    public Uri? WebhookUri => options.WebhookUri;

    /// <summary>The latest webhooks, at most 100,000, as they are at this moment; none without a <see cref="WebhookUri"/>.</summary>
    public IReadOnlyList<EmulatorWebhook> Webhooks => state.Webhooks.Snapshot();

    /// <summary>The first connection's platform, for example <c>QUICKBOOKS</c>.</summary>
    public string Platform => options.Platform;

    /// <summary>The seed that the data was made from.</summary>
    public int Seed => options.Seed;

    /// <summary>How many bank transfers the first connection has now.</summary>
    public int TransferCount => state.Default.Store("BankTransfer").Count;

    /// <summary>The nouns of the objects that an emulator can list, for example <c>Invoice</c>.</summary>
    public static IReadOnlyList<string> Resources => ApiDescription.Instance.ListedNouns;

    /// <summary>Whether it still answers.</summary>
    public bool IsRunning => server.IsRunning;

    /// <summary>The latest requests, at most 100,000, as they are at this moment: one that is being answered has no status yet.</summary>
    public IReadOnlyList<EmulatorRequest> Requests => log.Snapshot();

    /// <summary>Starts an emulator. It answers when this returns.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <returns>The emulator; stop it with <see cref="Stop"/> or by disposing of it.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The port is in use.</exception>
    public static RutterEmulator Start(EmulatorOptions? options = null)
    {
        options ??= new EmulatorOptions();
        options.Validate();
        return new RutterEmulator(options, Server.Bind(new IPEndPoint(IPAddress.Loopback, options.Port), Limits));
    }

    /// <summary>Empties the log of requests.</summary>
    public void ClearRequests() => log.Clear();

    /// <summary>Goes back to the state after the start: data, jobs and idempotency keys, rate window, faults, log of requests.</summary>
    public void Reset()
    {
        var old = state;
        state = new EmulatorState(options, BaseUri, faults.NextForWebhook);
        old.Dispose();
        faults.Clear();
        window.Clear();
        log.Clear();
    }

    /// <summary>Adds a fault to play.</summary>
    /// <param name="fault">The fault.</param>
    /// <exception cref="ArgumentException">A property is out of its range.</exception>
    public void AddFault(EmulatorFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        faults.Add(fault);
    }

    /// <summary>Removes all faults.</summary>
    public void ClearFaults() => faults.Clear();

    /// <summary>Copies of all objects of a resource, as a fetch would show them without their platform data, in no order.</summary>
    /// <param name="listKey">The objects' list key, for example <c>bank_transfers</c>; also the noun or the path.</param>
    /// <param name="connectionId">Whose objects; null for the first connection's.</param>
    /// <returns>The objects; changing them changes nothing.</returns>
    /// <exception cref="ArgumentException">There is no such resource or connection.</exception>
    public IReadOnlyList<JsonObject> GetObjects(string listKey, string? connectionId = null)
    {
        var data = DataOf(connectionId);
        var store = data.StoreOf(listKey);

        // An array, because PowerShell cannot index every list type that the compiler makes.
        return store.All().Select(item => item.ToJson()).ToArray();
    }

    /// <summary>Adds an object as if the platform had made it, or replaces the one with its id; nothing is checked but names and types.</summary>
    /// <param name="listKey">The objects' list key, for example <c>bank_transfers</c>; also the noun or the path.</param>
    /// <param name="value">The object with at least <c>id</c> and <c>platform_id</c>; what it lacks is null. Instants are kept in whole
    /// milliseconds.</param>
    /// <param name="connectionId">Whose object; null for the first connection's.</param>
    /// <exception cref="ArgumentException">There is no such resource or connection, or the object has no such property, or not of that
    /// type.</exception>
    public void PutObject(string listKey, JsonObject value, string? connectionId = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        PlatformChanges.Put(DataOf(connectionId), listKey, value);
    }

    /// <summary>
    /// Changes an object as its platform does, or makes one: the properties that are given are set, the others stay, and unless they are given
    /// <c>updated_at</c> and <c>last_synced_at</c> become now. A new object also gets <c>created_at</c>, and ids where it brings none.
    /// </summary>
    /// <param name="listKey">The objects' list key, for example <c>bank_transfers</c>; also the noun or the path.</param>
    /// <param name="changes">The properties to set; the object is found by <c>id</c>.</param>
    /// <param name="connectionId">Whose object; null for the first connection's.</param>
    /// <returns>A copy of the object as it is now.</returns>
    /// <exception cref="ArgumentException">There is no such resource or connection, or the object has no such property, or not of that
    /// type.</exception>
    public JsonObject ChangeObject(string listKey, JsonObject changes, string? connectionId = null)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var data = DataOf(connectionId);
        return PlatformChanges.Change(data, listKey, changes).ToJson();
    }

    /// <summary>Deletes an object as its platform does, which makes an event.</summary>
    /// <param name="listKey">The objects' list key, for example <c>bank_transfers</c>; also the noun or the path.</param>
    /// <param name="id">The object's Rutter id.</param>
    /// <param name="connectionId">Whose object; null for the first connection's.</param>
    /// <returns>False when there is no such object.</returns>
    /// <exception cref="ArgumentException">There is no such resource or connection.</exception>
    public bool RemoveObject(string listKey, string id, string? connectionId = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        return PlatformChanges.Remove(DataOf(connectionId), listKey, id);
    }

    /// <summary>
    /// Signs in to a platform, as a person does with a connection's link. The connection gets its data, and its first sync begins.
    /// </summary>
    /// <param name="connectionId">A connection that was created without being linked.</param>
    /// <param name="platform">The platform, in capitals; null for the one that it was created with, else QuickBooks.</param>
    /// <returns>The public token, to be exchanged for the access token.</returns>
    /// <exception cref="ArgumentException">There is no such connection or platform, or it is linked already.</exception>
    public string LinkConnection(string connectionId, string? platform = null)
    {
        var data = DataOf(connectionId);
        var chosen = platform ?? data.Connection.RequestedPlatform ?? "QUICKBOOKS";
        EmulatorOptions.ThrowUnlessPlatform(chosen, nameof(platform));
        if (data.Connection.Platform is not null)
        {
            throw new ArgumentException($"Connection '{connectionId}' is linked already.", nameof(connectionId));
        }

        state.Connections.Start(data, chosen);
        return data.Connection.PublicToken;
    }

    /// <summary>Moves a connection to a status. The end of its first sync, from <c>not_ready</c> to anything else, makes an INITIAL_UPDATE.</summary>
    /// <param name="status"><c>active</c>, <c>not_ready</c>, <c>unhealthy</c>, <c>needs_reauth</c> or <c>disabled</c>.</param>
    /// <param name="connectionId">Which connection; null for the first.</param>
    /// <exception cref="ArgumentException">There is no such connection or status.</exception>
    public void SetConnectionStatus(string status, string? connectionId = null)
    {
        if (!Connection.Statuses.Contains(status))
        {
            throw new ArgumentException($"There is no status '{status}'. Known: {string.Join(", ", Connection.Statuses)}.", nameof(status));
        }

        state.Connections.MoveTo(DataOf(connectionId), status);
    }

    /// <summary>
    /// Stops: waits of faults, jobs and latency end, requests that are being answered get two seconds, the port is closed. Does nothing
    /// the second time.
    /// </summary>
    public void Stop()
    {
        server.Dispose();
        state.Dispose();
    }

    /// <inheritdoc cref="Stop"/>
    public void Dispose() => Stop();

    /// <inheritdoc cref="Stop"/>
    public ValueTask DisposeAsync() => new(Task.Run(Stop));

    private ConnectionData DataOf(string? connectionId) => connectionId is null ? state.Default : state.Connections.Get(connectionId);

    private static EmulatorConnection Describe(Connection connection) => new()
    {
        Id = connection.Id,
        AccessToken = connection.AccessToken,
        PublicToken = connection.PublicToken,
        Platform = connection.Platform,
        Status = connection.Status,
        Name = connection.Name,
    };
}
