using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Generation;

/// <summary>What is special about a kind of object: its usual names, and the values that must agree with others.</summary>
internal sealed class Shapes(GenerationContext context, SeededRandom random, SampleMaker samples)
{
    public const int VariantsEach = 2;

    private static readonly int[] TermDays = [0, 15, 30, 30];
    private static readonly decimal[] TaxRates = [0m, 7m, 10m, 19m];

    private readonly DocumentShapes documents = new(context, random, samples);

    /// <summary>Corrects values that a sample cannot know.</summary>
    public void Apply(ObjectDescription description, JsonObject json, int index)
    {
        switch (description.Noun)
        {
            case "Class" or "Department" or "Location" or "Subsidiary":
                Nest(json, description.Noun, index);
                break;
            case "Currency":
                Currency(json, index);
                break;
            case "PaymentTerm":
                (json["term_name"], json["due_days"]) = (SampleTexts.NameOf("PaymentTerm", index), TermDays[index % TermDays.Length]);
                json["discount_days"] = index % TermDays.Length == 3 ? 10 : null;
                json["discount_percent"] = index % TermDays.Length == 3 ? 2 : null;
                break;
            case "TaxRate":
                Tax(json, index);
                break;
            case "Customer":
                (json["currency_code"], json["payment_terms_id"]) = (CurrencyOf(index), random.Pick(context.IdsOf("PaymentTerm")));
                break;
            case "Vendor":
                json["currency_codes"] = new JsonArray(CurrencyOf(index));
                break;
            case "Project":
                json["status"] = "active";
                break;
            case "HrisEmployee":
                (json["manager_id"], json["termination_date"]) = (index == 0 ? null : context.IdsOf("HrisEmployee")[0], null);
                break;
            case "HrisDepartment":
                json["parent_department_id"] = index == 0 ? null : context.IdsOf("HrisDepartment")[0];
                break;
            case "BankAccount":
                (json["type"], json["subtype"]) = ("depository", "checking");
                break;
            case "BankFeedAccount":
                (json["account_id"], json["currency_code"], json["bank_account_type"]) = (BankAccount(context, "USD", index), "USD", "checking");
                break;
            case "BankFeedTransaction":
                (json["debit_credit_memo"], json["transaction_type"]) = index % 2 == 0 ? ("CREDIT", "credit") : ("DEBIT", "debit");
                json["transaction_id"] = string.Create(CultureInfo.InvariantCulture, $"bank-{index + 1}");
                break;
            case "AccountingTransaction":
                Transaction(json, index);
                break;
            case "Product":
                Product(json, index);
                break;
            case "ProductVariant":
                (json["product_id"], json["title"]) = (context.IdsOf("Product")[index / VariantsEach], VariantTitle(index));
                break;
            default:
                documents.Apply(description, json, index);
                break;
        }
    }

    /// <summary>The currency that a contact trades in: mostly dollars.</summary>
    public static string CurrencyOf(int contact) => (contact % 7) switch
    {
        5 => "EUR",
        6 => "GBP",
        _ => "USD",
    };

    /// <summary>The id of a bank account in a currency.</summary>
    public static string BankAccount(GenerationContext context, string currency, int index)
    {
        var accounts = context.Accounts.Where(account => account.Text("account_type") == "bank" && account.Text("currency_code") == currency)
            .ToArray();
        return accounts[index % accounts.Length].Id;
    }

    // The last of the first objects is below the first one, which makes a tree with two levels.
    private void Nest(JsonObject json, string noun, int index)
    {
        var last = Math.Min(context.CountOf(noun), 4) - 1;
        json["name"] = SampleTexts.NameOf(noun, index);
        json["parent_id"] = index == last && last > 0 ? context.IdsOf(noun)[0] : null;
        json["status"] = "active";
        if (json.ContainsKey("has_children"))
        {
            json["has_children"] = index == 0 && last > 0;
        }

        if (json.ContainsKey("subsidiaries"))
        {
            json["subsidiaries"] = context.Subsidiary is null ? [] : new JsonArray(new JsonObject { ["id"] = context.Subsidiary });
        }
    }

    private static void Currency(JsonObject json, int index)
    {
        string[] first = ["USD", "EUR", "GBP", "JPY"];
        string[] names = ["US Dollar", "Euro", "British Pound", "Japanese Yen"];
        var all = first.Concat(ApiDescription.Instance.Schema("CurrencyCode").Values.Except(first)).ToArray();
        json["currency_code"] = all[index];
        json["currency_name"] = index < names.Length ? names[index] : all[index];
    }

    private static void Tax(JsonObject json, int index)
    {
        var rate = TaxRates[index % TaxRates.Length];
        json["name"] = SampleTexts.NameOf("TaxRate", index);
        (json["effective_tax_rate"], json["total_tax_rate"]) = (rate, rate);
        json["components"] =
            new JsonArray(new JsonObject { ["is_compound"] = false, ["is_purchases_tax"] = true, ["is_sales_tax"] = true,
            ["name"] = SampleTexts.NameOf("TaxRate", index), ["rate"] = rate });
        json["subsidiaries"] = new JsonArray();
    }

    private void Transaction(JsonObject json, int index)
    {
        var (noun, type) = (index % 3) switch { 0 => ("Invoice", "invoice"), 1 => ("Bill", "bill"), _ => ("Expense", "expense") };
        var ids = context.IdsOf(noun);
        json["rutter_transaction_id"] = ids.Count == 0 ? null : ids[index % ids.Count];
        json["rutter_transaction_type"] = type;
    }

    private void Product(JsonObject json, int index)
    {
        var variants = ApiDescription.Instance.Schema("ProductVariant");
        var ids = context.IdsOf("ProductVariant");
        json["status"] = "active";
        json["tags"] = new JsonArray();
        json["variants"] = new JsonArray(
        [
            .. Enumerable.Range(index * VariantsEach, VariantsEach).Select(number =>
            {
                var variant = samples.Object(variants, "ProductVariant", number, DateTimeOffset.UnixEpoch.AddYears(54));
                (variant["id"], variant["product_id"], variant["title"]) = (ids[number], (string?)json["id"], VariantTitle(number));
                variant["linked_products"] = new JsonArray();
                return (JsonNode)variant;
            }),
        ]);
    }

    private static string VariantTitle(int number) => number % VariantsEach == 0 ? "Small" : "Large";
}
