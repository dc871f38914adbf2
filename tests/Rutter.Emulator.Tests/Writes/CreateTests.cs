using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Writes;

/// <summary>Source: the public page "Bank Transfers", heading "Create a Bank Transfer".</summary>
public sealed class CreateTests() : WriteTestBase(new EmulatorOptions { TimeProvider = Clock, EnforceRateLimit = false })
{
    private static readonly ManualTime Clock = new();

    [Fact]
    public async Task The_documented_example_body_becomes_a_transfer_with_the_documented_example_shape()
    {
        var example = PublicExample.Json("create-body");
        example["bank_transfer"]!["credit_account_id"] = From;
        example["bank_transfer"]!["debit_account_id"] = To;

        var response = await Api.WriteAsync("POST", TestApi.Transfers, example.ToJsonString());

        Assert.Equal(200, response.Status);
        var expected = PublicExample.Json("create-response")["bank_transfer"]!.AsObject();
        var actual = JsonNode.Parse(response.Text)!["bank_transfer"]!.AsObject();
        Assert.Equal("bank_transfer", Assert.Single(response.Json.EnumerateObject()).Name);
        Assert.Equal(expected.Select(property => property.Key), actual.Select(property => property.Key));
        foreach (var (name, value) in example["bank_transfer"]!.AsObject())
        {
            Assert.Equal(value!.ToJsonString(), actual[name]!.ToJsonString());
        }

        Assert.Equal("USD", (string?)actual["currency_code"]);
        Assert.All(["created_at", "updated_at", "last_synced_at"], name => Assert.Equal("2025-03-01T09:00:00.000Z", (string?)actual[name]));
    }

    [Fact]
    public async Task A_created_object_is_listed_and_fetched()
    {
        var id = await CreatedIdAsync();

        var fetched = await Api.GetAsync($"{TestApi.Transfers}/{id}");

        Assert.Equal([id], await Api.ListTransfersAsync());
        Assert.Equal("12.30", fetched.Json.GetProperty("bank_transfer").GetProperty("total_amount").GetRawText());
        Assert.Equal(1, Api.Emulator.TransferCount);
    }

    [Fact]
    public async Task Without_a_date_it_is_today_and_a_plain_date_is_midnight_UTC()
    {
        var undated = await CreateAsync();
        var dated = await CreateAsync(change: transfer => transfer["transaction_date"] = "2024-03-01");
        var zoned = await CreateAsync(change: transfer => transfer["transaction_date"] = "2024-03-01T01:00:00+02:00");

        Assert.Equal("2025-03-01T00:00:00.000Z", Date(undated));
        Assert.Equal("2024-03-01T00:00:00.000Z", Date(dated));
        Assert.Equal("2024-02-29T23:00:00.000Z", Date(zoned));
    }

