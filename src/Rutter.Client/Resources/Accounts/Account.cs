namespace Rutter.Client.Resources.Accounts;

/// <summary>
/// An account of a company's ledger. Read only here.
/// Source: the seeds name it (seed "Basics", heading "Filtering Objects") and show no object; the fields are those of the public
/// specification of version 2024-08-31, the filterable ones those of the public page.
/// </summary>
public sealed class Account : RutterObject, ISyncedObject
{
    /// <summary>Where accounts live and what they have; everything about them reads from it.</summary>
    public static ResourceDefinition<Account> Definition { get; } = new(
        "account",
        "accounting/accounts",
        "accounts",
        "account",
        AccountJson.Default.Account,
        [
            new("id", FieldType.Identifier),
            new("platform_id", FieldType.Identifier),
            new("parent_id", FieldType.Identifier),
            new("account_type", FieldType.Identifier, IsFilterable: true),
            new("category", FieldType.Identifier),
            new("status", FieldType.Identifier, IsFilterable: true),
            new("balance", FieldType.Number, IsFilterable: true),
            new("currency_code", FieldType.Identifier),
            new("name", FieldType.Text, IsFilterable: true),
            new("nominal_code", FieldType.Text),
            new("subsidiaries", FieldType.Structure),
            new("created_at", FieldType.Timestamp, IsFilterable: true),
            new("updated_at", FieldType.Timestamp, IsFilterable: true),
            new("last_synced_at", FieldType.Timestamp, IsFilterable: true),
            new("platform_url", FieldType.Text),
            new("platform_data", FieldType.Structure),
        ]);

    /// <summary>The id that Rutter generated.</summary>
    public string Id { get; set; } = "";

    /// <summary>The platform's own id.</summary>
    public string? PlatformId { get; set; }

    /// <summary>The Rutter id of the account that this one is a part of.</summary>
    public string? ParentId { get; set; }

    /// <summary>The type, for example <c>bank</c> or <c>accounts_payable</c>. The list is open: new values appear without notice.</summary>
    public string? AccountType { get; set; }

    /// <summary>The class of the balance sheet or income statement that the account belongs to, for example <c>asset</c>. The list is open.</summary>
    public string? Category { get; set; }

    /// <summary>Whether the account is in use: <c>active</c> or <c>inactive</c>, kept as sent.</summary>
    public string? Status { get; set; }

    /// <summary>The balance, in units of the currency, with the digits that were sent; null where the platform has none.</summary>
    public decimal? Balance { get; set; }

    /// <summary>The ISO 4217 code of the currency, kept as sent: new codes appear without notice.</summary>
    public string? CurrencyCode { get; set; }

    /// <summary>The account's name.</summary>
    public string? Name { get; set; }

    /// <summary>The account's number in the chart of accounts.</summary>
    public string? NominalCode { get; set; }

    /// <summary>The subsidiaries that use the account: an array of strings or dictionaries.</summary>
    public object? Subsidiaries { get; set; }

    /// <summary>When the platform created the account.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the platform last changed the account.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>When Rutter last read the account from the platform.</summary>
    public DateTimeOffset? LastSyncedAt { get; set; }

    /// <summary>An address of the account at the platform.</summary>
    public string? PlatformUrl { get; set; }

    /// <summary>The platform's raw data, when it was asked for: dictionaries, arrays, strings, numbers.</summary>
    public object? PlatformData { get; set; }
}
