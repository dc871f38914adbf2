using System.Text;
using System.Text.Json;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Http;

public sealed class RequestLogTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly TestApi api;

    public RequestLogTests() => api = TestApi.Start(new EmulatorOptions { TransferCount = 3, TimeProvider = time });

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task A_request_is_logged_with_all_that_an_assertion_needs()
    {
        var request = api.WriteRequest("DELETE", $"{TestApi.Transfers}/a%2Fb", null, key: "key-1");
        request.Headers.UserAgent.ParseAdd("Test/1.0");
        var response = await api.SendAsync(request);
        await api.GetAsync(TestApi.Transfers, "limit=2&filter=created_at+%3E+%222024-01-01%22");

        var (delete, list) = (api.Emulator.Requests[0], api.Emulator.Requests[1]);
        Assert.Equal((1, "DELETE", "/accounting/bank_transfers/a%2Fb", 200), (delete.Number, delete.Method, delete.Path, delete.Status));
        Assert.Equal(("key-1", "Test/1.0", response.Header("X-Rutter-Job-ID")), (delete.IdempotencyKey, delete.UserAgent, delete.JobId));
        Assert.Equal(time.GetUtcNow(), delete.At);
        Assert.Equal((2, 200, (string?)null, (string?)null), (list.Number, list.Status, list.JobId, list.Fault));
        Assert.Equal(new Dictionary<string, string> { ["limit"] = "2", ["filter"] = "created_at > \"2024-01-01\"" }, list.Query);
    }

    [Fact]
    public async Task Clearing_empties_the_log_and_goes_on_counting()
    {
        await api.GetAsync(TestApi.Transfers);
        api.Emulator.ClearRequests();
        Assert.Empty(api.Emulator.Requests);

        await api.GetAsync(TestApi.Transfers);

        Assert.Equal(2, Assert.Single(api.Emulator.Requests).Number);
    }

    [Fact]
    public async Task A_snapshot_does_not_change()
    {
        await api.GetAsync(TestApi.Transfers);
        var snapshot = api.Emulator.Requests;

        await api.GetAsync(TestApi.Transfers);

        Assert.Single(snapshot);
    }

    [Fact]
    public async Task No_secret_gets_into_the_log_wherever_a_client_puts_it()
    {
        string[] secrets = [api.Emulator.ClientSecret, api.Emulator.AccessToken,
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{api.Emulator.ClientId}:{api.Emulator.ClientSecret}"))];
        foreach (var secret in secrets)
        {
            var escaped = Uri.EscapeDataString(secret);
            var request = api.WriteRequest("POST", $"/{escaped}", $$"""{"secret":"{{secret}}"}""", key: secret);
            request.Headers.TryAddWithoutValidation("User-Agent", secret);
            await api.SendAsync(request);
            await api.GetAsync(TestApi.Transfers, $"filter={escaped}&{escaped}=1&ACCESS_TOKEN={escaped}");
        }

        var log = JsonSerializer.Serialize(api.Emulator.Requests);

        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase));
        Assert.All(secrets, secret => Assert.DoesNotContain(Uri.EscapeDataString(secret), log, StringComparison.OrdinalIgnoreCase));
    }
}
