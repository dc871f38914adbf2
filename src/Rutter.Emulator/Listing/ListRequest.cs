using System.Security.Cryptography;
using System.Text;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Filtering;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Listing;

/// <summary>
/// What a list is asked for: the parameters that its operation declares. Source: "Bank Transfers", heading "List Bank Transfers",
/// "Request Parameters"; for other objects the description.
/// </summary>
internal sealed class ListRequest
{
    public const int DefaultLimit = 50;

    /// <summary>The API names no maximum; this one is the emulator's own.</summary>
    public const int MaximumLimit = 1000;

    private static readonly string[] WithoutConditions = ["access_token", "cursor", "limit", "filter", "sort", "expand", "force_fetch"];

    // Parameters whose names differ from the fields that they select by.
    private static readonly Dictionary<(string Noun, string Parameter), string> FieldNames = new() { [("AdsCampaignDaily", "id")] = "campaign_id" };

    private readonly List<Func<StoredObject, bool>> conditions = [];

    public ListRequest(ObjectDescription description, Operation operation, QueryParameters query)
    {
        Limit = operation.Query("limit") is null ? int.MaxValue : query.Integer("limit", 1, MaximumLimit) ?? DefaultLimit;
        Order = SortOrder.Parse(description, operation.Query("sort") is { Schema.Values: { Count: > 0 } words }
            ? query.OneOf("sort", [.. words])
            : query.Text("sort"));
        var expanded = operation.Query("expand") is { } expand ? query.OneOf("expand", [.. expand.Schema.Values]) : null;
        WithPlatformData = expanded == "platform_data";
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.Place == "query" && !WithoutConditions.Contains(parameter.Name)))
        {
            AddCondition(description, parameter, query);
        }

        if (query.Text("filter") is { } text)
        {
            conditions.Add(FilterEvaluator.Parse(description, text).Matches);
        }

        var decisive = operation.Parameters.Select(parameter => parameter.Name).Except(["cursor", "limit", "sort", "expand", "force_fetch"]);
        Fingerprint = Hash([description.Noun, Order.ToString(), .. decisive.Select(name => $"{name} {query.Text(name)}")]);
        Position = query.Text("cursor") is { } cursor ? Cursor.Decode(cursor, Fingerprint, Order, description) : null;
    }

    public int Limit { get; }

    public SortOrder Order { get; }

    public bool WithPlatformData { get; }

    /// <summary>Where to continue, or null for the beginning.</summary>
    public Cursor? Position { get; }

    /// <summary>What a cursor is bound to: everything that decides about the objects and their order.</summary>
    public string Fingerprint { get; }

    public bool Matches(StoredObject item) => conditions.TrueForAll(condition => condition(item));

    private void AddCondition(ObjectDescription description, Parameter parameter, QueryParameters query)
    {
        if (query.Text(parameter.Name) is null)
        {
            _ = parameter.IsRequired ? throw ApiError.InvalidParameter(parameter.Name, "is missing") : false;
            return;
        }

        var suffix = parameter.Name.EndsWith("_min", StringComparison.Ordinal)
            ? "_min"
            : parameter.Name.EndsWith("_max", StringComparison.Ordinal)
            ? "_max" : "";
        var name = FieldNames.GetValueOrDefault((description.Noun, parameter.Name), parameter.Name[..^suffix.Length]);
        var index = description.IndexOf(name);
        if (suffix.Length > 0)
        {
            var limit = Time(parameter, query);
            if (index >= 0)
            {
                conditions.Add(item => item[index] is DateTimeOffset time && (suffix == "_min" ? time >= limit : time <= limit));
            }

            return;
        }

        var text = parameter.Schema.Values.Count > 0 ? query.OneOf(parameter.Name, [.. parameter.Schema.Values]) : query.Text(parameter.Name);
        if (index >= 0)
        {
            conditions.Add(item => item[index] as string == text);
        }
    }

    private static DateTimeOffset Time(Parameter parameter, QueryParameters query)
    {
        if (parameter.Schema.Types.HasFlag(JsonTypes.Number))
        {
            return query.UnixMilliseconds(parameter.Name)!.Value;
        }

        return Timestamps.TryParse(query.Text(parameter.Name), out var time)
            ? time
            : throw ApiError.InvalidParameter(parameter.Name, "must be an ISO 8601 timestamp");
    }

    private static string Hash(IEnumerable<string> parts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))), 0, 6);
}
