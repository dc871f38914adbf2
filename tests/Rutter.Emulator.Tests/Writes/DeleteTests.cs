using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Writes;

/// <summary>Source: the public page "Bank Transfers", heading "Delete a Bank Transfer".</summary>
public sealed class DeleteTests : WriteTestBase
{
    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"response_mode":"prefer_sync"}""")]
    public async Task The_response_is_the_documented_example_and_the_second_time_not_found(string? body)
    {
        var path = $"{TestApi.Transfers}/{await CreatedIdAsync()}";

        var first = await Api.WriteAsync("DELETE", path, body);
        var second = await Api.WriteAsync("DELETE", path, body);

        Assert.Equal((200, PublicExample.Compact("delete-response")), (first.Status, first.Text));
        Assert.Equal((200, """{"code":"not_found","success":false}"""), (second.Status, second.Text));
        Assert.Empty(Api.StoredTransfers());
        Assert.Equal(410, (await Api.GetAsync(path)).Status);
    }

    [Fact]
    public async Task An_asynchronous_deletion_is_a_job()
    {
        var response = await Api.WriteAsync("DELETE", $"{TestApi.Transfers}/{await CreatedIdAsync()}", """{"response_mode":"async"}""");

        Assert.Equal(202, response.Status);
        var job = await Api.JobAsync(response.Header("X-Rutter-Job-ID")!);
        Assert.Equal(PublicExample.Compact("delete-response"), job.Json.GetProperty("response").GetProperty("body").GetRawText());
    }

    [Fact]
    public async Task An_idempotency_key_has_no_effect_on_a_deletion()
    {
        var (one, other) = (await CreatedIdAsync(), await CreatedIdAsync());

        var first = await Api.WriteAsync("DELETE", $"{TestApi.Transfers}/{one}", null, key: "key");
        var second = await Api.WriteAsync("DELETE", $"{TestApi.Transfers}/{other}", null, key: "key");

        Assert.Equal(("deleted", "deleted"), (first.Json.GetProperty("code").GetString(), second.Json.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("""{"bank_transfer":{}}""")]
    [InlineData("""{"response_mode":"later"}""")]
    [InlineData("""{"response_mode":1}""")]
    [InlineData("[]")]
    public async Task A_body_with_anything_else_is_400(string body)
    {
        IsRejected(await Api.WriteAsync("DELETE", $"{TestApi.Transfers}/{await CreatedIdAsync()}", body), 400, "INVALID_BODY");

        Assert.Single(Api.StoredTransfers());
    }
}
