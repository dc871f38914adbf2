using System.Globalization;
using System.Text.Json;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Objects;

/// <summary>Reads every object of the description from one emulator, whose data does not change.</summary>
public sealed class ReadTests(ReadTests.Fixture fixture) : IClassFixture<ReadTests.Fixture>
{
    public sealed class Fixture : IDisposable
    {
        // A platform with subsidiaries: all ids have something to point to.
        public TestApi Api { get; } = TestApi.Start(new EmulatorOptions { Platform = "NETSUITE", EnforceRateLimit = false });

        public void Dispose() => Api.Dispose();
    }

    private TestApi Api => fixture.Api;

    public static TheoryData<string> Listed() =>
    [
        .. DescriptionFile.Operations
            .Where(entry => entry.Noun is not null && entry.Method == "GET" && IsList(entry.Operation)
                && entry.Path is not ("/events" or "/connections" or "/ads/campaigns/dailies"))
            .Where(entry => !Declares(entry.Noun!, "response_mode"))
            .Select(entry => entry.Noun!),
    ];

    public static TheoryData<string> Fetched() =>
        [.. Listed().Select(row => row.Data).Where(noun => DescriptionFile.Find(noun, "GET", withId: true) is not null)];

    public static TheoryData<string> Filtered() => [.. Listed().Select(row => row.Data).Where(noun => Declares(noun, "filter"))];

