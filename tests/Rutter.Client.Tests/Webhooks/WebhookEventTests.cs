using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Rutter.Client.Jobs;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Resources.Bills;
using Rutter.Client.Resources.Orders;
using Rutter.Client.Webhooks;
using Xunit;

namespace Rutter.Client.Tests.Webhooks;

public sealed class WebhookEventTests
{
    [Fact]
    public void The_documented_initial_update_is_read()
    {
        var webhook = ReadSeed("webhook-initial-update.json");
        Assert.Equal("CONNECTION", webhook.Type);
        Assert.Equal("INITIAL_UPDATE", webhook.Code);
        Assert.Equal("3adc1519-0d6e-4222-83de-25b457cf42be", webhook.ConnectionId);
        Assert.Equal(ExampleWebhook.AccessToken, webhook.AccessToken!.Reveal());
        Assert.Null(webhook.Entity);
        Assert.Empty(webhook.AdditionalProperties);
    }

    public static TheoryData<EntityExample> EntityExamples { get; } =
    [
        new EntityExample(File: "webhook-order-created.json", Type: "ORDER", Code: "ORDER_CREATED", Id: "0000aaaa-0000-4000-8000-000000000001"),
        new EntityExample(File: "webhook-bill-deleted.json", Type: "BILL", Code: "BILL_DELETED", Id: "0000aaaa-0000-4000-8000-000000000003"),
    ];

    [Theory]
    [MemberData(nameof(EntityExamples))]
    public void The_examples_of_entities_are_read(EntityExample given)
    {
        var (file, type, code, id) = given;
        var webhook = ReadSeed(file);
        Assert.Equal(type, webhook.Type);
        Assert.Equal(code, webhook.Code);
        Assert.Equal("222c3e00-2bbc-4b2e-a9dc-13abed546b65", webhook.ConnectionId);
        Assert.Equal(id, webhook.Entity switch { Order order => order.Id, Bill bill => bill.Id, var other => other?.ToString() });
        Assert.Empty(webhook.AdditionalProperties);
    }

    [Fact]
    public void An_entity_without_a_model_is_kept_as_plain_values()
    {
        var webhook = Read("""{"type":"SOMETHING_NEW","code":"SOMETHING_NEW_CREATED","something_new":{"id":"s1"}}""");

        Assert.Equal("s1", Assert.IsType<Dictionary<string, object?>>(webhook.Entity)["id"]);
    }

    [Fact]
    public void An_entity_with_a_model_is_an_object_of_it()
    {
        var webhook = Read("""{"type":"BANK_TRANSFER","code":"BANK_TRANSFER_UPDATED","connection_id":"c1","access_token":"t-0123456789","bank_transfer":{"id":"b1","total_amount":12.50,"new_field":[1]}}""");
        var transfer = Assert.IsType<BankTransfer>(webhook.Entity);
        Assert.Equal("b1", transfer.Id);
        Assert.Equal(12.50m, transfer.TotalAmount);
        Assert.Equal("c1", transfer.ConnectionId);
        Assert.True(transfer.AdditionalProperties!.ContainsKey("new_field"));
    }

    [Fact]
    public void An_entity_of_another_form_than_its_model_is_not_lost()
    {
        var webhook = Read("""{"type":"BANK_TRANSFER","code":"BANK_TRANSFER_UPDATED","bank_transfer":{"id":"b1","total_amount":{"value":1}}}""");
        Assert.Equal("b1", Assert.IsType<Dictionary<string, object?>>(webhook.Entity)["id"]);
    }

    [Fact]
    public void A_job_event_holds_the_job_without_the_token_in_its_address()
    {
        var webhook = Read(
            """{"type":"JOB","code":"JOB_COMPLETED","job":{"id":"j1","status":"success","request":{"url":"https://production.rutterapi.com/versioned/products?access_token=t","method":"POST","body":{}},"response":{"http_status":200,"body":{"product":{"id":"p1"}}}}}""");
        var job = Assert.IsType<RutterJob>(webhook.Entity);
        Assert.Equal("j1", job.Id);
        Assert.True(job.IsCompleted);
        Assert.Equal("/versioned/products", job.Path);
        Assert.Contains("p1", job.ResponseJson);
    }

    [Fact]
    public void A_connections_further_fields_are_kept()
    {
        var webhook = Read("""{"type":"CONNECTION","code":"CONNECTION_NEEDS_UPDATE","connection_id":"c1","update_url":"https://link.example/1","more":{"a":[1,2.5,null]}}""");
        Assert.Null(webhook.Entity);
        Assert.Equal("https://link.example/1", webhook.AdditionalProperties["update_url"]);
        Assert.Equal(
            [1L, 2.5m, null], Assert.IsType<object?[]>(Assert.IsType<Dictionary<string, object?>>(webhook.AdditionalProperties["more"])["a"]));
    }

