using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests;

public sealed class EmulatorTests
{
    [Fact]
    public void Starts_on_a_free_loopback_port_with_credentials_that_look_fake()
    {
        using var emulator = RutterEmulator.Start();

        Assert.Equal($"http://127.0.0.1:{emulator.Port}/versioned", emulator.BaseUri.AbsoluteUri);
        Assert.True(emulator.IsRunning);
        Assert.Equal(120, emulator.TransferCount);
        Assert.Equal("QUICKBOOKS", emulator.Platform);
        Assert.Contains("not-real", emulator.ClientSecret, StringComparison.Ordinal);
        Assert.Contains("not-real", emulator.AccessToken, StringComparison.Ordinal);
        Assert.True(Guid.TryParse(emulator.ConnectionId, out _));
    }

    [Fact]
    public void Two_emulators_run_side_by_side()
    {
        using var one = RutterEmulator.Start();
        using var other = RutterEmulator.Start();

        Assert.NotEqual(one.Port, other.Port);
    }

    [Fact]
    public void A_port_that_is_taken_is_named_in_the_error()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var error = Assert.Throws<InvalidOperationException>(() => RutterEmulator.Start(new EmulatorOptions { Port = port }));

        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_emulator_answers_nobody_and_frees_its_port()
    {
        using var api = TestApi.Start();
        var port = api.Emulator.Port;

        api.Emulator.Stop();
        api.Emulator.Stop();

        Assert.False(api.Emulator.IsRunning);
        await Assert.ThrowsAsync<HttpRequestException>(() => api.GetAsync(TestApi.Transfers));
        await using var next = RutterEmulator.Start(new EmulatorOptions { Port = port });
        Assert.Equal(port, next.Port);
    }

    [Fact]
    public async Task Stopping_ends_a_request_that_waits()
    {
        using var api = TestApi.Start();
        api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.SlowHeaders, DelayMs = 3_600_000 });
        var waiting = api.GetAsync(TestApi.Transfers);
        await Eventually.TrueAsync(() => api.Emulator.Requests is [{ Status: 200 }]);

        await api.Emulator.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => waiting);
    }

    public static TheoryData<OptionsOutOfRange> OutOfRange { get; } =
    [
        new OptionsOutOfRange(Port: -1),
        new OptionsOutOfRange(Port: 65_536),
        new OptionsOutOfRange(Count: -1),
        new OptionsOutOfRange(JobDelay: -1),
        new OptionsOutOfRange(Latency: -1),
    ];

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void An_option_out_of_range_is_refused(OptionsOutOfRange given)
    {
        var (port, count, jobDelay, latency) = given;
        Assert.Throws<ArgumentOutOfRangeException>(() => RutterEmulator.Start(
            new EmulatorOptions { Port = port, TransferCount = count, JobDelayMs = jobDelay, LatencyMs = latency }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("quickbooks")]
    [InlineData("A B")]
    public void An_invalid_platform_name_is_refused(string platform) =>
        Assert.ThrowsAny<ArgumentException>(() => RutterEmulator.Start(new EmulatorOptions { Platform = platform }));

    [Fact]
    public async Task Reset_brings_back_the_first_state()
    {
        using var api = TestApi.Start(new EmulatorOptions { TransferCount = 3 });
        var before = await api.ListTransfersAsync();
        await api.WriteAsync("DELETE", $"{TestApi.Transfers}/{before[0]}", null);
        api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.Html });
        Assert.Equal(2, api.Emulator.TransferCount);

        api.Emulator.Reset();

        Assert.Empty(api.Emulator.Requests);
        Assert.Equal(before, await api.ListTransfersAsync());
    }

    [Fact]
    public async Task Objects_are_handed_out_as_copies()
    {
        using var api = TestApi.Start(new EmulatorOptions { TransferCount = 1 });
        var copy = api.StoredTransfers()[0];
        var id = (string)copy["id"]!;

        copy["memo"] = "changed";

        var response = await api.GetAsync($"{TestApi.Transfers}/{id}");
        Assert.NotEqual("changed", response.Json.GetProperty("bank_transfer").GetProperty("memo").GetString());
    }

    [Fact]
    public void An_unknown_resource_or_property_is_refused()
    {
        using var emulator = RutterEmulator.Start();

        Assert.Contains("bank_transfers", Assert.Throws<ArgumentException>(() => emulator.GetObjects("teapots")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            () => emulator.PutObject("accounts", new JsonObject { ["id"] = "a", ["platform_id"] = "b", ["colour"] = "red" }));
        Assert.Throws<ArgumentException>(
            () => emulator.PutObject("accounts", new JsonObject { ["id"] = "a", ["platform_id"] = "b", ["balance"] = "1" }));
        Assert.Throws<ArgumentException>(() => emulator.PutObject("accounts", new JsonObject { ["id"] = "a" }));
    }

    [Fact]
    public async Task Many_requests_are_answered_at_the_same_time()
    {
        using var api = TestApi.Start(new EmulatorOptions { EnforceRateLimit = false });
        api.Emulator.AddFault(new EmulatorFault { Kind = FaultKind.SlowHeaders, DelayMs = 3_600_000, Path = TestApi.Accounts });
        Task<ApiResponse>[] waiting = [.. Enumerable.Range(0, 20).Select(_ => api.GetAsync(TestApi.Accounts))];
        await Eventually.TrueAsync(() => api.Emulator.Requests.Count == 20);

        var response = await api.GetAsync(TestApi.Transfers);

        Assert.Equal(200, response.Status);
        Assert.All(waiting, request => Assert.False(request.IsCompleted));
        api.Emulator.Stop();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Task.WhenAll(waiting));
    }

    public sealed record OptionsOutOfRange(int Port = 0, int Count = 0, int JobDelay = 0, int Latency = 0);
}
