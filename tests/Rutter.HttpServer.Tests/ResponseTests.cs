using System.Text;

namespace Rutter.HttpServer.Tests;

/// <summary>What a handler can do with a response.</summary>
public sealed class ResponseTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private const string GetAndStay = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    [Fact]
    public async Task A_response_has_a_length_and_a_date()
    {
        await using var server = TestServer.Start(handler: exchange => exchange.RespondAsync(202, [new("X-A", "b")], "hello"u8.ToArray()));
        var lines = (await server.SendAsync(Get)).Split("\r\n");

        Assert.Equal("HTTP/1.1 202 Accepted", lines[0]);
        Assert.Equal("X-A: b", lines[1]);
        Assert.StartsWith("Date: ", lines[2], StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParseExact(lines[2][6..], "R", null, default, out _));
        Assert.Equal(["Content-Length: 5", "Connection: close", "", "hello"], lines[3..]);
    }

    [Fact]
    public async Task A_date_that_is_given_stays_the_only_one()
    {
        await using var server = TestServer.Start(handler: exchange => exchange.RespondAsync(200, [new("date", "Mon, 01 Jan 2001 00:00:00 GMT")]));
        var response = await server.SendAsync(Get);
        Assert.Contains("\r\ndate: Mon, 01 Jan 2001 00:00:00 GMT\r\n", response, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nDate:", response, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("GET", 204)]
    [InlineData("GET", 304)]
    public async Task Some_responses_have_no_body(string method, int status)
    {
        await using var server = TestServer.Start(handler: exchange => exchange.RespondAsync(status, body: "hello"u8.ToArray()));
        var response = await server.SendAsync($"{method} / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.EndsWith("\r\n\r\n", response, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_without_a_length_go_out_as_chunks()
    {
        await using var server = TestServer.Start(handler: SendPartsAsync);
        var response = await server.SendAsync(Get);
        Assert.Contains("\r\nTransfer-Encoding: chunked\r\n", response, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_without_a_length_go_to_an_HTTP_10_client_as_they_are()
    {
        await using var server = TestServer.Start(handler: SendPartsAsync);
        var response = await server.SendAsync("GET / HTTP/1.0\r\n\r\n");
        Assert.DoesNotContain("Transfer-Encoding", response, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nhello world", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_many_megabytes_arrives_whole()
    {
        var body = new byte[5_000_000];
        new Random(1).NextBytes(body);
        await using var server = TestServer.Start(handler: exchange => exchange.RespondAsync(200, body: body));
        var response = await server.SendAsync(Get);
        Assert.Equal(body, Encoding.Latin1.GetBytes(response[(response.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]));
    }

    [Fact]
    public async Task An_abort_resets_the_connection_without_a_response()
    {
        await using var server = TestServer.Start(handler: exchange =>
        {
            exchange.Abort();
            return Task.CompletedTask;
        });
        Assert.Equal("(reset)", await server.SendAsync(GetAndStay));
    }

    [Fact]
    public async Task A_close_ends_the_connection_after_half_a_body()
    {
        await using var server = TestServer.Start(handler: async exchange =>
        {
            exchange.Begin(200, [], length: 10);
            await exchange.WriteAsync("hello"u8.ToArray());
            exchange.Close();
        });
        var response = await server.SendAsync(GetAndStay);
        Assert.Contains("\r\nContent-Length: 10\r\n", response, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nhello", response, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hell")]
    [InlineData("hello!")]
    public async Task A_body_of_another_length_than_declared_ends_the_connection(string body)
    {
        await using var server = TestServer.Start(handler: async exchange =>
        {
            exchange.Begin(200, [], length: 5);
            await exchange.WriteAsync(Encoding.ASCII.GetBytes(body));
            await exchange.EndAsync();
        });
        Assert.EndsWith("\r\n\r\n" + body, await server.SendAsync(GetAndStay), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_was_not_read_is_not_taken_for_a_request()
    {
        await using var server = TestServer.Start(handler: exchange => exchange.RespondAsync(401));
        var response = await server.SendAsync($"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {GetAndStay.Length}\r\n\r\n{GetAndStay}");
        Assert.Equal(1, response.Split("HTTP/1.1 ").Length - 1);
        Assert.Contains("\r\nConnection: close\r\n", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_reaches_a_client_that_still_sends()
    {
        await using var server = TestServer.Start(handler: exchange => exchange.RespondAsync(401));
        var response = await server.SendAsync(
            $"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 15000000\r\n\r\n{new string('x', 15_000_000)}", isAll: true);
        Assert.StartsWith("HTTP/1.1 401 ", response, StringComparison.Ordinal);
        Assert.DoesNotContain("(reset)", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_fails_is_a_500_and_the_server_goes_on()
    {
        var refusals = new List<int>();
        await using var server = TestServer.Start(
            new ServerOptions { Refused = (status, _) => refusals.Add(status) },
            exchange => exchange.Request.Target == "/" ? throw new FormatException("secret") : exchange.RespondAsync(200));

        var response = await server.SendAsync(GetAndStay);
        Assert.StartsWith("HTTP/1.1 500 ", response, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", response, StringComparison.Ordinal);
        Assert.Equal([500], refusals);
        var next = await server.SendAsync("GET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_does_not_answer_is_a_500()
    {
        await using var server = TestServer.Start(handler: _ => Task.CompletedTask);
        Assert.StartsWith("HTTP/1.1 500 ", await server.SendAsync(GetAndStay), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_fails_in_the_middle_is_a_reset()
    {
        await using var server = TestServer.Start(handler: async exchange =>
        {
            exchange.Begin(200, [], length: 10);
            await exchange.WriteAsync("hello"u8.ToArray());
            throw new FormatException();
        });
        Assert.EndsWith("(reset)", await server.SendAsync(GetAndStay), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-A", "b\r\nX-C: d")]
    [InlineData("X-A", "b\nd")]
    [InlineData("X-A: b", "c")]
    [InlineData("X-A\r\nX-B", "c")]
    public async Task A_header_cannot_hold_another_one(string name, string value)
    {
        await using var server = TestServer.Start(handler: exchange => exchange.RespondAsync(200, [new(name, value)]));
        Assert.StartsWith("HTTP/1.1 500 ", await server.SendAsync(GetAndStay), StringComparison.Ordinal);
    }

    private static async Task SendPartsAsync(HttpExchange exchange)
    {
        exchange.Begin(200, [], length: null);
        await exchange.WriteAsync("hello"u8.ToArray());
        await exchange.WriteAsync(" world"u8.ToArray());
        await exchange.EndAsync();
    }
}
