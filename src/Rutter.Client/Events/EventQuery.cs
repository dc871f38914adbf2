using Rutter.Client.Listing;
using Rutter.Client.Resources.Events;

namespace Rutter.Client.Events;

/// <summary>Which events to list. Source: "Events", heading "List Events".</summary>
public sealed record EventQuery
{
    /// <summary>The type of deletion events, the only one that is documented.</summary>
    public const string ObjectDeleted = "object_deleted";

    /// <summary>The type of event.</summary>
    public string Type { get; init; } = ObjectDeleted;

    /// <summary>The kinds of object, for example <c>BANK_TRANSFER</c>; empty for all.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Only events at this instant or later; sent in Unix milliseconds.</summary>
    public DateTimeOffset? LastSyncedAtMin { get; init; }

    /// <summary>Events per page, from 1; the API's default is 500.</summary>
    public int? Limit { get; init; }

    /// <summary>A <c>next_cursor</c> of an earlier page: where to start.</summary>
    public string? Cursor { get; init; }

    /// <summary>What to add: <c>platform_data</c>.</summary>
    public string? Expand { get; init; }

    /// <summary>Turns it into a query for the list of <see cref="RutterEvent.Definition"/>.</summary>
    /// <returns>A query of that list.</returns>
    public ListQuery ToListQuery()
    {
        var own = new List<KeyValuePair<string, string>> { new("type", Type) };
        if (Resources.Count > 0)
        {
            own.Add(new("resources", string.Join(',', Resources)));
        }

        return new ListQuery { Limit = Limit, Cursor = Cursor, Expand = Expand, LastSyncedAtMin = LastSyncedAtMin, OwnParameters = own };
    }
}
