namespace Rutter.Client.Connections;

/// <summary>What is read again from the platform. Source: the description, <c>/connections/backfill</c>.</summary>
/// <param name="StartDate">The first day: at most five years ago.</param>
/// <param name="ObjectTypes">What is read, as <see cref="Resources.Configuration.SyncObjectType"/> calls it.</param>
public sealed record Backfill(DateTimeOffset StartDate, IReadOnlyList<string> ObjectTypes)
{
    /// <summary>The last day; null for today.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>Whether webhooks are sent for what is read; null leaves it to the API.</summary>
    public bool? IncludeWebhooks { get; init; }

    /// <summary>What it is for, or null.</summary>
    public string? Remarks { get; init; }

    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    internal KeyValuePair<string, object?>[] ToFields()
    {
        if (EndDate < StartDate)
        {
            throw new ArgumentException($"The last day ({EndDate:yyyy-MM-dd}) is before the first ({StartDate:yyyy-MM-dd}).");
        }

        KeyValuePair<string, object?>[] all =
        [
            new("start_date", StartDate),
            new("end_date", EndDate),
            new("include_webhooks", IncludeWebhooks),
            new("object_types", ObjectTypes),
            new("remarks", Remarks),
        ];
        return Array.FindAll(all, field => field.Value is not null);
    }
}
