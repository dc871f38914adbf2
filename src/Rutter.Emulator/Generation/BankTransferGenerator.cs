using System.Globalization;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Generation;

/// <summary>Makes bank transfers like those of a small company. The same seed, platform and count give the same transfers.</summary>
internal sealed class BankTransferGenerator(GenerationContext context, ObjectDescription description)
{
    /// <summary>The platform's id of the first transfer; the others follow it.</summary>
    private const int FirstPlatformId = 1001;

    private const int Days = 270;
    private const int MillisecondsPerDay = 86_400_000;

    private static readonly DateTimeOffset FirstDay = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LastSync = new(2024, 12, 1, 4, 0, 0, TimeSpan.Zero);

    private static readonly string[] Memos =
    [
        "Payroll funding", "Sweep to savings", "Tax reserve", "Petty cash top-up", "Monthly rent reserve", "Card repayment",
        "Überweisung auf das Rücklagenkonto", "Virement de trésorerie – août", "家賃の積立", "Transfer zwischen Konten, 3. Quartal",
        "Owner's \"rainy day\" fund", "Close-out & rollover <Q4>", "Ampliación de caja 🏦",
    ];

    private readonly SeededRandom random = new(context.Seed);

    public IEnumerable<StoredObject> Generate()
    {
        var count = context.CountOf("BankTransfer");
        var accounts = MoneyAccounts();

        // The context makes its classes and so on from the same random numbers.
        for (var i = context.Classes.Length + context.Departments.Length + context.Locations.Length + (context.HasSubsidiaries ? 1 : 0); i > 0; i--)
        {
            _ = random.Id();
        }

        var batch = FirstDay;
        for (var i = 0; i < count; i++)
        {
            var (credit, debit, currency) = Pair(accounts);
            var created = FirstDay.AddDays((long)i * Days / count).AddMilliseconds(random.Below(MillisecondsPerDay));

            // A bulk change on a platform gives several objects the same instant, which tests the tie-break.
            batch = random.OneIn(8) ? created.AddDays(random.Below(30)) : batch;
            var updated = random.OneIn(4) ? Later(created, batch) : created.AddMilliseconds(random.Below(20 * MillisecondsPerDay));
            var isUndated = random.OneIn(50);
            var platformId = (FirstPlatformId + i).ToString(CultureInfo.InvariantCulture);

            // Keep this order of random numbers: another one would change the data of every seed.
            yield return new ObjectBuilder(description)
            {
                ["id"] = random.Id(),
                ["platform_id"] = platformId,
                ["class_id"] = random.OneIn(3) ? random.Pick(context.Classes) : null,
                ["credit_account_id"] = random.OneIn(200) ? null : credit,
                ["debit_account_id"] = debit,
                ["department_id"] = random.OneIn(3) ? random.Pick(context.Departments) : null,
                ["location_id"] = random.OneIn(4) ? random.Pick(context.Locations) : null,
                ["subsidiary_id"] = context.Subsidiary,
                ["transaction_date"] = new DateTimeOffset(created.Date, TimeSpan.Zero),
                ["currency_code"] = currency,
                ["total_amount"] = Amount(),
                ["memo"] = Memo(created),
                ["created_at"] = isUndated ? null : created,
                ["updated_at"] = isUndated && random.OneIn(4) ? null : updated,
                ["last_synced_at"] = Later(updated.AddMinutes(random.Below(60)), LastSync.AddHours(-random.Below(2000))),
                ["platform_url"] = random.OneIn(10) ? null : context.UrlOf("transfers", platformId),
            }.Build();
        }
    }

    private string[][] MoneyAccounts() =>
    [
        .. context.Accounts
            .Where(account => account.Text("account_type") == "bank")
            .GroupBy(account => account.Text("currency_code")!)
            .Select(group => group.Select(account => account.Id).Append(group.Key).ToArray()),
    ];

    private (string Credit, string Debit, string Currency) Pair(string[][] groups)
    {
        // Most of the money moves in the first currency, the company's own.
        var group = random.OneIn(3) ? random.Pick(groups) : groups[0];
        var count = group.Length - 1;
        var credit = random.Below(count);
        var debit = (credit + 1 + random.Below(count - 1)) % count;
        return (group[credit], group[debit], group[count]);
    }

    private decimal Amount() => random.Below(12) switch
    {
        0 => 0.10m,
        1 => random.Amount(500) * 1000,
        _ => random.Amount(2_500_000),
    };

    private string? Memo(DateTimeOffset created) => random.Below(8) switch
    {
        0 => null,
        < 4 => random.Pick(Memos),
        _ => $"{random.Pick(Memos)} {created.ToString("yyyy-MM", CultureInfo.InvariantCulture)}",
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
