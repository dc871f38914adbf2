using System.Text.Json;
using Rutter.Emulator.Http;

namespace Rutter.Emulator;

/// <summary>The connection that the access token belongs to.</summary>
internal sealed record Connection(string Id, string OrganizationId, string Platform, bool IsReady)
{
    private static readonly string[] WithoutQueries = ["SAGE_INTACCT", "SAGE_INTACCT_V2", "SAGE_BUSINESS_CLOUD"];

    private static readonly string[] WithSubsidiaries = ["NETSUITE", "SAGE_INTACCT", "SAGE_INTACCT_V2"];

    public bool HasSubsidiaries => WithSubsidiaries.Contains(Platform);

    /// <summary>An address that looks like the platform's own and leads nowhere.</summary>
    public string UrlOf(string page, string platformId) =>
        $"https://{Platform.ToLowerInvariant().Replace('_', '-')}.example.com/{page}/{Uri.EscapeDataString(platformId)}";

    /// <summary>Refuses the parameters that the Sage platforms do not have. Source: seed "Bank Transfers", "List" and "Fetch".</summary>
    public void CheckSupport(QueryParameters query, params string[] names)
    {
        if (WithoutQueries.Contains(Platform) && Array.Find(names, name => query.Text(name) is not null) is { } unsupported)
        {
            throw ApiError.UnsupportedByPlatform(unsupported, Platform);
        }
    }

    /// <summary>Refuses a read while the first sync goes on. Source: seed "Basics", heading "Iniitial Update".</summary>
    public void CheckReady(QueryParameters query)
    {
        if (query.OneOf("force_fetch", "true", "false") != "true" && !IsReady)
        {
            throw ApiError.NotReady();
        }
    }

    /// <summary>Writes the <c>connection</c> that lists and fetches carry. Source: seed "Bank Transfers", "Response Body".</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("connection");
        json.WriteString("id", Id);
        json.WriteString("orgId", OrganizationId);
        json.WriteString("platform", Platform);
        json.WriteEndObject();
    }
}
