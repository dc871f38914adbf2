using Rutter.Client.Resources;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>Which object to fetch. Source: "Bank Transfers", heading "Fetch a Bank Transfer".</summary>
/// <param name="Id">The id.</param>
public sealed record FetchQuery(string Id)
{
    /// <summary>Whether <see cref="Id"/> is the platform's own (<c>id_type=platform</c>) instead of Rutter's.</summary>
    public bool IsPlatformId { get; init; }

    /// <summary>Whether to answer although the connection's first download is not complete.</summary>
    public bool ForceFetch { get; init; }

    internal RutterRequest ToRequest(ResourceDefinition definition) => new()
    {
        Method = HttpMethod.Get,
        Path = $"{definition.Path}/{(IsPlatformId ? PathSegment.FromPlatformId(Id) : PathSegment.FromRutterId(Id))}",
        Query = RequestQuery.Of(("id_type", IsPlatformId ? "platform" : null), RequestQuery.ForceFetch(ForceFetch)),
    };
}

/// <summary>How to fetch the only object of a kind that a connection has.</summary>
public sealed record SingleQuery
{
    /// <summary>What to add: <c>platform_data</c>.</summary>
    public string? Expand { get; init; }

    /// <summary>Whether to answer although the connection's first download is not complete.</summary>
    public bool ForceFetch { get; init; }

    internal RutterRequest ToRequest(ResourceDefinition definition) => new()
    {
        Method = HttpMethod.Get,
        Path = definition.Path,
        Query = RequestQuery.Of(("expand", Expand), RequestQuery.ForceFetch(ForceFetch)),
    };
}
