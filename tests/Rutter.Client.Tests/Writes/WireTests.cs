using System.IO.Compression;
using System.Text;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Tests.Support;
using Rutter.Client.Writes;
using Xunit;

namespace Rutter.Client.Tests.Writes;

/// <summary>What a server, a proxy or the network can send instead of the response to a write, byte for byte.</summary>
public sealed class WireTests
{
    private const string Key = "the-key";
    private const string Transfer = """{"bank_transfer":{"id":"t1","total_amount":1}}""";

    private static readonly WriteOptions Options = new() { Polling = new JobPolling { Interval = TimeSpan.FromMilliseconds(1) } };

    /// <summary>The responses of a server, and the expected verdict.</summary>
    internal sealed record Wire(string Name, WriteState State, params RawResponse[] Responses)
    {
        /// <summary>How many requests reach the server; retries are sent under the same key.</summary>
        public required int Requests { get; init; }

        public override string ToString() => Name;
    }

    private static readonly Wire[] All =
    [
        new(
            "100 and 103 come before the object",
            WriteState.Done,
            Behind("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", Transfer)) { Requests = 1 },
        new("101", WriteState.Unknown, Head("101 Switching Protocols", "Connection: Upgrade", "Upgrade: h2c")) { Requests = 1 },
        new("201 without a body", WriteState.Unknown, Head("201 Created", "Content-Length: 0", "Location: /x"), RawResponse.Drop) { Requests = 2 },
        new("204", WriteState.Unknown, Head("204 No Content"), RawResponse.Drop) { Requests = 2 },
        new("205", WriteState.Unknown, Head("205 Reset Content", "Content-Length: 0"), RawResponse.Drop) { Requests = 2 },
        new("206 with half of the object", WriteState.Unknown, RawResponse.Json(Transfer[..20], 206), RawResponse.Drop) { Requests = 2 },
        new("300", WriteState.Unknown, RawResponse.Json("[]", 300)) { Requests = 1 },
        new("304", WriteState.Unknown, Head("304 Not Modified")) { Requests = 1 },
        new("a web page as 200", WriteState.Unknown, RawResponse.Html("<p>Sign in</p>")) { Requests = 1 },
        new("a page of a proxy that stopped waiting", WriteState.Unknown, RawResponse.Html("<p>Closed</p>", 499)) { Requests = 1 },
        new("a gateway's timeout", WriteState.Unknown, RawResponse.Html("<p>Timeout</p>", 504), RawResponse.Drop) { Requests = 2 },
        new("less than the Content-Length", WriteState.Unknown, RawResponse.Part(Transfer, 0.5), RawResponse.Drop) { Requests = 2 },
        new(
            "more than the Content-Length",
            WriteState.Unknown,
            Sent("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + Transfer),
            RawResponse.Drop) { Requests = 2 },
        new(
            "a broken chunk",
            WriteState.Unknown,
            Sent("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ban\r\nzz\r\n"),
            RawResponse.Drop) { Requests = 2 },
        new("what is not HTTP", WriteState.Unknown, Sent("SSH-2.0-OpenSSH_9.6\r\n"), RawResponse.Drop) { Requests = 1 },
        new(
            "headers without end",
            WriteState.Unknown,
            Sent("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("X-Filler: " + new string('x', 1000) + "\r\n", 100)))) { Requests = 1 },
        new("gzip that breaks off", WriteState.Unknown, Zipped(Zip(Encoding.UTF8.GetBytes(Transfer))[..25]), RawResponse.Drop) { Requests = 2 },
        new("gzip of a quarter of a gigabyte and more", WriteState.Unknown, Zipped(Zip(new byte[(256 * 1024 * 1024) + 1]))) { Requests = 1 },
        new("gzip", WriteState.Done, Zipped(Zip(Encoding.UTF8.GetBytes(Transfer)))) { Requests = 1 },
        new("two objects in one body", WriteState.Unknown, RawResponse.Json(Transfer + Transfer), RawResponse.Drop) { Requests = 2 },
        new("an object behind a byte order mark", WriteState.Done, RawResponse.Json("\uFEFF" + Transfer)) { Requests = 1 },
        new("the job's header twice", WriteState.Done, Accepted("j1", "j1"), Ended()) { Requests = 2 },
        new("two jobs", WriteState.Unknown, Accepted("j1", "j2"), RawResponse.Json("{}", 404)) { Requests = 2 },
        new("a refusal with an empty job", WriteState.NotDone, RawResponse.Json("{}", 400, "X-Rutter-Job-ID: ")) { Requests = 1 },
        new("the job of another request", WriteState.Unknown, Accepted("j1"), Ended(key: "another-key")) { Requests = 2 },
        new("the job under our key in capitals", WriteState.Done, Accepted("j1"), Ended(key: "THE-KEY")) { Requests = 2 },
        new("a job that ended for another kind of object", WriteState.Done, Accepted("j1"), Ended("""{"invoice":{"id":"i1"}}""")) { Requests = 2 },
    ];

    public static TheoryData<string> Names => [.. All.Select(wire => wire.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_response_makes_a_wrong_verdict(string name)
    {
        var wire = All.Single(candidate => candidate.Name == name);
        await using var server = new RawServer(wire.Responses);
        var evidence = new WriteEvidence(Key);
        var writing = Clients.For(server.BaseAddress, retries: 1).Writer(BankTransfer.Definition)
            .CreateAsync([], evidence, Options, TestContext.Current.CancellationToken);
        try
        {
            Assert.Equal("t1", (await writing).Value?.Id);
        }
        catch (RutterApiException failure)
        {
            Assert.Equal(evidence.Verdict, failure.Verdict);
            Assert.Equal(Key, failure.IdempotencyKey);
        }

        Assert.Equal(wire.State, evidence.Verdict.State);
        Assert.Equal(wire.Requests, server.Requests.Count);
        Assert.All(
            server.Requests.Where(request => request.StartsWith("POST", StringComparison.Ordinal)),
            request => Assert.Contains(Key, request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirected_write_is_unknown_and_goes_nowhere_else(int status)
    {
        await using var other = new RawServer(RawResponse.Json(Transfer));
        await using var server = new RawServer(RawResponse.Json("{}", status, $"Location: {other.BaseAddress}"));
        var writer = Clients.For(server.BaseAddress, retries: 2).Writer(BankTransfer.Definition);

        var failure = await Assert.ThrowsAsync<RutterApiException>(() => writer.CreateAsync([], Key, Options, TestContext.Current.CancellationToken));

        Assert.Equal(("RedirectRefused", WriteState.Unknown), (failure.Meaning.ErrorId, failure.Verdict?.State));
        Assert.Empty(other.Requests);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_update_that_is_answered_with_another_object_is_unknown()
    {
        const string Other = """{"bank_transfer":{"id":"t2","total_amount":1}}""";
        await using var atOnce = new RawServer(RawResponse.Json(Other));
        await using var asJob = new RawServer(Accepted("j1"), Ended(Other));
        foreach (var server in new[] { atOnce, asJob })
        {
            var failure = await UpdateFailsAsync(server, []);
            Assert.Equal(WriteState.Unknown, failure.Verdict?.State);
            Assert.Contains("another bank transfer: t2", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_response_about_another_object_is_not_used_for_an_update()
    {
        await using var server = new RawServer(RawResponse.Json("""{"bank_transfer":{"id":"t2","total_amount":999}}"""), RawResponse.Json(Transfer));
        var failure = await UpdateFailsAsync(server, ["total_amount"]);
        Assert.Equal((WriteState.NotDone, false), (failure.Verdict?.State, failure.Verdict?.WasSent));
        Assert.StartsWith("GET ", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    private static Task<RutterApiException> UpdateFailsAsync(RawServer server, string[] requiredFields) => Assert.ThrowsAsync<RutterApiException>(
        () => Clients.For(server.BaseAddress).Writer(BankTransfer.Definition).UpdateAsync(
            "t1", [new("memo", "x")], requiredFields, new WriteEvidence(Key), Options, TestContext.Current.CancellationToken));

    private static RawResponse Sent(string text) => new(Encoding.UTF8.GetBytes(text));

    private static RawResponse Head(string status, params string[] headers) =>
        Sent($"HTTP/1.1 {status}\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");

    private static RawResponse Behind(string first, string body) => new([.. Encoding.ASCII.GetBytes(first), .. RawResponse.Json(body).Bytes]);

    private static RawResponse Accepted(params string[] jobs) =>
        RawResponse.Json("", 202, [.. jobs.Select(job => "X-Rutter-Job-ID: " + job)]);

    private static RawResponse Ended(string body = Transfer, string key = Key) => RawResponse.Json(
        $$$"""
        {"id":"j1","status":"success","request":{"method":"POST","idempotency_key":"{{{key}}}"},"response":{"http_status":200,"body":{{{body}}} }}
        """);

    private static RawResponse Zipped(byte[] content) =>
        new([.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {content.Length}\r\n\r\n"), .. content]);

    private static byte[] Zip(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return zipped.ToArray();
    }
}
