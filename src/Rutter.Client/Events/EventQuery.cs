using Rutter.Client.Listing;
using Rutter.Client.Resources.Events;

namespace Rutter.Client.Events;

/// <summary>Which events to list. Source: the public page "Events" of 2024-08-31, "List Events".</summary>
public sealed record EventQuery
{
    /// <summary>The type of the events that tell of deletions, the only one there is.</summary>
    public const string ObjectDeleted = "object_deleted";

    /// <summary>What happened.</summary>
    public string Type { get; init; } = ObjectDeleted;

    /// <summary>The kinds of object, for example <c>BANK_TRANSFER</c>; none for all.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Happened at this instant or later; sent in Unix milliseconds.</summary>
    public DateTimeOffset? LastSyncedAtMin { get; init; }

    /// <summary>Events a page, from 1; the API's default is 500.</summary>
    public int? Limit { get; init; }

    /// <summary>A <c>next_cursor</c> of an earlier page: where to start.</summary>
    public string? Cursor { get; init; }

    /// <summary>What to add: <c>platform_data</c>.</summary>
    public string? Expand { get; init; }

    /// <summary>The query of the list of <see cref="RutterEvent.Definition"/>.</summary>
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
