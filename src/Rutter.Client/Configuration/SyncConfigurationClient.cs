using System.Text.Json.Serialization;
using Rutter.Client.Json;
using Rutter.Client.Resources.Configuration;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Configuration;

/// <summary>What a sync configuration is of.</summary>
public sealed record SyncConfigurationOwner
{
    private SyncConfigurationOwner(string? id, string? platform) => (Id, Platform) = (id, platform);

    /// <summary>The connection's id; null for a platform.</summary>
    public string? Id { get; }

    /// <summary>The platform; null for a connection.</summary>
    public string? Platform { get; }

    internal string Path => Id is not null
        ? $"configs/sync/connections/{PathSegment.FromRutterId(Id)}"
        : $"configs/sync/platforms/{PathSegment.FromRutterId(Platform!)}";

    /// <summary>A connection.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The owner.</returns>
    public static SyncConfigurationOwner OfConnection(string id) => new(id, null);

    /// <summary>All connections of a platform that have no configuration of their own.</summary>
    /// <param name="platform">The platform, for example <c>XERO</c>.</param>
    /// <returns>The owner.</returns>
    public static SyncConfigurationOwner OfPlatform(string platform) => new(null, platform);

    /// <summary>What it is, in words.</summary>
    /// <returns>For example <c>platform XERO</c>.</returns>
    public override string ToString() => Id is not null ? $"connection {Id}" : $"platform {Platform}";
}

/// <summary>Says what Rutter reads, and how often. Source: the description, the paths below <c>/configs/sync</c>.</summary>
/// <remarks>It belongs to the organisation, and takes no access token. A change that is made twice changes nothing more.</remarks>
public sealed class SyncConfigurationClient
{
    private readonly RequestSender sender;

    internal SyncConfigurationClient(RequestSender sender) => this.sender = sender;

    /// <summary>Reads a configuration.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ArgumentException">The id or platform cannot be part of a path.</exception>
    /// <exception cref="Errors.RutterApiException">There is none, or the request failed.</exception>
    public async ValueTask<SyncConfiguration> GetAsync(SyncConfigurationOwner owner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return Stamp(owner, await sender.SendAsync(
            new RutterRequest { Method = HttpMethod.Get, Path = owner.Path, NeedsAccessToken = false },
            SyncConfigurationJson.Default.SyncConfiguration,
            Read,
            Needed,
            cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Makes a configuration.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="fields">The fields of <see cref="SyncConfiguration.Body"/>, all of them.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The configuration as it is now.</returns>
    /// <exception cref="ArgumentException">The id or platform cannot be part of a path.</exception>
    /// <exception cref="Errors.RutterApiException">It could not be made.</exception>
    public ValueTask<SyncConfiguration> CreateAsync(
        SyncConfigurationOwner owner, IReadOnlyList<KeyValuePair<string, object?>> fields, CancellationToken cancellationToken = default) =>
        WriteAsync(HttpMethod.Post, owner, fields, cancellationToken);

    /// <summary>Changes a configuration. The API asks for both parts: one that is not given is read first, and sent as it is.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="fields">One field of <see cref="SyncConfiguration.Body"/>, or both.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The configuration as it is now.</returns>
    /// <exception cref="ArgumentException">The id or platform cannot be part of a path.</exception>
    /// <exception cref="Errors.RutterApiException">There is none, or it could not be changed.</exception>
    public async ValueTask<SyncConfiguration> UpdateAsync(
        SyncConfigurationOwner owner, IReadOnlyList<KeyValuePair<string, object?>> fields, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (SyncConfiguration.Body.Fields.Any(field => fields.All(given => given.Key != field.ApiName)))
        {
            var current = PlainJson.Members(await GetAsync(owner, cancellationToken).ConfigureAwait(false));
            fields = [.. fields, .. current.Where(member => fields.All(given => given.Key != member.Key))];
        }

        return await WriteAsync(HttpMethod.Patch, owner, fields, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a configuration: what is general applies again.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False when an earlier attempt of this call deleted it and only the response was lost.</returns>
    /// <exception cref="ArgumentException">The id or platform cannot be part of a path.</exception>
    /// <exception cref="Errors.RutterApiException">There is none, or it could not be deleted.</exception>
    public ValueTask<bool> DeleteAsync(SyncConfigurationOwner owner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return sender.DeleteAsync(owner.Path, $"the sync configuration of {owner}", mustSaySo: false, cancellationToken);
    }

    private const string Needed = "initialSync' and 'incrementalSync";

    // A part that is missing would be sent as missing by the next update.
    private static SyncConfiguration? Read(SyncConfiguration response) =>
        response is { InitialSync: not null, IncrementalSync: not null } ? response : null;

    private static SyncConfiguration Stamp(SyncConfigurationOwner owner, SyncConfiguration found)
    {
        (found.Id, found.Platform) = (owner.Id, owner.Platform);
        return found;
    }

    private async ValueTask<SyncConfiguration> WriteAsync(
        HttpMethod method,
        SyncConfigurationOwner owner,
        IReadOnlyList<KeyValuePair<string, object?>> fields,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return Stamp(owner, await sender.ChangeAsync(
            new RutterRequest { Method = method, Path = owner.Path, NeedsAccessToken = false, Body = PlainJson.Write(fields) },
            SyncConfigurationJson.Default.SyncConfiguration,
            Read,
            Needed,
            cancellationToken).ConfigureAwait(false));
    }
}

[JsonSourceGenerationOptions(Converters = [typeof(MoneyConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(SyncConfiguration))]
internal sealed partial class SyncConfigurationJson : JsonSerializerContext;
