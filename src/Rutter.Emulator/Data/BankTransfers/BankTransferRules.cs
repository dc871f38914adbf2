using Rutter.Emulator.Data.Accounts;
using Rutter.Emulator.Http;
using Rutter.Emulator.State;
using Rutter.Emulator.Writes;

namespace Rutter.Emulator.Data.BankTransfers;

/// <summary>
/// The bodies of create and update, and the platform's own rules. Source: seed "Bank Transfers", "Create a Bank Transfer" and "Update a
/// Bank Transfer"; which fields are required, from the public specification.
/// </summary>
internal sealed class BankTransferRules(BankTransferResource resource) : WriteRules(resource)
{
    public override IReadOnlyList<BodyField> CreateFields { get; } =
    [
        new("class_id", BodyType.Text),
        new("credit_account_id", BodyType.Text, IsRequired: true),
        new("debit_account_id", BodyType.Text, IsRequired: true),
        new("department_id", BodyType.Text),
        new("location_id", BodyType.Text),
        new("transaction_date", BodyType.Timestamp),
        new("total_amount", BodyType.Number, IsRequired: true),
        new("memo", BodyType.Memo),
        new("additional_fields", BodyType.Structure)
        {
            Members = [new("reconciled_for_source_account", BodyType.Boolean), new("reconciled_for_destination_account", BodyType.Boolean)],
        },
    ];

    public override IReadOnlyList<BodyField> UpdateFields { get; } =
    [
        new("credit_account_id", BodyType.Text, IsRequired: true),
        new("debit_account_id", BodyType.Text, IsRequired: true),
        new("transaction_date", BodyType.Timestamp),
        new("total_amount", BodyType.Number, IsRequired: true),
        new("memo", BodyType.Memo),
    ];

    protected override void Apply(ConnectionData data, object?[] values)
    {
        var credit = Account(data, values, "credit_account_id");
        var debit = Account(data, values, "debit_account_id");
        if (ReferenceEquals(credit, debit))
        {
            throw ApiError.Platform("SAME_ACCOUNT", "The two accounts of a transfer must be different.");
        }

        var currency = AccountResource.Instance.CurrencyOf(credit);
        if (currency != AccountResource.Instance.CurrencyOf(debit))
        {
            throw ApiError.Platform("CURRENCY_MISMATCH", $"The two accounts of a transfer must have the same currency; they have {currency} and {AccountResource.Instance.CurrencyOf(debit)}.");
        }

        if (values[resource.IndexOf("total_amount")] is not > 0m)
        {
            throw ApiError.Platform("INVALID_AMOUNT", "The amount of a transfer must be greater than zero.");
        }

        values[resource.IndexOf("currency_code")] = currency;
        values[resource.IndexOf("transaction_date")] ??= new DateTimeOffset(data.Now.Date, TimeSpan.Zero);
        values[resource.IndexOf("platform_url")] ??= data.Connection.UrlOf("transfers", (string)values[resource.PlatformIdIndex]!);
    }

    private StoredObject Account(ConnectionData data, object?[] values, string field)
    {
        var id = values[resource.IndexOf(field)] as string ?? "";
        return data.Store(AccountResource.Instance).TryFind(id, out var account)
            ? account
            : throw ApiError.Platform("ACCOUNT_NOT_FOUND", $"There is no account '{id}' ({field}).");
    }
}
