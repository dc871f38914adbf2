using System.Collections;
using System.Text;
using System.Text.Json;
using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Writes;
using Xunit;

namespace Rutter.Client.Tests.Writes;

/// <summary>What people give for a body, and what is made of it.</summary>
public sealed class RequestBodyTests
{
    private static readonly BodySchema Extra = new([new("is_draft", BodyFieldType.Boolean)]) { IsOpen = true };

    private static readonly BodySchema Line = new(
    [
        new("account_id", BodyFieldType.Identifier) { IsRequired = true, References = "Account" },
        new("total_amount", BodyFieldType.Number) { IsRequired = true, Minimum = 0, IsMinimumExclusive = true },
        new("description", BodyFieldType.Text),
        new("kind", BodyFieldType.Choice) { Values = ["expense", "refund"] },
        new("additional_fields", BodyFieldType.Structure) { Schema = Extra },
    ]) { ReadOnly = ["platform_id"] };

    private static readonly BodySchema Document = new(
    [
        new("vendor_id", BodyFieldType.Identifier),
        new("issue_date", BodyFieldType.Day),
        new("currency_code", BodyFieldType.Choice) { Values = ["USD", "EUR"], IsOpen = true },
        new("currency_rate", BodyFieldType.NumberText),
        new("line_items", BodyFieldType.Structure) { IsList = true, IsRequired = true, MinimumItems = 1, Schema = Line },
        new("tags", BodyFieldType.Text) { IsList = true },
        new("additional_fields", BodyFieldType.Structure) { Schema = Extra },
    ]);

    private static readonly Hashtable OneLine = new() { ["AccountId"] = "a1", ["TotalAmount"] = 12.50m };

    public static TheoryData<SentAs> Spellings { get; } =
    [
        new SentAs("names in PascalCase", new Hashtable { ["AccountId"] = "a1", ["TotalAmount"] = 12.50m, ["Description"] = "x" }),
        new SentAs("names of the API", new Hashtable { ["account_id"] = "a1", ["total_amount"] = 12.50m, ["description"] = "x" }),
        new SentAs("names in any case", new Hashtable { ["ACCOUNTID"] = "a1", ["Total_Amount"] = 12.50m, ["description"] = "x" }),
        new SentAs("an array of one", new object[] { new Hashtable { ["account_id"] = "a1", ["total_amount"] = 12.50m, ["description"] = "x" } }),
        new SentAs(
            "JSON that was parsed", JsonSerializer.Deserialize<JsonElement>("""[{"account_id":"a1","total_amount":12.50,"description":"x"}]""")),
        new SentAs("JSON as text, as a cell of a CSV", """[{"AccountId":"a1","TotalAmount":"12.50","Description":"x"}]"""),
        new SentAs("JSON of a single line", """{"AccountId":"a1","TotalAmount":12.50,"Description":"x"}"""),
        new SentAs("an amount as text", new Hashtable { ["AccountId"] = "a1", ["TotalAmount"] = "12.50", ["Description"] = "x" }),
        new SentAs(
            "what a get emitted, with what only the API sets",
            new LineModel { Id = "7", AccountId = "a1", TotalAmount = 12.50m, Description = "x", LastSyncedAt = DateTimeOffset.UnixEpoch }),
    ];

