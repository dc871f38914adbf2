using System.Text.Json;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Connections;

/// <summary>
/// A company's connection: its platform, its token, and the progress of its first sync. The object guards its own changes.
/// </summary>
internal sealed class Connection(string id, string organizationId, int number, DateTimeOffset createdAt)
{
    public const string Active = "active";

    public const string NotReady = "not_ready";

    /// <summary>Every status, with those first that a list shows unless asked. Source: "Connections".</summary>
    public static readonly IReadOnlyList<string> Statuses = [Active, NotReady, "unhealthy", "needs_reauth", "disabled"];

    private static readonly string[] WithoutQueries = ["SAGE_INTACCT", "SAGE_INTACCT_V2", "SAGE_BUSINESS_CLOUD"];

    private static readonly string[] WithSubsidiaries = ["NETSUITE", "SAGE_INTACCT", "SAGE_INTACCT_V2"];

    private readonly object gate = new();
    private string accessToken = EmulatorCredentials.AccessTokenOf(number);
    private string status = NotReady;
    private string? platform;
    private string? name;
    private DateTimeOffset updatedAt = createdAt;
    private DateTimeOffset? syncedAt;

    public string Id => id;

    public string OrganizationId => organizationId;

    /// <summary>Its number, from 1.</summary>
    public int Number => number;

    /// <summary>The platform that it was created for, before anybody has signed in; null to let that person choose.</summary>
    public string? RequestedPlatform { get; set; }

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public string PublicToken { get; } = EmulatorCredentials.PublicTokenOf(number);

    /// <summary>The link where a person would sign in to the platform. It does not work.</summary>
    public string LinkUrl { get; } = $"https://link.example.com/connection/{id}";

    public string AccessToken => Read(() => accessToken);

    /// <summary>The platform; null until a person has chosen one.</summary>
    public string? Platform => Read(() => platform);

    public string Status => Read(() => status);

    public string? Name => Read(() => name);

    public DateTimeOffset UpdatedAt => Read(() => updatedAt);

    /// <summary>When the last sync ended; null before the end of the first one.</summary>
    public DateTimeOffset? SyncedAt => Read(() => syncedAt);

    public bool IsReady => Status != NotReady;

    public bool HasSubsidiaries => WithSubsidiaries.Contains(Platform);

    public void Link(string toPlatform, DateTimeOffset at) => Change(at, () => platform = toPlatform);

    public void Rename(string to, DateTimeOffset at) => Change(at, () => name = to);

    public void ReplaceToken(string by, DateTimeOffset at) => Change(at, () => accessToken = by);

    /// <summary>Moves to a status.</summary>
    /// <returns>Whether this ends the first sync.</returns>
    public bool MoveTo(string to, DateTimeOffset at)
    {
        var wasReady = IsReady;
        Change(at, () =>
        {
            status = to;
            syncedAt = to == NotReady ? syncedAt : at;
        });
        return !wasReady && to != NotReady;
    }

    /// <summary>An address that looks like the platform's own and does not work.</summary>
    public string UrlOf(string page, string platformId) =>
        $"https://{Platform?.ToLowerInvariant().Replace('_', '-')}.example.com/{page}/{Uri.EscapeDataString(platformId)}";

    /// <summary>Refuses the parameters that the Sage platforms do not have. Source: "Bank Transfers", "List" and "Fetch".</summary>
    public void CheckSupport(QueryParameters query, params string[] names)
    {
        if (WithoutQueries.Contains(Platform) && Array.Find(names, parameter => query.Text(parameter) is not null) is { } unsupported)
        {
            throw ApiError.UnsupportedByPlatform(unsupported, Platform!);
        }
    }

    /// <summary>
    /// Refuses a read that the connection's state does not allow. Source: "Basics", headings "Iniitial Update" and "Error Codes"; which
    /// code goes with which status is this emulator's decision.
    /// </summary>
    public void CheckReady(QueryParameters query)
    {
        var isForced = query.OneOf("force_fetch", "true", "false") == "true";
        switch (Status)
        {
            case NotReady when Platform is null:
                throw ApiError.OfConnection("NO_CREDENTIALS", "Nobody has signed in to a platform with this connection yet.");
            case NotReady when !isForced:
                throw ApiError.OfConnection("PRODUCT_NOT_READY",
                    "The connection has not finished its initial sync. Wait for INITIAL_UPDATE, or use force_fetch=true.");
            case "needs_reauth":
                throw ApiError.OfConnection("NEEDS_UPDATE", "The connection must be authorised again.");
            case "disabled":
                throw ApiError.OfConnection("CONNECTION_DISABLED", "The connection is disabled.");
        }
    }

    /// <summary>Writes the <c>connection</c> that lists and fetches carry. Source: "Bank Transfers", "Response Body".</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("connection");
        json.WriteString("id", Id);
        json.WriteString("orgId", OrganizationId);
        json.WriteString("platform", Platform);
        json.WriteEndObject();
    }

    private T Read<T>(Func<T> value)
    {
        lock (gate)
        {
            return value();
        }
    }

    private void Change(DateTimeOffset at, Action change)
    {
        lock (gate)
        {
            change();
            updatedAt = at;
        }
    }
}
