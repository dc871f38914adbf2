using System.Text.Json;
using Rutter.Client.Resources.Accounts;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Data.Accounts;

/// <summary>
/// Accounts, for bank transfers to refer to; read only. The seeds show no account object, so the values are our own.
/// </summary>
internal sealed class AccountResource : EmulatedResource
{
    private static readonly DateTimeOffset Opening = new(2023, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly JsonElement NoSubsidiaries = JsonDocument.Parse("[]").RootElement;

    private static readonly (string Name, string Type, string Category, string Currency)[] Chart =
    [
        ("Operating Checking", "bank", "asset", "USD"),
        ("Payroll Checking", "bank", "asset", "USD"),
        ("Tax Reserve", "bank", "asset", "USD"),
        ("Money Market Savings", "bank", "asset", "USD"),
        ("Petty Cash", "bank", "asset", "USD"),
        ("Corporate Card", "credit_card", "liability", "USD"),
        ("Girokonto München", "bank", "asset", "EUR"),
        ("Rücklagenkonto", "bank", "asset", "EUR"),
        ("Compte courant", "bank", "asset", "EUR"),
        ("London Current", "bank", "asset", "GBP"),
        ("London Reserve", "bank", "asset", "GBP"),
        ("Office Supplies", "expense", "expense", "USD"),
        ("Consulting Income", "income", "income", "USD"),
    ];

    private AccountResource()
        : base(Account.Definition)
    {
    }

    public static AccountResource Instance { get; } = new();

    /// <summary>Whether money can be moved from and to an account by a bank transfer.</summary>
    public bool HoldsMoney(StoredObject account) => account[IndexOf("account_type")] is "bank";

    public string CurrencyOf(StoredObject account) => (string)account[IndexOf("currency_code")]!;

    public override IEnumerable<StoredObject> Generate(ConnectionData data)
    {
        // Not the stream that makes transfers: the accounts of a seed stay the same however many transfers there are.
        var random = new SeededRandom(~data.Seed);
        for (var i = 0; i < Chart.Length; i++)
        {
            var (name, type, category, currency) = Chart[i];
            var created = Opening.AddMinutes(i * 7);
            var updated = created.AddDays(30 + random.Below(400)).AddMilliseconds(random.Below(86_400_000));
            var platformId = (101 + i).ToString(System.Globalization.CultureInfo.InvariantCulture);
            yield return new StoredObject(
            [
                random.Id(),
                platformId,
                null,
                type,
                category,
                i == 4 ? "inactive" : "active",
                i == 11 ? null : random.Amount(90_000_000),
                currency,
                name,
                $"{1000 + (i * 10)}",
                NoSubsidiaries,
                created,
                updated,
                updated.AddMinutes(5),
                data.Connection.UrlOf("accounts", platformId),
                null,
            ]);
        }
    }
}