    public static TheoryData<Refused> Refusals { get; } =
    [
        new Refused(
            "an unknown name", new Hashtable { ["AcountId"] = "a1", ["TotalAmount"] = 1m }, "'line_items[0].AcountId'", "Did you mean 'AccountId'?"),
        new Refused("a required field that is missing", new Hashtable { ["TotalAmount"] = 1m }, "'line_items[0].account_id'", "missing"),
        new Refused(
            "a required field that is empty", new Hashtable { ["AccountId"] = " ", ["TotalAmount"] = 1m }, "'line_items[0].account_id'", "missing"),
        new Refused(
            "a name in both spellings",
            new Hashtable { ["AccountId"] = "a1", ["account_id"] = "a2", ["TotalAmount"] = 1m },
            "'line_items[0].account_id'",
            "twice"),
        new Refused(
            "an amount with a comma",
            new Hashtable { ["AccountId"] = "a1", ["TotalAmount"] = "1,50" },
            "'line_items[0].total_amount'",
            "not plainly an amount"),
        new Refused(
            "an amount that no decimal holds",
            new Hashtable { ["AccountId"] = "a1", ["TotalAmount"] = "0.12345678901234567890123456789" },
            "total_amount",
            "more digits"),
        new Refused(
            "an amount that is too small",
            new Hashtable { ["AccountId"] = "a1", ["TotalAmount"] = 0m },
            "'line_items[0].total_amount'",
            "more than 0"),
        new Refused(
            "no value of a choice",
            new Hashtable { ["AccountId"] = "a1", ["TotalAmount"] = 1m, ["Kind"] = "refnd" },
            "'line_items[0].kind'",
            "Did you mean 'refund'?"),
        new Refused(
            "no bool",
            new Hashtable { ["AccountId"] = "a1", ["TotalAmount"] = 1m, ["AdditionalFields"] = new Hashtable { ["IsDraft"] = "perhaps" } },
            "'line_items[0].additional_fields.is_draft'",
            "true or false"),
        new Refused("text that is no JSON", "twelve", "'line_items'", "not JSON"),
        new Refused("no structure", 12, "'line_items[0]'", "structure"),
        new Refused("an empty list", Array.Empty<object>(), "'line_items'", "at least 1"),
        new Refused("nothing in a list", new object?[] { null }, "'line_items[0]'", "empty"),
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Nested_values_are_taken_in_many_forms(SentAs given) => Assert.Equal(
        """{"line_items":[{"account_id":"a1","total_amount":12.50,"description":"x"}]}""",
        Sent(new() { ["LineItems"] = given.Lines }));

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Input_that_the_API_does_not_accept_is_refused_with_its_place(Refused given)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Sent(new() { ["line_items"] = given.Lines }));
        Assert.Contains(given.Place, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(given.Advice, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_platforms_may_have_is_sent_with_a_warning()
    {
        var warnings = new List<string>();
        var fields = new RequestBody(warnings.Add).Convert(
            Document, new Dictionary<string, object?>
                { ["LineItems"] = OneLine, ["AdditionalFields"] = new Hashtable { ["is_drafd"] = true, ["IsDraft"] = "TRUE" } });
        Assert.EndsWith("""
            "additional_fields":{"is_draft":true,"is_drafd":true}}
            """, Text(fields), StringComparison.Ordinal);
        Assert.Contains("Did you mean 'is_draft'?", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-03-01", "2024-03-01T00:00:00.000Z")]
    [InlineData("2024-03-01T00:00:00Z", "2024-03-01T00:00:00.000Z")]
    [InlineData("20240301", "2024-03-01T00:00:00.000Z")]
    [InlineData(20240301, "2024-03-01T00:00:00.000Z")]
    public void A_date_keeps_its_day_in_every_time_zone(object day, string sent) =>
        Assert.Contains($"\"issue_date\":\"{sent}\"", Sent(new() { ["IssueDate"] = day, ["LineItems"] = OneLine }), StringComparison.Ordinal);

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Unspecified)]
    public void The_day_of_a_DateTime_is_the_one_that_it_shows(DateTimeKind kind) => Assert.Contains(
        "\"issue_date\":\"2024-03-01T00:00:00.000Z\"",
        Sent(new() { ["IssueDate"] = new DateTime(2024, 3, 1, 0, 0, 0, kind), ["LineItems"] = OneLine }),
        StringComparison.Ordinal);

    [Fact]
    public void A_number_that_is_not_a_day_is_refused() => Assert.Contains(
        "2024-03-01", Assert.Throws<ArgumentException>(
            () => Sent(new() { ["IssueDate"] = 1709251200000L, ["LineItems"] = OneLine })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_choice_is_sent_as_the_API_spells_it_and_an_open_one_may_be_new()
    {
        var sent = Sent(
            new() { ["currency_code"] = "XTS", ["LineItems"] = new Hashtable { ["AccountId"] = "a1", ["TotalAmount"] = 1m, ["Kind"] = "Refund" } });
        Assert.Equal("""{"currency_code":"XTS","line_items":[{"account_id":"a1","total_amount":1,"kind":"refund"}]}""", sent);
    }

    [Fact]
    public void A_value_that_only_the_platform_sets_is_left_out_with_one_warning()
    {
        var line = new LineModel { AccountId = "a1", TotalAmount = 1m, Kind = "voided" };
        var warnings = new List<string>();
        var sent = Text(new RequestBody(warnings.Add).Convert(Document, new Dictionary<string, object?> { ["LineItems"] = new[] { line, line } }));
        Assert.Equal("""{"line_items":[{"account_id":"a1","total_amount":1},{"account_id":"a1","total_amount":1}]}""", sent);
        Assert.Equal(
            "'line_items.kind' is left out: the object that was read has 'voided' there, and a write takes expense, refund.",
            Assert.Single(warnings));
    }

    [Fact]
    public void A_value_of_a_field_that_was_read_is_left_out_and_one_that_a_person_gives_is_refused()
    {
        var schema = new BodySchema([new("status", BodyFieldType.Choice) { Values = ["draft", "open"] }, new("memo", BodyFieldType.Text)]);
        var fields = new Dictionary<string, object?> { ["Status"] = "opened", ["Memo"] = "x" };
        Assert.Equal("""{"memo":"x"}""", Text(new RequestBody().Convert(schema, fields, isRead: field => field.Name == "Status")));
        var refusal = Assert.Throws<ArgumentException>(() => new RequestBody().Convert(schema, fields, isRead: field => field.Name == "Memo"));
        Assert.Contains("Did you mean 'open'?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_value_that_was_read_and_is_not_taken_is_refused_and_not_left_out()
    {
        var schema = new BodySchema([new("kind", BodyFieldType.Choice) { IsRequired = true, Values = ["expense"] }]);
        var refusal = Assert.Throws<ArgumentException>(
            () => new RequestBody().Convert(schema, new Dictionary<string, object?> { ["Kind"] = "unknown" }, isRead: _ => true));
        Assert.Contains("'unknown' is none of its values", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_with_another_name_in_reads_is_found_there_and_people_use_the_name_of_writes()
    {
        var line = new BodySchema(
        [
            new("item", BodyFieldType.Identifier) { ReadFrom = "item.id" },
            new("quantity", BodyFieldType.Number) { IsRequired = true, ReadFrom = "item.quantity" },
            new("total_amount", BodyFieldType.NumberText) { ReadFrom = "amount" },
        ]);
        var schema = new BodySchema([new("lines", BodyFieldType.Structure) { IsList = true, Schema = line }]);
        var read = new OrderLineModel { Item = new() { Id = "i1", Quantity = 3m }, Amount = 1.50m };
        var given = new Hashtable { ["Item"] = "i2", ["quantity"] = 4 };
        Assert.Equal(
            """{"lines":[{"item":"i1","quantity":3,"total_amount":"1.50"},{"item":"i2","quantity":4}]}""",
            Text(new RequestBody().Convert(schema, new Dictionary<string, object?> { ["Lines"] = new object[] { read, given } })));
    }

    [Fact]
    public void A_number_that_travels_as_text_keeps_its_digits() =>
        Assert.Contains("\"currency_rate\":\"1.10\"", Sent(new() { ["CurrencyRate"] = 1.10m, ["LineItems"] = OneLine }), StringComparison.Ordinal);

    [Fact]
    public void A_list_of_texts_takes_one_text_too() =>
        Assert.EndsWith("\"tags\":[\"one\"]}", Sent(new() { ["tags"] = "one", ["LineItems"] = OneLine }), StringComparison.Ordinal);

    [Fact]
    public void A_list_of_texts_takes_the_cell_of_a_CSV_and_text_that_only_looks_like_one()
    {
        Assert.EndsWith(
            "\"tags\":[\"one\",\"two\"]}",
            Sent(new() { ["tags"] = new[] { """["one","two"]""" }, ["LineItems"] = OneLine }),
            StringComparison.Ordinal);
        Assert.EndsWith("\"tags\":[\"[one]\"]}", Sent(new() { ["tags"] = new[] { "[one]" }, ["LineItems"] = OneLine }), StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_of_an_object_that_was_read_may_hold_what_only_the_API_sets()
    {
        const string Cell = """[{"platform_id":"7","account_id":"a1","total_amount":12.50}]""";
        Assert.Equal("""{"line_items":[{"account_id":"a1","total_amount":12.50}]}""", Sent(new() { ["line_items"] = Cell }));
        var typed = new Hashtable { ["platform_id"] = "7", ["account_id"] = "a1", ["total_amount"] = 12.50m };
        Assert.Contains(
            "'line_items[0].platform_id'",
            Assert.Throws<ArgumentException>(() => Sent(new() { ["line_items"] = typed })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_field_is_not_sent() =>
        Assert.DoesNotContain("vendor_id", Sent(new() { ["VendorId"] = null, ["LineItems"] = OneLine }), StringComparison.Ordinal);

    [Fact]
    public void An_update_may_leave_out_what_is_required() =>
        Assert.Equal(
            """{"vendor_id":"v1"}""",
            Text(new RequestBody().Convert(Document, new Dictionary<string, object?> { ["VendorId"] = "v1" }, isComplete: false)));

    [Fact]
    public void A_value_that_holds_itself_is_refused()
    {
        var endless = new Hashtable();
        endless["self"] = endless;
        Assert.Throws<ArgumentException>(() => Sent(new() { ["LineItems"] = OneLine, ["AdditionalFields"] = endless }));
    }

    private static string Sent(Dictionary<string, object?> fields) => Text(new RequestBody().Convert(Document, fields));

    private static string Text(IReadOnlyList<KeyValuePair<string, object?>> fields) => Encoding.UTF8.GetString(PlainJson.Write(fields).Span);

    /// <summary>A way to give the same line.</summary>
    public sealed record SentAs(string How, object Lines)
    {
        public override string ToString() => How;
    }

    /// <summary>A line that must not be sent.</summary>
    public sealed record Refused(string What, object Lines, string Place, string Advice)
    {
        public override string ToString() => What;
    }

    private sealed class LineModel : RutterData
    {
        public string? Id { get; set; }

        public string? AccountId { get; set; }

        public decimal? TotalAmount { get; set; }

        public string? Description { get; set; }

        public string? Kind { get; set; }

        public DateTimeOffset? LastSyncedAt { get; set; }
    }

    private sealed class OrderLineModel : RutterData
    {
        public ItemModel? Item { get; set; }

        public decimal? Amount { get; set; }
    }

    private sealed class ItemModel : RutterData
    {
        public string? Id { get; set; }

        public decimal? Quantity { get; set; }
    }
}
