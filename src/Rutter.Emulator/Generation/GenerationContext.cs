using System.Text;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Generation;

/// <summary>
/// What the data of a connection is made from. The ids of an object follow from the seed and its noun alone, so that objects can refer to others that
/// nobody has asked for yet.
/// </summary>
internal sealed class GenerationContext
{
    private readonly Dictionary<string, IReadOnlyList<string>> ids = [];
    private readonly Dictionary<string, IReadOnlyList<StoredObject>> initial = [];
    private readonly object gate = new();
    private readonly Func<string, int?> counts;

    /// <param name="seed">The seed of the connection's data.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="hasSubsidiaries">Whether the platform has subsidiaries.</param>
    /// <param name="counts">How many objects of a noun were asked for; null for as many as usual.</param>
    public GenerationContext(int seed, string platform, bool hasSubsidiaries, Func<string, int?> counts)
    {
        this.counts = counts;
        (Seed, Platform, HasSubsidiaries) = (seed, platform, hasSubsidiaries);

        // The transfers start with the same random numbers, because they refer to these objects.
        var random = new SeededRandom(seed);
        (Classes, Departments, Locations) = (Ids(random, 4), Ids(random, 3), Ids(random, 3));
        Subsidiary = hasSubsidiaries ? random.Id() : null;
    }

    public int Seed { get; }

    public string Platform { get; }

    public bool HasSubsidiaries { get; }

    /// <summary>The classes that bank transfers refer to; there may be more.</summary>
    public string[] Classes { get; }

    public string[] Departments { get; }

    public string[] Locations { get; }

    /// <summary>The subsidiary that bank transfers refer to; null on a platform without.</summary>
    public string? Subsidiary { get; }

    /// <summary>The chart of accounts, with the id of each.</summary>
    public IReadOnlyList<StoredObject> Accounts => Initial("Account");

    public SeededRandom RandomOf(string noun) => new(Seed ^ Hash(noun));

    /// <summary>How many objects of a noun there are at the start.</summary>
    public int CountOf(string noun) => noun switch
    {
        "Account" => Math.Max(counts(noun) ?? 0, AccountGenerator.ChartSize),
        "Class" => Math.Max(counts(noun) ?? 0, Classes.Length),
        "Department" => Math.Max(counts(noun) ?? 0, Departments.Length),
        "Location" => Math.Max(counts(noun) ?? 0, Locations.Length),
        "Subsidiary" => HasSubsidiaries ? Math.Max(counts(noun) ?? 0, 2) : 0,
        "Currency" => Math.Clamp(counts(noun) ?? 4, 4, ApiDescription.Instance.Schema("CurrencyCode").Values.Count),
        "ProductVariant" => CountOf("Product") * Shapes.VariantsEach,
        _ => counts(noun) ?? Usual(noun),
    };

    /// <summary>The ids of the objects of a noun at the start.</summary>
    public IReadOnlyList<string> IdsOf(string noun)
    {
        lock (gate)
        {
            if (!ids.TryGetValue(noun, out var found))
            {
                ids[noun] = found = MakeIds(noun);
            }

            return found;
        }
    }

    /// <summary>The objects of a noun as they were at the start.</summary>
    public IReadOnlyList<StoredObject> Initial(string noun)
    {
        lock (gate)
        {
            if (!initial.TryGetValue(noun, out var found))
            {
                initial[noun] = found = [.. new DataGenerator(this).Generate(ApiDescription.Instance.Object(noun))];
            }

            return found;
        }
    }

    /// <summary>An address that looks like the platform's own and does not work.</summary>
    public string UrlOf(string page, string platformId) =>
        $"https://{Platform.ToLowerInvariant().Replace('_', '-')}.example.com/{page}/{Uri.EscapeDataString(platformId)}";

    private static int Usual(string noun) => noun switch
    {
        "TaxAgency" or "TaxArea" or "PaymentMethod" or "PaymentTerm" or "TaxRate" => 4,
        "Store" or "CommerceBalance" or "CompanyInfo" or "HrisOrganization" or "AdsAccount" => 1,
        "Customer" or "Vendor" or "Item" or "CommerceCustomer" or "HrisEmployee" => 25,
        "Project" or "Task" or "BankFeedAccount" or "BankAccount" or "HrisDepartment" or "CustomerGroup" or "ProductCategory" or "AdsCampaign" => 6,
        _ => 60,
    };

    private IReadOnlyList<string> MakeIds(string noun)
    {
        if (noun == "Account")
        {
            return [.. Accounts.Select(account => account.Id)];
        }

        string[] known = noun switch
        {
            "Class" => Classes,
            "Department" => Departments,
            "Location" => Locations,
            "Subsidiary" => Subsidiary is null ? [] : [Subsidiary],
            _ => [],
        };
        return [.. known.Concat(Ids(RandomOf(noun + " ids"), CountOf(noun) - known.Length))];
    }

    private static string[] Ids(SeededRandom random, int count) => [.. Enumerable.Range(0, Math.Max(count, 0)).Select(_ => random.Id())];

    // The hash of a string differs from process to process.
    private static int Hash(string text) => Encoding.UTF8.GetBytes(text).Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
}
