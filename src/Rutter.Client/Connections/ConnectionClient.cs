using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources.Connections;
using Rutter.Client.Transport;

namespace Rutter.Client.Connections;

/// <summary>The organisation's connections and their tokens. Source: the public pages "Connections" and "Tokens" of 2024-08-31.</summary>
/// <remarks>What concerns one connection takes the client's access token.</remarks>
public sealed class ConnectionClient
{
    private static readonly string[] SecretWords = ["token", "secret", "password", "credential"];

    private readonly RequestSender sender;

    internal ConnectionClient(RequestSender sender) => this.sender = sender;

    /// <summary>Lists the connections, which come in one response however many there are.</summary>
    /// <param name="status">Those of this status; null for active, not_ready and unhealthy ones, <c>any</c> for all.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The connections, each with its access token.</returns>
    /// <exception cref="RutterApiException">The request failed.</exception>
    public async ValueTask<IReadOnlyList<RutterConnection>> ListAsync(string? status = null, CancellationToken cancellationToken = default)
    {
        var request = new RutterRequest
        {
            Method = HttpMethod.Get,
            Path = "connections",
            NeedsAccessToken = false,
            Query = status is null ? [] : [new("status", status)],
        };
        var list = await SendAsync(
            request, ConnectionJson.Default.ConnectionList, WithoutNull, "connections", cancellationToken).ConfigureAwait(false);
        foreach (var connection in list)
        {
            ProtectSecrets(connection.AdditionalProperties);
            connection.IsReady = connection.Status is null ? null : connection.Status != ConnectionStatus.NotReady;
        }

        return list;
    }

    /// <summary>Gets the connection of the client's access token, with its status.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The connection, with its status.</returns>
    /// <exception cref="RutterApiException">The request failed.</exception>
    public async ValueTask<RutterConnection> GetCurrentAsync(CancellationToken cancellationToken = default)
    {
        var request = new RutterRequest { Method = HttpMethod.Get, Path = "connections/access_token" };
        var connection = await SendAsync(
            request,
            ConnectionJson.Default.ConnectionResponse,
            response => response.Connection,
            "connection",
            cancellationToken).ConfigureAwait(false);
        var status = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
        connection.Status = status.Status;
        connection.IsReady = status.IsReady;
        connection.LastSyncCompletedAt ??= status.LastSyncCompletedAt;
        connection.AccessToken = sender.Options.AccessToken;
        connection.AdditionalProperties = Merge(connection.AdditionalProperties, status.AdditionalProperties);
        return connection;
    }

