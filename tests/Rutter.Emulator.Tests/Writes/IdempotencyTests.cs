using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Writes;

/// <summary>Source: the public page "Basics", heading "Idempotency", and status 409 of "Actionable Error Codes".</summary>
public sealed class IdempotencyTests : WriteTestBase
{
    [Fact]
    public async Task The_same_request_with_the_same_key_is_answered_with_the_same_response()
    {
        var first = await CreateAsync(key: "key");
        var second = await CreateAsync(key: "key");

        Assert.Equal((first.Status, first.Text, first.Header("X-Rutter-Job-ID")), (second.Status, second.Text, second.Header("X-Rutter-Job-ID")));
        Assert.NotEqual(first.Header("X-Rutter-Request-ID"), second.Header("X-Rutter-Request-ID"));
        Assert.Single(Api.StoredTransfers());
    }

    [Fact]
    public async Task An_asynchronous_request_is_answered_with_the_same_job_as_it_is_now()
    {
        var first = await CreateAsync("async", key: "key");
        var second = await CreateAsync("async", key: "key");

        Assert.Equal(first.Header("X-Rutter-Job-ID"), second.Header("X-Rutter-Job-ID"));
        Assert.Equal((202, "prequeued"), (first.Status, Status(first)));
        Assert.Equal((200, "success"), (second.Status, Status(second)));
        Assert.Single(Api.StoredTransfers());
    }

    [Fact]
    public async Task An_accepted_failure_is_replayed_as_the_same_failure()
    {
        static void Change(JsonObject transfer) => transfer["debit_account_id"] = "later";

        var first = await CreateAsync(key: "key", change: Change);
        Api.Emulator.PutObject("accounts", new JsonObject { ["id"] = "later", ["platform_id"] = "later", ["currency_code"] = "USD" });
        var second = await CreateAsync(key: "key", change: Change);
        var third = await CreateAsync(key: "new-key", change: Change);

        Assert.Equal((450, first.Text), (second.Status, second.Text));
        Assert.Equal(200, third.Status);
    }

    [Fact]
    public async Task Without_a_key_or_with_another_one_it_is_another_request()
    {
        await CreateAsync();
        await CreateAsync();
        await CreateAsync(key: "one");
        await CreateAsync(key: "other");

        Assert.Equal(4, Api.Emulator.TransferCount);
    }

    [Fact]
    public async Task Another_body_with_the_same_key_is_409()
    {
        await CreateAsync(key: "key");

        IsRejected(await CreateAsync(key: "key", change: transfer => transfer["memo"] = "other"), 409, "IDEMPOTENCY_KEY_REUSED");
        IsRejected(await CreateAsync("async", key: "key"), 409, "IDEMPOTENCY_KEY_REUSED");
        Assert.Single(Api.StoredTransfers());
    }

    [Fact]
    public async Task Another_path_or_verb_with_the_same_key_is_409()
    {
        var id = (await CreateAsync(key: "key")).Json.GetProperty("bank_transfer").GetProperty("id").GetString();

        IsRejected(await Api.WriteAsync("PATCH", $"{TestApi.Transfers}/{id}", Body(), key: "key"), 409, "IDEMPOTENCY_KEY_REUSED");
    }

    [Fact]
    public async Task A_rejected_request_leaves_its_key_free()
    {
        IsRejected(await CreateAsync(key: "key", change: transfer => transfer.Remove("total_amount")), 400, "INVALID_BODY");

        Assert.Equal(200, (await CreateAsync(key: "key")).Status);
    }

    [Fact]
    public async Task An_update_is_replayed_even_after_its_transfer_is_gone()
    {
        var path = $"{TestApi.Transfers}/{await CreatedIdAsync()}";
        var first = await Api.WriteAsync("PATCH", path, Body(), key: "key");
        await Api.WriteAsync("DELETE", path, null);

        var second = await Api.WriteAsync("PATCH", path, Body(), key: "key");

        Assert.Equal((200, first.Text), (second.Status, second.Text));
        Assert.Empty(Api.StoredTransfers());
    }

    [Fact]
    public async Task The_same_key_from_many_at_once_creates_one()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => CreateAsync(key: "key")));

        Assert.Single(responses.Select(response => response.Text).Distinct());
        Assert.Single(Api.StoredTransfers());
    }

    [Theory]
    [InlineData("")]
    [InlineData("x", 256)]
    public async Task A_key_that_is_empty_or_too_long_is_400(string unit, int times = 1)
    {
        var request = Api.WriteRequest("POST", TestApi.Transfers, Body());
        request.Headers.TryAddWithoutValidation("Idempotency-Key", string.Concat(Enumerable.Repeat(unit, times)));

        IsRejected(await Api.SendAsync(request), 400, "INVALID_HEADER");
    }

    private static string? Status(ApiResponse response) => response.Json.GetProperty("async_response").GetProperty("status").GetString();
}
