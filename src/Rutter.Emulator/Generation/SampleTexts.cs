using System.Globalization;
using Rutter.Emulator.Data;

namespace Rutter.Emulator.Generation;

/// <summary>Names and words for a company's books, some with accents, quotes and other scripts, as in real ones.</summary>
internal static class SampleTexts
{
    private static readonly string[] People =
        ["Ada Brandt", "Luis Ortega", "Mei Tanaka", "Jonas Weiß", "Amélie Laurent", "Sam O'Neill", "Priya Nair", "Tom Becker", "Zoë van Dijk",
            "Ivan Petrov"];

    private static readonly Dictionary<string, string[]> NamesOf = new()
    {
        ["Customer"] = ["Northwind Bakery", "Café Olé", "Blue Harbor Studios", "Müller & Söhne GmbH", "Green Field Farms", "The \"Old Mill\" Inn",
            "Studio 家", "Rivera Logistics"],
        ["Vendor"] = ["Paper & Ink Supply", "City Power", "Fasttrack Couriers", "Bürobedarf Schäfer", "Cloudline Hosting", "Ironside Tools",
            "Dupont Nettoyage", "Acme <Parts>"],
        ["Item"] = ["Consulting hour", "Office chair", "Annual licence", "Printer paper A4", "Espresso beans 1 kg", "On-site visit", "Desk lamp",
            "Training day"],
        ["Class"] = ["Retail", "Wholesale", "Online", "Projects"],
        ["Department"] = ["Sales", "Operations", "Finance"],
        ["Location"] = ["Boston", "München", "Lyon"],
        ["Subsidiary"] = ["Example Holding", "Example Europe"],
        ["Project"] = ["Website relaunch", "Warehouse move", "Audit 2024"],
        ["Task"] = ["Design", "Implementation", "Review"],
        ["TaxRate"] = ["No tax", "Reduced 7 %", "Standard 10 %", "Standard 19 %"],
        ["TaxAgency"] = ["State Department of Revenue", "Finanzamt München", "HM Revenue & Customs", "City Tax Office"],
        ["PaymentMethod"] = ["Bank transfer", "Credit card", "Check", "Cash"],
        ["PaymentTerm"] = ["Due on receipt", "Net 15", "Net 30", "2/10 Net 30"],
        ["CompanyInfo"] = ["Example Trading Inc."],
        ["Store"] = ["Example Store"],
        ["Product"] = ["Espresso cup", "Tote bag", "Notebook", "Wool scarf", "Desk plant"],
        ["BankAccount"] = ["Operating Checking", "Payroll Checking", "Savings"],
        ["BankFeedAccount"] = ["Operating Checking", "Business Card", "Savings"],
        ["HrisDepartment"] = ["Sales", "Engineering", "People", "Finance", "Support", "Legal"],
        ["HrisOrganization"] = ["Example Trading Inc."],
        ["AdsCampaign"] = ["Spring sale", "Brand search", "Winter clearance"],
        ["CustomerGroup"] = ["Regulars", "Wholesale", "New"],
        ["ProductCategory"] = ["Kitchen", "Stationery", "Clothing"],
    };

    private static readonly string[] Memos =
        ["Thank you", "Quarterly order", "Überarbeitet am 3. Mai", "Owner's \"rainy day\" fund", "August – livraison", "家賃",
            "Close-out & rollover <Q4>"];

    /// <summary>A text for a property.</summary>
    public static string For(string property, string noun, int index, SeededRandom random)
    {
        var slug = new string([.. NameOf(noun, index).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return property switch
        {
            "name" or "customer_name" or "vendor_name" or "display_name" or "legal_name" or "store_name" or "term_name" => NameOf(noun, index),
            "contact_name" => People[index % People.Length],
            "first_name" => People[index % People.Length].Split(' ')[0],
            "last_name" => People[index % People.Length].Split(' ', 2)[1],
            "email" or "contact_email" or "billing_email" => string.Create(CultureInfo.InvariantCulture, $"{slug}{index}@example.com"),
            "phone" or "contact_phone" or "phone_number" => string.Create(CultureInfo.InvariantCulture, $"+1 555 01{index % 100:00}"),
            "website" => $"https://{slug}.example.com",
            "memo" or "description" or "instructions" => random.Pick(Memos),
            "document_number" or "order_number" or "reference_number" => string.Create(CultureInfo.InvariantCulture, $"{1196 + index}"),
            "reference" => string.Create(CultureInfo.InvariantCulture, $"REF-{index + 1}"),
            "code" or "sku" or "employee_number" => string.Create(CultureInfo.InvariantCulture, $"{noun[0]}{index + 1:000}"),
            "city" => "Boston",
            "country" or "country_code" => "US",
            "region" or "state" => "MA",
            "postal_code" => "02110",
            "address1" or "street" or "line_one" => string.Create(CultureInfo.InvariantCulture, $"{index + 1} Summer Street"),
            "address2" or "address3" or "line_two" => "",
            "default_currency" or "currency" => "USD",
            "currency_name" => "US Dollar",
            _ when property.EndsWith("currency_code", StringComparison.Ordinal) => "USD",
            _ when property.EndsWith("url", StringComparison.Ordinal) || property.EndsWith("link", StringComparison.Ordinal)
                || property.EndsWith("uri", StringComparison.Ordinal)
                => string.Create(CultureInfo.InvariantCulture, $"https://files.example.com/{property.Replace('_', '-')}/{index + 1}"),
            "id" => random.Id(),
            _ when property.EndsWith("id", StringComparison.Ordinal) => string.Create(CultureInfo.InvariantCulture, $"{1 + random.Below(9_999)}"),
            _ => property.Replace('_', ' '),
        };
    }

    /// <summary>The name of an object, with a number from the second round on.</summary>
    public static string NameOf(string noun, int index)
    {
        var names = NamesOf.GetValueOrDefault(noun, [noun]);
        return index < names.Length
            ? names[index]
            : string.Create(CultureInfo.InvariantCulture, $"{names[index % names.Length]} {(index / names.Length) + 1}");
    }
}