    /// <summary>Gets the status of the connection of the client's access token.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The connection, without its name.</returns>
    /// <exception cref="RutterApiException">The request failed.</exception>
    public async ValueTask<RutterConnection> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var request = new RutterRequest { Method = HttpMethod.Get, Path = "connections/status" };
        var response = await SendAsync(
            request,
            ConnectionJson.Default.StatusResponse,
            response => response.Status is null ? null : response,
            "status",
            cancellationToken).ConfigureAwait(false);
        var status = response.Status!;
        var connection = response.Connection ?? new RutterConnection();
        connection.Platform ??= status.Platform;
        connection.Status = status.ToStatus();
        connection.IsReady = status.IsReady;
        connection.LinkUrl ??= status.LinkUrl;
        connection.CreatedAt ??= status.CreatedAt;
        connection.LastSyncCompletedAt = status.LastSyncCompletedAt;
        connection.AccessToken = sender.Options.AccessToken;
        connection.AdditionalProperties = Merge(connection.AdditionalProperties, status.AdditionalProperties);
        return connection;
    }

    /// <summary>Makes a connection. A person opens its link and signs in to the platform; until then it has no data.</summary>
    /// <param name="platform">The platform; null lets the person choose.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The connection: id, token, link.</returns>
    /// <exception cref="RutterApiException">It could not be made; without a response it may have been.</exception>
    public async ValueTask<RutterConnection> CreateAsync(string? platform = null, CancellationToken cancellationToken = default)
    {
        var made = await SendAsync(
            Post("connections/create", platform is null ? [] : [("platform", platform)]) with { NeedsAccessToken = false },
            ConnectionJson.Default.ConnectionResponse,
            response => response.Connection,
            "connection",
            cancellationToken).ConfigureAwait(false);
        made.Platform ??= platform;
        ProtectSecrets(made.AdditionalProperties);
        return made;
    }

    /// <summary>Gives a connection a name. It can be repeated: the second time changes nothing.</summary>
    /// <param name="id">The connection's id.</param>
    /// <param name="name">A name that no other connection has, of at most 30 characters.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The connection: id, token, link, name.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such connection, or the name cannot be given.</exception>
    public async ValueTask<RutterConnection> RenameAsync(string id, string name, CancellationToken cancellationToken = default)
    {
        var request = Post($"connections/{PathSegment.FromRutterId(id)}", [("name", name)]) with
        {
            Method = HttpMethod.Patch,
            NeedsAccessToken = false,
            IdempotencyKey = IdempotencyKeys.Create(),
        };
        var renamed = await SendAsync(
            request,
            ConnectionJson.Default.ConnectionResponse,
            response => response.Connection,
            "connection",
            cancellationToken).ConfigureAwait(false);
        ProtectSecrets(renamed.AdditionalProperties);
        return renamed;
    }

    /// <summary>Deletes a connection, with Rutter's copy of its data.</summary>
    /// <param name="id">The connection's id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False when an earlier try of this very deletion was carried out, and only its response was lost.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such connection, or it could not be deleted.</exception>
    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken = default)
    {
        // An empty body rather than none: without one, HttpClient repeats a request whose response is lost by itself, and nobody would know of it.
        var request = new RutterRequest
        {
            Method = HttpMethod.Delete,
            Path = $"connections/{PathSegment.FromRutterId(id)}",
            NeedsAccessToken = false,
            Body = ReadOnlyMemory<byte>.Empty,
        };
        try
        {
            await SendAsync(
                request,
                ConnectionJson.Default.DeletionResponse,
                response => response.Success is true ? response : null,
                "success",
                cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RutterApiException failure) when (failure is { StatusCode: 410 or 404, Attempts: > 1 })
        {
            return false;
        }
    }

    /// <summary>Exchanges the public token that a person's sign-in gave for the connection's access token.</summary>
    /// <param name="publicToken">The public token.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The access token and its connection.</returns>
    /// <exception cref="RutterApiException">It could not be exchanged.</exception>
    public async ValueTask<RutterAccessToken> ExchangeAsync(Secret publicToken, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(publicToken);
        (string, string)[] body =
        [
            ("client_id", sender.Options.ClientId),
            ("public_token", publicToken.Reveal()),
            ("secret", sender.Options.ClientSecret.Reveal()),
        ];

        // A client that takes the public token for its own masks it wherever it may be echoed.
        var token = await new ConnectionClient(new RequestSender(sender.Options with { AccessToken = publicToken })).SendAsync(
            Post("item/public_token/exchange", body) with { NeedsAccessToken = false, IdempotencyKey = IdempotencyKeys.Create() },
            ConnectionJson.Default.RutterAccessToken,
            response => response.AccessToken is null ? null : response,
            "access_token",
            cancellationToken).ConfigureAwait(false);
        ProtectSecrets(token.AdditionalProperties);
        return token;
    }

    /// <summary>Gives up the client's access token for a new one. It is sent once: a repeat would come with a token that is dead already.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The new token.</returns>
    /// <exception cref="RutterApiException">The request failed; without a response the old one may be dead, and the list of connections shows the
    /// new one.</exception>
    public async ValueTask<RutterAccessToken> RenewTokenAsync(CancellationToken cancellationToken = default)
    {
        var renewed = await SendAsync(
            Post("connections/access_token/invalidate", []), ConnectionJson.Default.RenewedToken, response =>
                response.NewAccessToken is null ? null : response, "new_access_token", cancellationToken).ConfigureAwait(false);
        ProtectSecrets(renewed.AdditionalProperties);
        return new RutterAccessToken { AccessToken = renewed.NewAccessToken, AdditionalProperties = renewed.AdditionalProperties };
    }

    /// <summary>Waits until the first download of the connection is complete that the client's access token opens.</summary>
    /// <param name="polling">The interval and the timeout.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="RutterApiException">The request failed, the connection cannot become ready as it is, or it is not ready in time.</exception>
    public async Task<RutterConnection> WaitUntilReadyAsync(JobPolling polling, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(polling);
        var deadline = polling.Timeout is { } timeout ? DateTimeOffset.UtcNow + timeout : DateTimeOffset.MaxValue;
        for (var attempts = 1; ; attempts++)
        {
            var connection = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
            if (connection.Status is ConnectionStatus.Disabled or ConnectionStatus.NeedsReauth)
            {
                var code = connection.Status == ConnectionStatus.Disabled ? "CONNECTION_DISABLED" : "NEEDS_UPDATE";
                throw new RutterApiException(ErrorTable.ForConnection(code), $"{connection} is '{connection.Status}'.") { ErrorCode = code };
            }

            if (connection.IsReady is not false)
            {
                return connection;
            }

            var now = DateTimeOffset.UtcNow;
            if (now >= deadline)
            {
                throw new RutterApiException(
                    TransportErrors.ConnectionTimeout,
                    string.Create(CultureInfo.InvariantCulture, $"{connection} was not ready after {polling.Timeout!.Value.TotalSeconds} seconds."));
            }

            var pause = polling.IntervalAfter(attempts);
            await Task.Delay(now + pause > deadline ? deadline - now : pause, cancellationToken).ConfigureAwait(false);
        }
    }

    // A connection that is passed over would be one that is lost.
    private static List<RutterConnection>? WithoutNull(ConnectionList response) =>
        response.Connections?.FindIndex(connection => connection is null) is { } index and >= 0
        ? throw new UnexpectedResponseException(TransportErrors.UnreadableResponse, $"Number {index + 1} of its 'connections' is null.")
        : response.Connections;

    private static IDictionary<string, object?>? Merge(IDictionary<string, object?>? first, IDictionary<string, object?>? second)
    {
        ProtectSecrets(first);
        ProtectSecrets(second);
        if (first is null || second is null)
        {
            return first ?? second;
        }

        foreach (var (name, value) in second)
        {
            first.TryAdd(name, value);
        }

        return first;
    }

    // A member that the API adds is kept; one that is called a token or a secret must not be readable.
    private static void ProtectSecrets(IDictionary<string, object?>? members)
    {
        foreach (var (name, value) in members?.ToList() ?? [])
        {
            if (value is IDictionary<string, object?> inner)
            {
                ProtectSecrets(inner);
            }
            else if (value is string text && SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                members![name] = new NetworkCredential("", text).SecurePassword;
            }
        }
    }

    private static RutterRequest Post(string path, (string Name, string Value)[] members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in members)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return new RutterRequest { Method = HttpMethod.Post, Path = path, Body = buffer.ToArray() };
    }

    private ValueTask<TResult> SendAsync<TResponse, TResult>(
        RutterRequest request, JsonTypeInfo<TResponse> json, Func<TResponse, TResult?> select, string key, CancellationToken cancellationToken)
        where TResponse : class
        where TResult : class => sender.SendAsync(
            request,
            async (_, body, token) =>
            {
                using var content = await BodyBuffer.ReadAsync(body, token).ConfigureAwait(false);
                var response = JsonSerializer.Deserialize(content.Content.Span, json);
                return (response is null ? null : select(response)) ?? throw new JsonException($"It has no '{key}'.");
            },
            cancellationToken);
}
