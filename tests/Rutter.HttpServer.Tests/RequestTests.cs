namespace Rutter.HttpServer.Tests;

/// <summary>What HTTP allows is taken, whole and in order.</summary>
public sealed class RequestTests
{
    private const string Chunked = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static readonly Case[] Cases =
    [
        new("a path", "GET /a/b HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a/b []"),
        new("an empty line before the request", "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / []"),
        new("a query as curl sends it", "GET /a?filter=b>=0+AND+c<\"d\" HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a?filter=b>=0+AND+c<\"d\" []"),
        new("escapes and all that a path may hold",
            "GET /a%2Fb;c=d,e/~f'(g)*!$&+:@ HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a%2Fb;c=d,e/~f'(g)*!$&+:@ []"),
        new("a target of 8,000 bytes", $"GET /{new string('a', 8000)} HTTP/1.1\r\nHost: x\r\n\r\n", $"GET /{new string('a', 8000)} []"),
        new("a target in absolute form", "GET http://x:80/a?b HTTP/1.1\r\nHost: X:80\r\n\r\n", "GET /a?b []"),
        new("a target in absolute form without a path", "GET http://x HTTP/1.1\r\nHost: x\r\n\r\n", "GET / []"),
        new("OPTIONS about the server", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "OPTIONS * []"),
        new("a method of one's own", "PURGE / HTTP/1.1\r\nHost: x\r\n\r\n", "PURGE / []"),
        new("a Host with a port", "GET / HTTP/1.1\r\nHost: a-b.example:8080\r\n\r\n", "GET / []"),
        new("a Host with an IPv6 address", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", "GET / []"),
        new("100 headers", $"GET / HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Repeat("X-Test: 1\r\n", 99))}\r\n", "GET / []"),
        new("blanks around a length", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length:\t 5 \r\n\r\nhello", "POST / [hello]"),
        new("no length and no body", "POST / HTTP/1.1\r\nHost: x\r\n\r\n", "POST / []"),
        new("a body of GET", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", "GET / [hello]"),
        new("a body of 20,000 bytes",
            $"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\n\r\n{new string('b', 20_000)}",
            $"POST / [{new string('b', 20_000)}]"),
        new("chunks", Chunked + "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "POST / [hello world]"),
        new("no chunk but the last one", Chunked + "0\r\n\r\n", "POST / []"),
        new("a last chunk of several zeros", Chunked + "000\r\n\r\n", "POST / []"),
        new("sizes of chunks in both cases and with zeros",
            Chunked + "0A\r\n0123456789\r\n00b\r\nabcdefghijk\r\n0\r\n\r\n", "POST / [0123456789abcdefghijk]"),
        new("extensions of chunks", Chunked + "5;a;b=c;d=\"e; f\";g=h\r\nhello\r\n0;z\r\n\r\n", "POST / [hello]"),
        new("trailers", Chunked + "5\r\nhello\r\n0\r\nX-Checksum: 1\r\nTrailer: 2\r\n\r\n", "POST / [hello]"),
        new("the coding in capitals", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n", "POST / []"),
        new("an upgrade that is passed over", "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", "GET / []"),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_valid_request_is_accepted(string name)
    {
        var request = Cases.Single(item => item.Name == name);
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();

        await client.SendAsync(request.Bytes);
        var response = await client.ReadResponseAsync();
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", response, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n" + request.Echo, response, StringComparison.Ordinal);

        // Where it ended was understood, too.
        await client.SendAsync("GET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.EndsWith("\r\n\r\nGET /next []", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_valid_request_is_accepted_byte_by_byte(string name)
    {
        var request = Cases.Single(item => item.Name == name);
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();
        foreach (var part in request.Bytes.Length > 1000 ? request.Bytes.Chunk(97) : request.Bytes.Chunk(1))
        {
            await client.SendAsync(new string(part));
        }

        Assert.EndsWith("\r\n\r\n" + request.Echo, await client.ReadResponseAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_that_come_at_once_are_answered_in_their_order()
    {
        await using var server = TestServer.Start();
        var response = await server.SendAsync(
            Chunked + "1\r\na\r\n0\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n"
            + "GET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nGET /4 HTTP/1.1\r\nHost: x\r\n\r\n");

        var bodies = response.Split("\r\n").Where(line => line.Contains('[', StringComparison.Ordinal)).Select(line => line.Split("HTTP/1.1")[0]);
        Assert.Equal(["POST / [a]", "GET /2 []", "GET /3 []"], bodies);
    }

    [Fact]
    public async Task Several_headers_of_one_name_are_joined_and_letters_beyond_ASCII_are_kept()
    {
        await using var server = TestServer.Start(handler: exchange =>
        {
            var request = exchange.Request;
            var text = $"{request.Header("x-test")}|{request.Header("X-None")}|{request.RemoteAddress}";
            return exchange.RespondAsync(200, body: System.Text.Encoding.Latin1.GetBytes(text));
        });

        var response = await server.SendAsync("GET / HTTP/1.1\r\nHost: x\r\nX-Test: a \r\nx-TEST:\t\u00E9\r\nConnection: x, Close\r\n\r\n");

        Assert.EndsWith("\r\n\r\na,\u00E9||127.0.0.1", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_waits_for_100_gets_it_once_before_the_response()
    {
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: 100-Continue\r\nConnection: close\r\n\r\n");
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await client.ReadResponseAsync());

        await client.SendAsync("a");
        var response = await client.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200 ", response, StringComparison.Ordinal);
        Assert.EndsWith("POST / [a]", response, StringComparison.Ordinal);
    }

    public static TheoryData<ExpectedContinue> ExpectedContinues { get; } =
    [
        new ExpectedContinue(
            Name: "an HTTP/1.0 client",
            Bytes: "POST / HTTP/1.0\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\na",
            ResponseStart: "HTTP/1.1 200 "),
        new ExpectedContinue(
            Name: "a body that is too long",
            Bytes: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\nExpect: 100-continue\r\n\r\n",
            ResponseStart: "HTTP/1.1 413 "),
        new ExpectedContinue(
            Name: "no body",
            Bytes: "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
            ResponseStart: "HTTP/1.1 200 "),
    ];

    [Theory]
    [MemberData(nameof(ExpectedContinues))]
    public async Task A_request_without_an_awaited_body_gets_no_100_Continue(ExpectedContinue item)
    {
        var (what, bytes, beginning) = item;
        await using var server = TestServer.Start();
        Assert.StartsWith(beginning, await server.SendAsync(bytes), StringComparison.Ordinal);
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n")]
    [InlineData("GET / HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n")]
    public async Task An_HTTP_10_client_gets_one_response_and_the_end(string bytes)
    {
        await using var server = TestServer.Start();
        var response = await server.SendAsync(bytes);
        Assert.Contains("\r\nConnection: close\r\n", response, StringComparison.Ordinal);
        Assert.EndsWith("GET / []", response, StringComparison.Ordinal);
    }

    /// <summary>A request that is taken.</summary>
    /// <param name="Name">What is special about it.</param>
    /// <param name="Bytes">Its bytes, one for each character.</param>
    /// <param name="Echo">What the server understood.</param>
    private sealed record Case(string Name, string Bytes, string Echo);

    public sealed record ExpectedContinue(string Name, string Bytes, string ResponseStart);
}
