using System.Globalization;
using System.Text;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Endpoints;

/// <summary>The query of a list of events. Source: "Events".</summary>
internal sealed class EventsQuery
{
    public const string DeletedType = "object_deleted";

    public const int DefaultLimit = 500;

    /// <summary>The documentation names no maximum; this one is the emulator's own.</summary>
    public const int MaximumLimit = 1000;

    private readonly DateTimeOffset? lastSyncedAtMin;
    private readonly string[]? resources;
    private readonly string fingerprint;
    private readonly (DateTimeOffset At, int Number)? position;

    public EventsQuery(QueryParameters query)
    {
        if (query.OneOf("type", DeletedType) is null)
        {
            throw ApiError.InvalidParameter("type", $"is missing: it must be '{DeletedType}'");
        }

        Limit = query.Integer("limit", 1, MaximumLimit) ?? DefaultLimit;
        WithPlatformData = query.OneOf("expand", "platform_data") is not null;
        lastSyncedAtMin = query.UnixMilliseconds("last_synced_at_min");
        resources = query.Text("resources")?.Split(',', StringSplitOptions.TrimEntries);
        if (resources?.FirstOrDefault(name => !EventResources.Known.Contains(name)) is { } unknown)
        {
            throw ApiError.InvalidParameter("resources", $"cannot name '{unknown}'. Known: {string.Join(", ", EventResources.Known)}");
        }

        fingerprint = $"events {lastSyncedAtMin?.ToUnixTimeMilliseconds()} {string.Join(',', resources ?? [])}";
        position = query.Text("cursor") is { } cursor ? Decode(cursor) : null;
    }

    public static IReadOnlySet<string> Parameters { get; } = new HashSet<string>
    {
        "access_token", "type", "cursor", "limit", "expand", "last_synced_at_min", "resources",
    };

    public int Limit { get; }

    public bool WithPlatformData { get; }

    public bool Matches(Deletion deletion) =>
        (lastSyncedAtMin is null || deletion.At >= lastSyncedAtMin)
        && (resources is null || resources.Contains(EventResources.NameOf(deletion.Item.Description)))
        && (position is null || deletion.At > position.Value.At || (deletion.At == position.Value.At && deletion.Number > position.Value.Number));

    /// <summary>The position after an event, as opaque text.</summary>
    public string CursorAfter(Deletion last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{last.At.ToUnixTimeMilliseconds()}|{last.Number}|{fingerprint}")));

    private (DateTimeOffset At, int Number) Decode(string cursor)
    {
        var bytes = new byte[cursor.Length];
        var parts = Convert.TryFromBase64String(cursor, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split('|', 3) : [];
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw ApiError.BadRequest("INVALID_CURSOR", "The cursor is not one that a next_cursor gave.");
        }

        return parts[2] == fingerprint
            ? (DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), number)
            : throw ApiError.BadRequest("INVALID_CURSOR",
                "The cursor comes from a list with another last_synced_at_min or resources. Repeat the parameters of the first page.");
    }
}

/// <summary>The values of <c>resources</c>. Source: the API's OpenAPI description, parameter <c>resources</c> of "List Events".</summary>
internal static class EventResources
{
    public static IReadOnlyList<string> Known { get; } =
    [
        "ACCOUNT", "ACCOUNTING_TRANSACTION", "BANK_DEPOSIT", "BANK_TRANSFER", "CLASS", "COMPANY_INFO", "CURRENCIES", "DEPARTMENT", "ITEMS",
        "JOURNAL_ENTRY", "LOCATION", "PAYMENT_TERM", "PROJECT", "SUBSIDIARY", "TASK", "TAX_AGENCY", "TAX_AREA", "TAX_RATES",
        "UPDATED_TRANSACTION", "ACCOUNTING_CUSTOMER", "ACCOUNTING_CUSTOMER_REFUND", "INVOICE", "INVOICE_CREDIT_MEMO", "INVOICE_PAYMENT",
        "PAYMENT_METHOD", "SALES_ORDER", "SALES_RECEIPT", "BILL", "BILL_CREDIT_MEMO", "BILL_PAYMENT", "PURCHASE_ORDER", "VENDOR", "EXPENSE",
        "BANK_FEED_ACCOUNT", "BANK_FEED_TRANSACTION", "BALANCE_SHEET", "CASH_FLOW", "INCOME_STATEMENT",
    ];

    /// <summary>
    /// What events call an object: some in the plural, some with their area before them, one that the list does not have by its noun.
    /// </summary>
    public static string NameOf(ObjectDescription description)
    {
        var plain = ObjectDescription.Snake(description.Noun).ToUpperInvariant();
        string[] candidates = [plain, $"ACCOUNTING_{plain}", description.ListKey.ToUpperInvariant()];
        return candidates.FirstOrDefault(Known.Contains) ?? plain;
    }
}
