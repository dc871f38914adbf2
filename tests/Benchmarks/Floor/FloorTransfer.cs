namespace Rutter.Benchmarks.Floor;

/// <summary>The same fields as the module's model, as somebody who needs them would write them down.</summary>
internal sealed class FloorTransfer
{
    public string Id { get; set; } = "";

    public string? PlatformId { get; set; }

    public string? ClassId { get; set; }

    public string? CreditAccountId { get; set; }

    public string? DebitAccountId { get; set; }

    public string? DepartmentId { get; set; }

    public string? LocationId { get; set; }

    public string? SubsidiaryId { get; set; }

    public DateTimeOffset? TransactionDate { get; set; }

    public string? CurrencyCode { get; set; }

    public decimal? TotalAmount { get; set; }

    public string? Memo { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public DateTimeOffset? LastSyncedAt { get; set; }

    public string? PlatformUrl { get; set; }
}