    [Fact]
    public async Task Additional_fields_are_taken_and_not_shown()
    {
        var response = await CreateAsync(
            change: transfer => transfer["additional_fields"] = new JsonObject { ["reconciled_for_source_account"] = true });

        Assert.Equal(200, response.Status);
        Assert.False(response.Json.GetProperty("bank_transfer").TryGetProperty("additional_fields", out _));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"bank_transfer":null}""")]
    [InlineData("""{"bank_transfer":[]}""")]
    [InlineData("""{"bank_transfer":{}}""")]
    [InlineData("""{"bank_transfers":{}}""")]
    [InlineData("""{"bank_transfer":{}""")]
    [InlineData("not json")]
    public async Task A_body_of_another_shape_is_400(string body) =>
        IsRejected(await Api.WriteAsync("POST", TestApi.Transfers, body, key: "key"), 400, "INVALID_BODY");

    [Theory]
    [InlineData("credit_account_id")]
    [InlineData("debit_account_id")]
    [InlineData("total_amount")]
    public async Task A_required_field_that_is_missing_is_400(string name)
    {
        var response = await CreateAsync(change: transfer => transfer.Remove(name));

        IsRejected(response, 400, "INVALID_BODY");
        Assert.Contains($"'{name}'", response.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("credit_account_id", "5")]
    [InlineData("credit_account_id", "\"\"")]
    [InlineData("debit_account_id", "null")]
    [InlineData("total_amount", "\"12.30\"")]
    [InlineData("total_amount", "true")]
    [InlineData("total_amount", "1e40")]
    [InlineData("memo", "null")]
    [InlineData("memo", "{}")]
    [InlineData("transaction_date", "\"1.3.2024\"")]
    [InlineData("transaction_date", "20240301")]
    [InlineData("class_id", "7")]
    [InlineData("additional_fields", "true")]
    [InlineData("additional_fields", """{"other":true}""")]
    [InlineData("additional_fields", """{"reconciled_for_source_account":"yes"}""")]
    [InlineData("currency_code", "\"USD\"")]
    [InlineData("id", "\"x\"")]
    [InlineData("colour", "\"red\"")]
    public async Task A_field_that_is_unknown_or_of_the_wrong_type_is_400(string name, string value)
    {
        var response = await CreateAsync(change: transfer => transfer[name] = JsonNode.Parse(value));

        IsRejected(response, 400, "INVALID_BODY");
        Assert.Contains(name, response.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(Api.StoredTransfers());
    }

    [Fact]
    public async Task A_duplicate_field_is_400()
    {
        var body = Body().Replace("\"total_amount\":12.30", "\"total_amount\":12.30,\"total_amount\":1230", StringComparison.Ordinal);

        IsRejected(await Api.WriteAsync("POST", TestApi.Transfers, body), 400, "INVALID_BODY");
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("ASYNC")]
    [InlineData("")]
    public async Task An_invalid_response_mode_is_400(string mode) => IsRejected(await CreateAsync(mode), 400, "INVALID_BODY");

    [Fact]
    public async Task A_body_of_another_content_type_is_400()
    {
        var request = Api.WriteRequest("POST", TestApi.Transfers, null);
        request.Content = new StringContent(Body(), System.Text.Encoding.UTF8, "text/plain");

        IsRejected(await Api.SendAsync(request), 400, "INVALID_HEADER");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_413()
    {
        var response = await CreateAsync(change: transfer => transfer["memo"] = new string('x', 2 * 1024 * 1024));

        IsRejected(response, 413, "BODY_TOO_LARGE");
    }

    [Fact]
    public async Task A_query_parameter_other_than_the_token_is_400()
    {
        var request = Api.WriteRequest("POST", TestApi.Transfers, Body());
        request.RequestUri = new Uri($"{request.RequestUri}&force_fetch=true");

        IsRejected(await Api.SendAsync(request), 400, "UNKNOWN_PARAMETER");
    }

    public static TheoryData<RefusedByPlatform> RefusedTransfers { get; } =
    [
        new RefusedByPlatform(Field: "credit_account_id", Account: "there-is-none", ErrorCode: "ACCOUNT_NOT_FOUND"),
        new RefusedByPlatform(Field: "debit_account_id", Account: "there-is-none", ErrorCode: "ACCOUNT_NOT_FOUND"),
        new RefusedByPlatform(Field: "debit_account_id", Account: "same", ErrorCode: "SAME_ACCOUNT"),
        new RefusedByPlatform(Field: "debit_account_id", Account: "euro", ErrorCode: "CURRENCY_MISMATCH"),
    ];

    [Theory]
    [MemberData(nameof(RefusedTransfers))]
    public async Task A_transfer_that_the_platform_refuses_is_a_job_that_failed_with_450(RefusedByPlatform given)
    {
        var (name, account, code) = given;
        var id = account switch
        {
            "same" => From,
            "euro" => Api.AccountIds("EUR")[0],
            _ => account,
        };

        await FailsOnThePlatformAsync(code, transfer => transfer[name] = id);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1.50")]
    public async Task An_amount_that_is_not_above_zero_is_refused_by_the_platform(string amount) =>
        await FailsOnThePlatformAsync("INVALID_AMOUNT", transfer => transfer["total_amount"] = JsonNode.Parse(amount));

    [Fact]
    public async Task An_account_cannot_be_deleted() =>
        Assert.Equal(404, (await Api.WriteAsync("DELETE", $"{TestApi.Accounts}/{From}", null)).Status);

    [Fact]
    public async Task Many_at_once_are_all_created()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => CreateAsync("async")));

        Assert.All(responses, response => Assert.Equal(202, response.Status));
        Assert.Equal(100, Api.StoredTransfers().Select(item => (string)item["id"]!).Distinct().Count());
        Assert.Equal(100, Api.StoredTransfers().Select(item => (string)item["platform_id"]!).Distinct().Count());
    }

    private static string? Date(ApiResponse response) => response.Json.GetProperty("bank_transfer").GetProperty("transaction_date").GetString();

    private async Task FailsOnThePlatformAsync(string code, Action<JsonObject> change)
    {
        var response = await CreateAsync(change: change);

        Assert.Equal((450, code), (response.Status, response.ErrorCode));
        var metadata = response.Json.GetProperty("error_metadata");
        Assert.Equal("platform", metadata.GetProperty("source").GetString());
        Assert.False(string.IsNullOrEmpty(metadata.GetProperty("human_readable").GetString()));
        var job = await Api.JobAsync(response.Header("X-Rutter-Job-ID")!);
        Assert.Equal((450, "failure"), (job.Status, job.Json.GetProperty("status").GetString()));
        Assert.Equal(JsonValueKind.Object, job.Json.GetProperty("response").GetProperty("body").ValueKind);
        Assert.Empty(Api.StoredTransfers());
    }

    public sealed record RefusedByPlatform(string Field, string Account, string ErrorCode);
}
