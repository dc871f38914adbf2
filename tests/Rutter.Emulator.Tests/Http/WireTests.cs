using System.Net;
using System.Net.Sockets;
using System.Text;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Http;

/// <summary>Requests as bytes, where an HTTP client would tidy them up.</summary>
public sealed class WireTests : IDisposable
{
    private readonly TestApi api = TestApi.Start(new EmulatorOptions { TransferCount = 2 });

    public void Dispose() => api.Dispose();

    private string UnknownTarget => $"/versioned/accounting/teapots?access_token={api.Emulator.AccessToken}";

    private string AccountsTarget => $"/versioned/accounting/accounts?access_token={api.Emulator.AccessToken}";

    [Fact]
    public async Task The_filter_of_the_documented_curl_line_is_understood_as_curl_sends_it()
    {
        var response = await SendAsync(Head("GET", $"{AccountsTarget}&filter=balance>=0+AND+balance<=100", "Connection: close"));

        Assert.StartsWith("HTTP/1.1 200 OK", response, StringComparison.Ordinal);
        Assert.Contains("\"accounts\":[", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dots_in_a_path_are_an_id_and_not_a_way_up()
    {
        var response = await SendAsync(
            Head("GET", $"/versioned/accounting/bank_transfers/..?access_token={api.Emulator.AccessToken}", "Connection: close"));

        Assert.StartsWith("HTTP/1.1 410 Gone", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_serves_several_requests_even_when_they_come_at_once()
    {
        var response = await SendAsync(Head("GET", AccountsTarget, "Connection: keep-alive") + Head("GET", AccountsTarget, "Connection: close"));

        Assert.Equal(2, Count(response, "HTTP/1.1 200 OK"));
        Assert.Equal(1, Count(response, "Connection: keep-alive"));
        Assert.Equal(1, Count(response, "Connection: close"));
    }

    [Fact]
    public async Task A_body_in_chunks_is_read_to_its_end()
    {
        var post = Head("POST", UnknownTarget, "Transfer-Encoding: chunked") + "5\r\nhello\r\n0b;x=y\r\n world, all\r\n0\r\nTrailer: 1\r\n\r\n";

        var response = await SendAsync(post + Head("GET", AccountsTarget, "Connection: close"));

        Assert.Equal(1, Count(response, "HTTP/1.1 404 Not Found"));
        Assert.Equal(1, Count(response, "HTTP/1.1 200 OK"));
    }

    [Fact]
    public async Task A_client_that_waits_for_100_Continue_gets_it()
    {
        var response = await SendAsync(Head("POST", UnknownTarget, "Expect: 100-continue\r\nContent-Length: 2\r\nConnection: close") + "{}");

        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_to_HEAD_has_no_body()
    {
        var response = await SendAsync(Head("HEAD", AccountsTarget, "Connection: close"));

        Assert.StartsWith("HTTP/1.1 404", response, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", response, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET / HTTP/2.0\r\n\r\n")]
    [InlineData("GET http://127.0.0.1/ HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nName : value\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n")]
    public async Task A_malformed_request_is_400_and_ends_the_connection(string bytes)
    {
        var response = await SendAsync(bytes);

        Assert.StartsWith("HTTP/1.1 400", response, StringComparison.Ordinal);
        Assert.Contains("Connection: close", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_400()
    {
        var response = await SendAsync("GET / HTTP/1.1\r\nName: " + new string('x', 70_000));

        Assert.StartsWith("HTTP/1.1 400", response, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>Sends bytes, closes the sending side, and reads until the emulator has closed its own.</summary>
    private async Task<string> SendAsync(string bytes)
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, api.Emulator.Port, cancelled);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(bytes), cancelled);
        var received = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, cancelled) is var count and > 0)
            {
                received.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }
        }
        catch (IOException)
        {
            // A connection that is closed with bytes unread is reset; what came before counts.
        }

        return received.ToString();
    }

    private string Head(string method, string target, string headers) =>
        $"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{api.Emulator.Port}\r\nX-Rutter-Version: 2024-04-30\r\n"
        + $"Authorization: {TestApi.Basic(api.Emulator.ClientId, api.Emulator.ClientSecret)}\r\n{headers}\r\n\r\n";
}