    [Theory]
    [MemberData(nameof(Listed))]
    public async Task The_pages_of_a_list_hold_each_object_once_and_as_described(string noun)
    {
        var (path, operation) = DescriptionFile.Find(noun, "GET", withId: false)!.Value;
        var schema = DescriptionFile.ResponseOf(operation);
        var key = DescriptionFile.KeyOf(schema).Name;
        var stored = Api.Emulator.GetObjects(noun).Select(item => (string)item["id"]!).ToList();
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var query = Declares(noun, "limit") ? $"limit=7{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}" : "";
            var page = await Api.GetAsync(path, query);
            Assert.True(page.Status == 200, page.Text);
            Assert.Empty(DescriptionFile.Problems(page.Json, schema));
            ids.AddRange(page.Ids(key));
            cursor = page.Json.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.NotEmpty(ids);
        Assert.Equal(stored.Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fetched))]
    public async Task An_object_is_fetched_as_described(string noun)
    {
        var (path, operation) = DescriptionFile.Find(noun, "GET", withId: true)!.Value;
        var item = Api.Emulator.GetObjects(noun)[^1];

        var response = await Api.GetAsync(path.Replace("{id}", (string)item["id"]!, StringComparison.Ordinal));

        Assert.True(response.Status == 200, response.Text);
        Assert.Empty(DescriptionFile.Problems(response.Json, DescriptionFile.ResponseOf(operation)));
        Assert.Equal(410, (await Api.GetAsync(path.Replace("{id}", "there-is-none", StringComparison.Ordinal))).Status);
        if (operation.GetProperty("parameters").GetRawText().Contains("id_type", StringComparison.Ordinal))
        {
            var byPlatform = await Api.GetAsync(path.Replace("{id}", (string)item["platform_id"]!, StringComparison.Ordinal), "id_type=platform");
            Assert.Equal(response.Text, byPlatform.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Listed))]
    public void Every_id_points_to_an_object_that_there_is(string noun)
    {
        var schema = DescriptionFile.Schema(noun);
        var references = Api.Emulator.GetObjects(noun)
            .SelectMany(item => DescriptionFile.References(JsonDocument.Parse(item.ToJsonString()).RootElement, schema));
        var ids = new Dictionary<string, HashSet<string>>();
        foreach (var (path, target, id) in references)
        {
            // An order names a customer of the shop, whom the description calls as those of accounting.
            var store = (noun, target) is ("Order", "Customer") ? "Customer" : target;
            if (!ids.TryGetValue(store, out var known))
            {
                ids[store] = known = [.. Api.Emulator.GetObjects(store).Select(item => (string)item["id"]!)];
            }

            Assert.True(known.Contains(id), $"{path} of {noun} points to the {target} '{id}', which there is not.");
        }
    }

    [Theory]
    [MemberData(nameof(Filtered))]
    public async Task A_filter_on_a_time_selects_what_is_later(string noun)
    {
        var (path, operation) = DescriptionFile.Find(noun, "GET", withId: false)!.Value;
        var key = DescriptionFile.KeyOf(DescriptionFile.ResponseOf(operation)).Name;
        var all = Api.Emulator.GetObjects(noun);
        var times = all.Select(item => (string)item["last_synced_at"]!).Order(StringComparer.Ordinal).ToList();
        var middle = times[times.Count / 2];
        var expected = all.Where(item => string.CompareOrdinal((string)item["last_synced_at"]!, middle) > 0).Select(item => (string)item["id"]!);

        var ids = await Api.ListAllAsync(path, key, $"limit=500&filter={Uri.EscapeDataString($"last_synced_at > \"{middle}\"")}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Filtered))]
    public async Task Every_filterable_field_can_be_filtered_and_sorted_by(string noun)
    {
        var path = DescriptionFile.Find(noun, "GET", withId: false)!.Value.Path;
        foreach (var field in DescriptionFile.Schema(noun).GetProperty("properties").EnumerateObject()
            .Where(property => property.Value.TryGetProperty("x-rutter-filterable", out _)))
        {
            var isNumber = DescriptionFile.Types(field.Value).Contains("number");
            var isTime = field.Name.EndsWith("_at", StringComparison.Ordinal) || field.Name.EndsWith("_date", StringComparison.Ordinal);
            var value = isNumber ? "5" : isTime ? "\"2024-05-05\"" : "\"x\"";

            var filtered = await Api.GetAsync(path, $"filter={Uri.EscapeDataString($"{field.Name} = {value}")}");
            var sorted = await Api.GetAsync(path, $"limit=3&sort={field.Name}");

            Assert.True((filtered.Status, sorted.Status) == (200, 200), $"{field.Name}: {filtered.Text} {sorted.Text}");
        }
    }

    [Theory]
    [MemberData(nameof(Listed))]
    public async Task An_unknown_parameter_is_400(string noun) =>
        Assert.Equal((400, "UNKNOWN_PARAMETER"),
            Outcome(await Api.GetAsync(DescriptionFile.Find(noun, "GET", withId: false)!.Value.Path, "colour=red")));

    public static TheoryData<DocumentTotal> DocumentTotals { get; } =
    [
        new DocumentTotal(List: "invoices", TotalField: "total_amount", LineField: "total_amount"),
        new DocumentTotal(List: "invoices", TotalField: "tax_amount", LineField: "tax_amount"),
        new DocumentTotal(List: "bills", TotalField: "total_amount", LineField: "total_amount"),
        new DocumentTotal(List: "sales_orders", TotalField: "total_amount", LineField: "total_amount"),
        new DocumentTotal(List: "sales_receipts", TotalField: "total_amount", LineField: "total_amount"),
        new DocumentTotal(List: "purchase_orders", TotalField: "total_amount", LineField: "total_amount"),
        new DocumentTotal(List: "customer_refunds", TotalField: "total_amount", LineField: "total_amount"),
        new DocumentTotal(List: "bank_deposits", TotalField: "total_amount", LineField: "total_amount"),
        new DocumentTotal(List: "bill_credit_memos", TotalField: "total_amount", LineField: "total_amount"),
        new DocumentTotal(List: "invoice_credit_memos", TotalField: "total_amount", LineField: "amount"),
    ];

    [Theory]
    [MemberData(nameof(DocumentTotals))]
    public void Lines_add_up_to_their_document(DocumentTotal given)
    {
        var (list, total, line) = given;
        Assert.All(
            Api.Emulator.GetObjects(list),
            item => Assert.Equal(Amount(item[total]), item["line_items"]!.AsArray().Sum(entry => Amount(entry![line]))));
    }

    [Fact]
    public void Journal_entries_balance() => Assert.All(
        Api.Emulator.GetObjects("journal_entries"),
        entry => Assert.Equal(0m, entry["line_items"]!.AsArray().Sum(line => Amount(line!["total_amount"]))));

    public static TheoryData<PaidDocument> PaidDocuments { get; } =
    [
        new PaidDocument(Documents: "invoices", Payments: "invoice_payments", Links: "linked_invoices", AmountField: "amount"),
        new PaidDocument(Documents: "bills", Payments: "bill_payments", Links: "linked_bills", AmountField: "allocated_amount"),
    ];

    [Theory]
    [MemberData(nameof(PaidDocuments))]
    public void The_paid_amount_is_no_longer_due(PaidDocument given)
    {
        var (documents, payments, links, amount) = given;
        var paid = Api.Emulator.GetObjects(payments)
            .SelectMany(payment => payment[links]!.AsArray())
            .GroupBy(link => (string)link!["id"]!)
            .ToDictionary(group => group.Key, group => group.Sum(link => Amount(link![amount])));

        Assert.NotEmpty(paid);
        Assert.All(Api.Emulator.GetObjects(documents), document =>
            Assert.Equal(Amount(document["total_amount"]) - paid.GetValueOrDefault((string)document["id"]!), Amount(document["amount_due"])));
    }

    [Theory]
    [InlineData("invoice_payments")]
    [InlineData("bill_payments")]
    [InlineData("expenses")]
    [InlineData("bank_deposits")]
    [InlineData("customer_refunds")]
    public void A_document_has_the_currency_of_its_account(string list)
    {
        var accounts = Api.Emulator.GetObjects("accounts")
            .ToDictionary(account => (string)account["id"]!, account => (string)account["currency_code"]!);

        Assert.All(Api.Emulator.GetObjects(list), item => Assert.Equal(accounts[(string)item["account_id"]!], (string)item["currency_code"]!));
    }

    [Fact]
    public async Task The_only_object_of_its_kind_is_fetched_without_an_id()
    {
        var response = await Api.GetAsync("/accounting/company_info");

        Assert.Equal(200, response.Status);
        Assert.Empty(DescriptionFile.Problems(response.Json,
            DescriptionFile.ResponseOf(DescriptionFile.Find("CompanyInfo", "GET", withId: false)!.Value.Operation)));
    }

    internal static decimal Amount(System.Text.Json.Nodes.JsonNode? node) =>
        node is null ? 0m : decimal.Parse(node.ToString(), CultureInfo.InvariantCulture);

    private static (int Status, string? Code) Outcome(ApiResponse response) => (response.Status, response.ErrorCode);

    private static bool IsList(JsonElement operation) => DescriptionFile.ResponseOf(operation) is { ValueKind: JsonValueKind.Object } schema
        && schema.TryGetProperty("properties", out _)
        && DescriptionFile.Types(DescriptionFile.Follow(DescriptionFile.KeyOf(schema).Value)).Contains("array")
        && !operation.GetProperty("operationId").GetString()!.StartsWith("get", StringComparison.Ordinal);

    private static bool Declares(string noun, string parameter) =>
        DescriptionFile.Find(noun, "GET", withId: false)!.Value.Operation is var operation
        && operation.TryGetProperty("parameters", out var all)
        && all.EnumerateArray().Any(one => DescriptionFile.Follow(one).GetProperty("name").ValueEquals(parameter));

    public sealed record DocumentTotal(string List, string TotalField, string LineField);

    public sealed record PaidDocument(string Documents, string Payments, string Links, string AmountField);
}
