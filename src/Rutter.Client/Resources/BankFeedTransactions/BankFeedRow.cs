namespace Rutter.Client.Resources.BankFeedTransactions;

/// <summary>The body with several bank feed transactions. Source: the API's OpenAPI description, "Bank Feed Transactions".</summary>
public sealed partial class BankFeedTransaction
{
    /// <summary>The maximum number of transactions in one body.</summary>
    public const int MostRows = 1000;

    /// <summary>The fields of one transaction in a body.</summary>
    public static BodySchema RowBody { get; } = new(
    [
        new("transaction_id", BodyFieldType.Text) { IsRequired = true },
        new("posted_at", BodyFieldType.Instant) { IsRequired = true },
        new("transaction_date", BodyFieldType.Day),
        new("amount", BodyFieldType.Number) { IsRequired = true },
        new("description", BodyFieldType.Text) { IsRequired = true },
        new("transaction_type", BodyFieldType.Choice)
        {
            IsRequired = true,
            Values = ["credit", "debit", "fee", "deposit", "transfer", "payment", "interest", "unknown"],
        },
        new("debit_credit_memo", BodyFieldType.Choice) { Values = ["CREDIT", "DEBIT"] },
        new("interest_amount", BodyFieldType.Number),
        new("memo", BodyFieldType.Text),
        new("payee", BodyFieldType.Text),
        new("principal_amount", BodyFieldType.Number),
    ]);
}
