using System.Globalization;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Json;
using Rutter.Client.Resources.Configuration;
using Rutter.Client.Resources.Connections;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Connections;

/// <summary>The organisation's connections. Source: the public page "Connections" of 2024-08-31.</summary>
/// <remarks>Methods about one connection use the client's access token.</remarks>
public sealed class ConnectionClient
{
    private readonly RequestSender sender;

    internal ConnectionClient(RequestSender sender) => this.sender = sender;

    /// <summary>Lists the connections. The API sends all of them in one response.</summary>
    /// <param name="status">Only connections with this status; null for active, not_ready and unhealthy ones, <c>any</c> for all.</param>
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
        var list = await sender.SendAsync(
            request, ConnectionJson.Default.ConnectionList, WithoutNull, "connections", cancellationToken).ConfigureAwait(false);
        foreach (var connection in list)
        {
            SecretMembers.Protect(connection.AdditionalProperties);
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
        var connection = await sender.SendAsync(
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
        connection.AdditionalProperties = SecretMembers.Merge(connection.AdditionalProperties, status.AdditionalProperties);
        return connection;
    }

    /// <summary>Gets the status of the connection of the client's access token.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The connection, without its name.</returns>
    /// <exception cref="RutterApiException">The request failed.</exception>
    public async ValueTask<RutterConnection> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var request = new RutterRequest { Method = HttpMethod.Get, Path = "connections/status" };
        var response = await sender.SendAsync(
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
        connection.AdditionalProperties = SecretMembers.Merge(connection.AdditionalProperties, status.AdditionalProperties);
        return connection;
    }

    /// <summary>Creates a connection. It has no data until a person opens its link and signs in to the platform.</summary>
    /// <param name="platform">The platform; null lets the person choose.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The connection: id, token, link.</returns>
    /// <exception cref="RutterApiException">The request failed. Without a response, the connection may exist all the same.</exception>
    public async ValueTask<RutterConnection> CreateAsync(string? platform = null, CancellationToken cancellationToken = default)
    {
        var made = await sender.SendAsync(
            ConnectionRequests.Post("connections/create", platform is null ? [] : [("platform", platform)]) with { NeedsAccessToken = false },
            ConnectionJson.Default.ConnectionResponse,
            response => response.Connection,
            "connection",
            cancellationToken).ConfigureAwait(false);
        made.Platform ??= platform;
        SecretMembers.Protect(made.AdditionalProperties);
        return made;
    }

    /// <summary>Names a connection. A retry is safe: it changes nothing more.</summary>
    /// <param name="id">The connection's id.</param>
    /// <param name="name">A name that no other connection has, of at most 30 characters.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The connection: id, token, link, name.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such connection, or the name is refused.</exception>
    public async ValueTask<RutterConnection> RenameAsync(string id, string name, CancellationToken cancellationToken = default)
    {
        var request = ConnectionRequests.Post($"connections/{PathSegment.FromRutterId(id)}", [("name", name)]) with
        {
            Method = HttpMethod.Patch,
            NeedsAccessToken = false,
            IdempotencyKey = IdempotencyKeys.Create(),
        };
        var renamed = await sender.SendAsync(
            request,
            ConnectionJson.Default.ConnectionResponse,
            response => response.Connection,
            "connection",
            cancellationToken).ConfigureAwait(false);
        SecretMembers.Protect(renamed.AdditionalProperties);
        return renamed;
    }

    /// <summary>Deletes a connection, with Rutter's copy of its data.</summary>
    /// <param name="id">The connection's id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False when an earlier attempt of this call deleted it and only the response was lost.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such connection, or the request failed.</exception>
    public ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        sender.DeleteAsync($"connections/{PathSegment.FromRutterId(id)}", $"the connection {id}", mustSaySo: true, cancellationToken);

    /// <summary>Lets Rutter read now what has changed at the platform. Doing it twice does no harm, so it is retried.</summary>
    /// <param name="objectTypes">What is read, as <see cref="SyncObjectType"/> calls it; null for all that is configured.</param>
    /// <param name="cancellationToken">Cancels the operation; what was started goes on at Rutter.</param>
    /// <exception cref="RutterApiException">It could not be started.</exception>
    public ValueTask StartIncrementalSyncAsync(IReadOnlyList<string>? objectTypes = null, CancellationToken cancellationToken = default)
    {
        KeyValuePair<string, object?>[] body = objectTypes is null ? [] : [new("object_types", objectTypes)];
        return StartAsync("connections/incremental_sync", body, "Rutter did not start the sync.", cancellationToken);
    }

    /// <summary>Lets Rutter read again from the platform what is older. Doing it twice does no harm, so it is retried.</summary>
    /// <param name="backfill">What, and from which day on.</param>
    /// <param name="cancellationToken">Cancels the operation; what was started goes on at Rutter.</param>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    /// <exception cref="RutterApiException">It could not be started.</exception>
    public ValueTask StartBackfillAsync(Backfill backfill, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backfill);
        return StartAsync("connections/backfill", backfill.ToFields(), "Rutter did not start the backfill.", cancellationToken);
    }

    /// <summary>Waits until the first download of the client's connection is complete.</summary>
    /// <param name="polling">The interval and the timeout.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="RutterApiException">The request failed, the connection cannot become ready, or it was not ready in time.</exception>
    public async Task<RutterConnection> WaitUntilReadyAsync(JobPolling polling, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(polling);
        var clock = sender.Options.Clock;
        var started = clock.GetTimestamp();
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

            var left = polling.Timeout is { } timeout ? timeout - clock.GetElapsedTime(started) : TimeSpan.MaxValue;
            if (left <= TimeSpan.Zero)
            {
                throw new RutterApiException(
                    TransportErrors.ConnectionTimeout,
                    string.Create(CultureInfo.InvariantCulture, $"{connection} was not ready after {polling.Timeout!.Value.TotalSeconds} seconds."));
            }

            var pause = polling.IntervalAfter(attempts);
            await Task.Delay(pause < left ? pause : left, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private ValueTask StartAsync(string path, KeyValuePair<string, object?>[] body, string refusal, CancellationToken cancellationToken) =>
        sender.ChangeAsync(new RutterRequest { Method = HttpMethod.Post, Path = path, Body = PlainJson.Write(body) }, refusal, cancellationToken);

    // Skipping it would lose a connection.
    private static List<RutterConnection>? WithoutNull(ConnectionList response) =>
        response.Connections?.FindIndex(connection => connection is null) is { } index and >= 0
        ? throw new UnexpectedResponseException(TransportErrors.UnreadableResponse, $"Number {index + 1} of its 'connections' is null.")
        : response.Connections;
}
