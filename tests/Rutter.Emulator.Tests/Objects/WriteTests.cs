using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Objects;

/// <summary>Writing every object of accounting that the description lets be written.</summary>
public sealed class WriteTests : IDisposable
{
    private readonly TestApi api = TestApi.Start(new EmulatorOptions { Platform = "NETSUITE", EnforceRateLimit = false });

    public void Dispose() => api.Dispose();

    public static TheoryData<string> Created() => [.. Nouns("POST", withId: false)];

    public static TheoryData<string> Updated() => [.. Nouns("PATCH", withId: true)];

    public static TheoryData<string> Deleted() => [.. Nouns("DELETE", withId: true)];

    [Theory]
    [MemberData(nameof(Created))]
    public async Task An_object_is_made_from_just_the_required_fields_and_from_all_of_them(string noun)
    {
        var (path, operation) = DescriptionFile.Find(noun, "POST", withId: false)!.Value;
        foreach (var all in new[] { false, true })
        {
            var response = await api.WriteAsync("POST", path, new BodyMaker(api.Emulator).Make(noun, operation, all).ToJsonString());

            Assert.True(response.Status == 200, response.Text);
            Assert.Empty(DescriptionFile.Problems(response.Json, DescriptionFile.ResponseOf(operation)));
            if (DescriptionFile.Find(noun, "GET", withId: true) is { } get)
            {
                var made = response.Json.EnumerateObject().First().Value;
                var id = (made.ValueKind == JsonValueKind.Array ? made[0] : made).GetProperty("id").GetString()!;
                Assert.Equal(200, (await api.GetAsync(get.Path.Replace("{id}", id, StringComparison.Ordinal))).Status);
                Assert.Contains(api.Emulator.GetObjects(noun), item => (string?)item["id"] == id);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Created))]
    public async Task A_body_that_is_not_as_described_is_400_and_says_what_is_wrong(string noun)
    {
        var (path, operation) = DescriptionFile.Find(noun, "POST", withId: false)!.Value;
        var good = new BodyMaker(api.Emulator).Make(noun, operation, all: false);
        var key = good.First().Key;
        var before = Count(noun);
        foreach (var name in good[key]!.AsObject().Select(property => property.Key).ToList())
        {
            var lacking = Copy(good, key, payload => payload.Remove(name));
            await IsRefusedAsync(path, lacking, name);
            await IsRefusedAsync(path, Copy(good, key, payload => payload[name] = new JsonObject { ["colour"] = true }), name);
        }

        await IsRefusedAsync(path, Copy(good, key, payload => payload["colour"] = "red"), "colour");
        var lines = good[key]!.AsObject().FirstOrDefault(property => property.Value is JsonArray { Count: > 0 } items && items[0] is JsonObject);
        if (lines.Key is not null)
        {
            await IsRefusedAsync(path, Copy(good, key, payload => payload[lines.Key]![0]!["colour"] = "red"), "colour");
        }

        Assert.Equal(before, Count(noun));
    }

