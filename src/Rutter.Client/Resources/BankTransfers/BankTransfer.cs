namespace Rutter.Client.Resources.BankTransfers;

/// <summary>
/// Money moved between two accounts of the same currency.
/// Source: seed "Bank Transfers", heading "The BankTransfer Object".
/// </summary>
public sealed class BankTransfer : RutterObject, ISyncedObject
{
    /// <summary>Where bank transfers live and what they have; everything about them reads from it.</summary>
    public static ResourceDefinition<BankTransfer> Definition { get; } = new(
        "bank transfer",
        "accounting/bank_transfers",
        "bank_transfers",
        "bank_transfer",
        BankTransferJson.Default.BankTransfer,
        [
            new("id", FieldType.Identifier),
            new("platform_id", FieldType.Identifier),
            new("class_id", FieldType.Identifier),
            new("credit_account_id", FieldType.Identifier),
            new("debit_account_id", FieldType.Identifier),
            new("department_id", FieldType.Identifier),
            new("location_id", FieldType.Identifier),
            new("subsidiary_id", FieldType.Identifier),
            new("transaction_date", FieldType.Timestamp),
            new("currency_code", FieldType.Identifier),
            new("total_amount", FieldType.Number),
            new("memo", FieldType.Text),
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

    /// <summary>The Rutter id of the class of the line item.</summary>
    public string? ClassId { get; set; }

    /// <summary>The Rutter id of the account that is credited: the money leaves it.</summary>
    public string? CreditAccountId { get; set; }

    /// <summary>The Rutter id of the account that is debited: the money arrives there.</summary>
    public string? DebitAccountId { get; set; }

    /// <summary>The Rutter id of the department of the line item.</summary>
    public string? DepartmentId { get; set; }

    /// <summary>The Rutter id of the location of the line item.</summary>
    public string? LocationId { get; set; }

    /// <summary>The Rutter id of the subsidiary (NetSuite).</summary>
    public string? SubsidiaryId { get; set; }

    /// <summary>When the transfer took place, with the offset it was sent with.</summary>
    public DateTimeOffset? TransactionDate { get; set; }

    /// <summary>The ISO 4217 code of the currency, kept as sent: new codes appear without notice.</summary>
    public string? CurrencyCode { get; set; }

    /// <summary>The amount, in units of the currency, with the digits that were sent.</summary>
    public decimal? TotalAmount { get; set; }

    /// <summary>The memo.</summary>
    public string? Memo { get; set; }

    /// <summary>When the platform created the transfer.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the platform last changed the transfer.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>When Rutter last read the transfer from the platform.</summary>
    public DateTimeOffset? LastSyncedAt { get; set; }

    /// <summary>An address of the transfer, or of something that contains it, at the platform.</summary>
    public string? PlatformUrl { get; set; }

    /// <summary>The platform's raw data, when it was asked for: dictionaries, arrays, strings, numbers.</summary>
    public object? PlatformData { get; set; }
}
