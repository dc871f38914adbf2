using System.Globalization;
using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Generation;

/// <summary>Makes the chart of accounts, and after it the requested number of further expense accounts.</summary>
internal sealed class AccountGenerator(GenerationContext context, ObjectDescription description)
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

    public static int ChartSize => Chart.Length;

    public IEnumerable<StoredObject> Generate()
    {
        // A separate random stream, so that the accounts of a seed do not depend on the number of transfers.
        var random = new SeededRandom(~context.Seed);
        for (var i = 0; i < context.CountOf("Account"); i++)
        {
            var (name, type, category, currency) = i < Chart.Length ? Chart[i] : ($"Cost centre {i - Chart.Length + 1}", "expense", "expense", "USD");
            var created = Opening.AddMinutes(i * 7);
            var updated = created.AddDays(30 + random.Below(400)).AddMilliseconds(random.Below(86_400_000));
            var platformId = (101 + i).ToString(CultureInfo.InvariantCulture);
            yield return new ObjectBuilder(description)
            {
                ["id"] = random.Id(),
                ["platform_id"] = platformId,
                ["account_type"] = type,
                ["category"] = category,
                ["status"] = i == 4 ? "inactive" : "active",
                ["balance"] = i == 11 ? null : random.Amount(90_000_000),
                ["currency_code"] = currency,
                ["name"] = name,
                ["nominal_code"] = $"{1000 + (i * 10)}",
                ["subsidiaries"] = NoSubsidiaries,
                ["created_at"] = created,
                ["updated_at"] = updated,
                ["last_synced_at"] = updated.AddMinutes(5),
                ["platform_url"] = context.UrlOf("accounts", platformId),
            }.Build();
        }
    }
}

/// <summary>Sets the values of an object by the names of its fields; a field that the description does not have is left out.</summary>
internal sealed class ObjectBuilder(ObjectDescription description)
{
    private readonly object?[] values = new object?[description.Fields.Count];

    public object? this[string field]
    {
        set
        {
            if (description.IndexOf(field) is >= 0 and var index)
            {
                values[index] = value;
            }
        }
    }

    public StoredObject Build() => new(description, values);
}