    [Theory]
    [MemberData(nameof(Created))]
    public async Task An_id_that_points_to_nothing_is_450(string noun)
    {
        var (path, operation) = DescriptionFile.Find(noun, "POST", withId: false)!.Value;
        var good = new BodyMaker(api.Emulator).Make(noun, operation, all: false);
        var key = good.First().Key;
        var schema = DescriptionFile.Follow(DescriptionFile.KeyOf(DescriptionFile.BodyOf(operation)).Value).GetProperty("properties");
        var ids = good[key]!.AsObject().Select(property => property.Key)
            .Where(name => DescriptionFile.Follow(schema.GetProperty(name)).TryGetProperty("x-rutter-references", out _)).ToList();
        foreach (var name in ids)
        {
            var response = await api.WriteAsync("POST", path, Copy(good, key, payload => payload[name] = "there-is-none").ToJsonString());

            Assert.Equal(450, response.Status);
            Assert.EndsWith("_NOT_FOUND", response.ErrorCode, StringComparison.Ordinal);
            Assert.Contains(name, response.ErrorMessage, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Updated))]
    public async Task One_field_is_updated_and_the_others_stay(string noun)
    {
        var (path, operation) = DescriptionFile.Find(noun, "PATCH", withId: true)!.Value;
        var before = api.Emulator.GetObjects(noun)[0];
        var body = new BodyMaker(api.Emulator).Make(noun, operation, all: true);
        var payload = body.First().Value!.AsObject();
        var required = DescriptionFile.Required(DescriptionFile.Follow(DescriptionFile.KeyOf(DescriptionFile.BodyOf(operation)).Value)).ToList();
        var field = new[] { "memo", "name", "phone", "bank_account_number", "issue_date" }.First(payload.ContainsKey);
        var sent = new JsonObject { [body.First().Key] =
            new JsonObject(payload.Where(property => property.Key == field || required.Contains(property.Key))
            .Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone()))) };

        var response = await api.WriteAsync("PATCH", path.Replace("{id}", (string)before["id"]!, StringComparison.Ordinal), sent.ToJsonString());

        Assert.True(response.Status == 200, response.Text);
        Assert.Empty(DescriptionFile.Problems(response.Json, DescriptionFile.ResponseOf(operation)));
        var after = JsonNode.Parse(response.Text)!.AsObject().First().Value!.AsObject();
        Assert.Equal(payload[field]!.ToJsonString(), after[field]!.ToJsonString());
        var moved = new[] { field, "updated_at", "last_synced_at", "currency_code", "total_amount" }.Concat(required);
        Assert.All(before.Where(property => !moved.Contains(property.Key)), property =>
            Assert.True(JsonNode.DeepEquals(property.Value, after[property.Key]), property.Key));
    }

    [Theory]
    [MemberData(nameof(Deleted))]
    public async Task A_deleted_object_is_gone_and_has_an_event(string noun)
    {
        var path = DescriptionFile.Find(noun, "DELETE", withId: true)!.Value.Path;
        var id = (string)api.Emulator.GetObjects(noun)[0]["id"]!;
        var place = path.Replace("{id}", id, StringComparison.Ordinal);

        var response = await api.WriteAsync("DELETE", place, null);
        var again = await api.WriteAsync("DELETE", place, """{"response_mode":"prefer_sync"}""");

        Assert.Equal("""{"code":"deleted","success":true}""", response.Text);
        Assert.Equal("not_found", again.Json.GetProperty("code").GetString());
        Assert.Equal(410, (await api.GetAsync(place)).Status);
        var events = await api.GetAsync("/events", "type=object_deleted");
        Assert.Equal(id, Assert.Single(events.Json.GetProperty("events").EnumerateArray()).GetProperty("data").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_write_is_a_job_with_a_key_for_every_object()
    {
        var operation = DescriptionFile.Find("Vendor", "POST", withId: false)!.Value.Operation;
        var body = new BodyMaker(api.Emulator).Make("Vendor", operation, all: false);
        body["response_mode"] = "async";

        var first = await api.WriteAsync("POST", "/accounting/vendors", body.ToJsonString(), key: "vendor-1");
        var again = await api.WriteAsync("POST", "/accounting/vendors", body.ToJsonString(), key: "vendor-1");
        body["vendor"]!["vendor_name"] = "another";
        var other = await api.WriteAsync("POST", "/accounting/vendors", body.ToJsonString(), key: "vendor-1");

        Assert.Equal((202, 409), (first.Status, other.Status));
        Assert.Equal(first.Header("X-Rutter-Job-ID"), again.Header("X-Rutter-Job-ID"));
        var job = await api.JobAsync(first.Header("X-Rutter-Job-ID")!);
        Assert.Equal("some vendor_name", job.Json.GetProperty("response").GetProperty("body").GetProperty("vendor").GetProperty("vendor_name")
            .GetString());
        Assert.Single(api.Emulator.GetObjects("vendors"), vendor => (string?)vendor["vendor_name"] == "some vendor_name");
    }

    public static TheoryData<WebhookName> WebhookNames { get; } =
    [
        new WebhookName(Noun: "Customer", TypeName: "CUSTOMER", Key: "customer"),
        new WebhookName(Noun: "CustomerRefund", TypeName: "ACCOUNTING_CUSTOMER_REFUND", Key: "customer_refund"),
        new WebhookName(Noun: "Bill", TypeName: "BILL", Key: "bill"),
    ];

    [Theory]
    [MemberData(nameof(WebhookNames))]
    public async Task A_webhook_tells_of_the_object_by_the_name_of_the_description(WebhookName given)
    {
        var (noun, name, key) = given;
        using var target = new WebhookTarget();
        using var own = TestApi.Start(new EmulatorOptions { Platform = "NETSUITE", WebhookUri = target.Uri });
        var (path, operation) = DescriptionFile.Find(noun, "POST", withId: false)!.Value;

        var made = await own.WriteAsync("POST", path, new BodyMaker(own.Emulator).Make(noun, operation, all: false).ToJsonString());
        await Eventually.TrueAsync(() => target.Codes.Contains($"{name}_CREATED"));

        var webhook = target.Bodies.First(body => body.GetProperty("code").ValueEquals($"{name}_CREATED"));
        Assert.Equal(name, webhook.GetProperty("type").GetString());
        Assert.Equal(made.Json.GetProperty(key).GetProperty("id").GetString(), webhook.GetProperty(key).GetProperty("id").GetString());
    }

    private static IEnumerable<string> Nouns(string method, bool withId) => DescriptionFile.Operations
        .Where(entry => entry.Noun is not null && entry.Method == method && entry.Path.EndsWith('}') == withId
            && entry.Path.StartsWith("/accounting/", StringComparison.Ordinal))
        .Where(entry => entry.Path is not ("/accounting/{entityType}" or "/accounting/bank_feeds/otp")
            && !entry.Path.Contains("credit_applications", StringComparison.Ordinal))
        .Select(entry => entry.Noun!);

    private static JsonObject Copy(JsonObject body, string key, Action<JsonObject> change)
    {
        var copy = body.DeepClone().AsObject();
        change(copy[key]!.AsObject());
        return copy;
    }

    private int Count(string noun) => api.Emulator.GetObjects(noun).Count;

    private async Task IsRefusedAsync(string path, JsonObject body, string name)
    {
        var response = await api.WriteAsync("POST", path, body.ToJsonString());

        Assert.Equal((400, "INVALID_BODY"), (response.Status, response.ErrorCode));
        Assert.Contains(name, response.ErrorMessage, StringComparison.Ordinal);
        Assert.Null(response.Header("X-Rutter-Job-ID"));
    }

    public sealed record WebhookName(string Noun, string TypeName, string Key);
}
