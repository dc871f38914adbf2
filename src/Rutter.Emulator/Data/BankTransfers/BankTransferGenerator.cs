using System.Globalization;
using Rutter.Emulator.Data.Accounts;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Data.BankTransfers;

/// <summary>Makes bank transfers as a small company's data has them: the same ones for the same seed, platform and count.</summary>
internal sealed class BankTransferGenerator(ConnectionData data)
{
    /// <summary>The platform's id of the first transfer; the others follow it.</summary>
    public const int FirstPlatformId = 1001;

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

    private readonly SeededRandom random = new(data.Seed);

    public IEnumerable<StoredObject> Generate(int count)
    {
        var accounts = MoneyAccounts();
        var classes = Ids(4);
        var departments = Ids(3);
        var locations = Ids(3);
        var subsidiary = data.Connection.HasSubsidiaries ? random.Id() : null;
        var batch = FirstDay;
        for (var i = 0; i < count; i++)
        {
            var (credit, debit, currency) = Pair(accounts);
            var created = FirstDay.AddDays((long)i * Days / count).AddMilliseconds(random.Below(MillisecondsPerDay));

            // A platform's bulk change gives several objects the same instant, which only a tie-break keeps in order.
            batch = random.OneIn(8) ? created.AddDays(random.Below(30)) : batch;
            var updated = random.OneIn(4) ? Later(created, batch) : created.AddMilliseconds(random.Below(20 * MillisecondsPerDay));
            var isUndated = random.OneIn(50);
            var platformId = (FirstPlatformId + i).ToString(CultureInfo.InvariantCulture);
            yield return new StoredObject(
            [
                random.Id(),
                platformId,
                random.OneIn(3) ? random.Pick(classes) : null,
                random.OneIn(200) ? null : credit,
                debit,
                random.OneIn(3) ? random.Pick(departments) : null,
                random.OneIn(4) ? random.Pick(locations) : null,
                subsidiary,
                new DateTimeOffset(created.Date, TimeSpan.Zero),
                currency,
                Amount(),
                Memo(created),
                isUndated ? null : created,
                isUndated && random.OneIn(4) ? null : updated,
                Later(updated.AddMinutes(random.Below(60)), LastSync.AddHours(-random.Below(2000))),
                random.OneIn(10) ? null : data.Connection.UrlOf("transfers", platformId),
                null,
            ]);
        }
    }

    private string[][] MoneyAccounts() =>
    [
        .. data.Store(AccountResource.Instance).All()
            .Where(AccountResource.Instance.HoldsMoney)
            .GroupBy(AccountResource.Instance.CurrencyOf)
            .Select(group => group.Select(AccountResource.Instance.IdOf).Append(group.Key).ToArray()),
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

    private string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Id())];

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