    [Fact]
    public void Unknown_types_and_codes_are_kept_and_an_entity_under_another_key_is_found()
    {
        var webhook = Read("""{"type":"NEW_REFUND","code":"SOMETHING_NEW","refund":{"id":"r1"},"note":"x"}""");
        Assert.Equal("SOMETHING_NEW", webhook.Code);
        Assert.Equal("r1", Assert.IsType<Dictionary<string, object?>>(webhook.Entity)["id"]);
        Assert.Equal("x", webhook.AdditionalProperties["note"]);
    }

    [Theory]
    [InlineData("ORDER", "order")]
    [InlineData("BANK_TRANSFER", "bank_transfer")]
    [InlineData("JOB", "job")]
    [InlineData("CONNECTION", "more")]
    public void The_token_is_not_readable(string type, string key)
    {
        const string Token = "tok+en/0123456789==";
        var webhook = Read(
            $$$"""{"type":"{{{type}}}","code":"X","access_token":"{{{Token}}}","{{{key}}}":{"id":"1","status":"success","memo":"a {{{Token}}} b","nested":[{"access_token":"other-token-0123","u":"https://h/?access_token={{{Uri.EscapeDataString(Token)}}}"}],"response":{"http_status":200,"body":{"t":"{{{Token}}}"} } } }""");
        Assert.Equal(Token, webhook.AccessToken!.Reveal());
        var seen = JsonSerializer.Serialize(webhook) + webhook + JsonSerializer.Serialize(webhook.Entity) + (
            webhook.Entity as RutterJob)?.ResponseJson;
        Assert.DoesNotContain(Token, seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Uri.EscapeDataString(Token), seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("0123456789", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("other-token", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"type":"A"}""")]
    [InlineData("""{"code":"A"}""")]
    [InlineData("""{"type":1,"code":"A"}""")]
    [InlineData("""{"type":"","code":"A"}""")]
    [InlineData("""{"type":"A","code":"B"} {}""")]
    [InlineData("""{"type":"A","code":"B",}""")]
    [InlineData("""{"type":"A","type":"B","code":"C"}""")]
    [InlineData("""{"type":"A","code":"B","x":{"y":1,"\u0079":2}}""")]
    [InlineData("<html></html>")]
    public void A_payload_that_is_not_a_webhook_is_a_clear_error(string payload)
    {
        var exception = Assert.Throws<WebhookException>(() => Read(payload));
        Assert.Equal(WebhookFailure.Malformed, exception.Failure);
        Assert.StartsWith("The payload is not a webhook: it ", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<LoneSurrogate> LoneSurrogates { get; } =
    [
        new LoneSurrogate(
            Payload: """{"type":"A","code":"\ud800","a":{"\udc00":"\ud83d\ude00\ud83d \\ud800"}}""",
            ReadCode: "\ufffd",
            ReadName: "\ufffd",
            ReadText: "\U0001f600\ufffd \\ud800"),
        new LoneSurrogate(
            Payload: """{"type":"A","code":"\uDFFF\uD800","a":{"x":"\ud800\u0041\ud800\ud800\udc00"}}""",
            ReadCode: "\ufffd\ufffd",
            ReadName: "x",
            ReadText: "\ufffdA\ufffd\U00010000"),
    ];

    [Theory]
    [MemberData(nameof(LoneSurrogates))]
    public void A_lone_surrogate_does_not_lose_the_event(LoneSurrogate item)
    {
        var (payload, code, name, text) = item;
        var webhook = Read(payload);

        Assert.Equal(code, webhook.Code);
        Assert.Equal(text, Assert.IsType<Dictionary<string, object?>>(webhook.Entity)[name]);
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("\"200\"", 200)]
    [InlineData("\"soon\"", null)]
    [InlineData("1e400", null)]
    [InlineData("200.5", null)]
    [InlineData("[200]", null)]
    [InlineData("{}", null)]
    [InlineData("true", null)]
    [InlineData("99999999999", null)]
    public void A_job_with_any_status_in_its_response_is_an_event(string status, int? expected)
    {
        var webhook = Read($$$"""{"type":"JOB","code":"JOB_COMPLETED","job":{"id":"j1","status":"success","response":{"http_status":{{{status}}},"body":{"a":1} } } }""");

        var job = Assert.IsType<RutterJob>(webhook.Entity);
        Assert.Equal(("j1", expected), (job.Id, job.HttpStatus));
    }

    [Fact]
    public void An_event_with_any_value_replaced_is_still_an_event()
    {
        string[] values = ["null", "true", "0", "-1", "1e400", "12345678901234567890123456789012345678",
            "\"\"", "\"\\u001b[2J\"", "\"\\ud800\"", "\"2024-02-30\"", "[null]", "[]", "{}", "{\"id\":null}"];
        string[] payloads =
        [
            """{"type":"BANK_TRANSFER","code":"BANK_TRANSFER_UPDATED","connection_id":"c","access_token":"t-0123456789","bank_transfer":{"id":"1","total_amount":1,"transaction_date":"2024-01-01T00:00:00Z","memo":"m","platform_data":{"a":1}}}""",
            """{"type":"ACCOUNT","code":"ACCOUNT_UPDATED","connection_id":"c","access_token":"t-0123456789","account":{"id":"1","balance":1,"created_at":"2024-01-01T00:00:00Z","is_active":true,"subsidiaries":[{"id":"1"}]}}""",
            """{"type":"JOB","code":"JOB_COMPLETED","job":{"id":"1","status":"success","request":{"url":"https://h/x","method":"POST","body":{},"idempotency_key":"k"},"response":{"http_status":200,"body":{}}}}""",
            """{"type":"CONNECTION","code":"CONNECTION_NEEDS_UPDATE","connection_id":"c","access_token":"t-0123456789","update_url":"https://h"}""",
        ];
        var count = 0;
        foreach (var payload in payloads)
        {
            var root = JsonNode.Parse(payload)!;
            foreach (var path in Paths(root).Where(path => path is not ("$.type" or "$.code")).ToList())
            {
                foreach (var value in values)
                {
                    var webhook = Read(With(payload, path, value));
                    Assert.Equal((string)root["code"]!, webhook.Code);
                    Assert.NotNull(webhook.ToString());
                    count++;
                }
            }
        }

        Assert.InRange(count, 400, 10_000);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_do_not_lose_the_event()
    {
        byte[] payload = [.. "{\"type\":\"A\",\"code\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal("\ufffd(", WebhookEvent.ReadUnverified(payload).Code);
    }

    [Fact]
    public void Nesting_without_end_is_a_clear_error() =>
        Assert.Equal(
            WebhookFailure.Malformed,
            Assert.Throws<WebhookException>(() => Read("""{"type":"A","code":"B","x":""" + new string('[', 1_000_000))).Failure);

    [Fact]
    public void Sixty_four_megabytes_are_a_clear_error() =>
        Assert.Equal(WebhookFailure.TooLarge, Assert.Throws<WebhookException>(() => WebhookEvent.ReadUnverified(new byte[64 * 1024 * 1024])).Failure);

    [Fact]
    public void Nothing_of_a_payload_is_read_before_its_signature_is_right()
    {
        var exception = Assert.Throws<WebhookException>(() => WebhookEvent.Read("no JSON"u8.ToArray(), "sha256=", ExampleWebhook.Secret));
        Assert.Equal(WebhookFailure.BadSignature, exception.Failure);
    }

    [Fact]
    public void A_byte_order_mark_is_signed_but_not_read() =>
        Assert.Equal("B", Read("\ufeff" + """{"type":"A","code":"B"}""").Code);

    [Fact]
    public void A_repeated_payload_has_the_same_hash()
    {
        Assert.Equal(ReadSeed("webhook-order-created.json").PayloadHash, ReadSeed("webhook-order-created.json").PayloadHash);
        Assert.NotEqual(ReadSeed("webhook-order-created.json").PayloadHash, ReadSeed("webhook-bill-deleted.json").PayloadHash);
    }

    [Fact]
    public void Any_bytes_are_an_event_or_that_one_error() => Prop
        .ForAll<byte[]>(bytes =>
        {
            try
            {
                return WebhookEvent.ReadUnverified(bytes).Type.Length > 0;
            }
            catch (WebhookException)
            {
                return true;
            }
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_documented_example_with_any_byte_changed_is_an_event_or_that_one_error()
    {
        var payload = ExampleWebhook.Read("webhook-order-created.json");
        var read = 0;
        for (var i = 0; i < payload.Length; i++)
        {
            foreach (var value in "\"\\{}[],:\0\u00ff"u8)
            {
                byte[] changed = [.. payload];
                changed[i] = value;
                try
                {
                    WebhookEvent.ReadUnverified(changed);
                    read++;
                }
                catch (WebhookException)
                {
                    // The one error there is.
                }
            }
        }

        Assert.NotEqual(0, read);
    }

    private static IEnumerable<string> Paths(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Paths(member.Value).Prepend($"{node.GetPath()}.{member.Key}")),
        JsonArray items => items.SelectMany(Paths),
        _ => [],
    };

    private static string With(string payload, string path, string value)
    {
        var root = JsonNode.Parse(payload)!;
        var owner = path.Split('.')[1..^1].Aggregate(
            root, (at, step) => step.EndsWith("[0]", StringComparison.Ordinal) ? at[step[..^3]]![0]! : at[step]!);
        owner[path.Split('.')[^1]] = "MARK";
        return root.ToJsonString().Replace("\"MARK\"", value, StringComparison.Ordinal);
    }

    private static WebhookEvent Read(string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        return WebhookEvent.Read(bytes, WebhookSignature.Compute(bytes, ExampleWebhook.Secret), ExampleWebhook.Secret);
    }

    private static WebhookEvent ReadSeed(string file)
    {
        var payload = ExampleWebhook.Read(file);
        return WebhookEvent.Read(payload, WebhookSignature.Compute(payload, ExampleWebhook.Secret), ExampleWebhook.Secret);
    }

    public sealed record EntityExample(string File, string Type, string Code, string Id);

    public sealed record LoneSurrogate(string Payload, string ReadCode, string ReadName, string ReadText);
}
