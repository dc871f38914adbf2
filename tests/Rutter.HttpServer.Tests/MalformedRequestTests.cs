namespace Rutter.HttpServer.Tests;

/// <summary>Requests that two readers could understand differently are refused, and nothing after them is read as a request.</summary>
public sealed class MalformedRequestTests
{
    private const string Post = "POST / HTTP/1.1\r\nHost: x\r\n";
    private const string Chunked = Post + "Transfer-Encoding: chunked\r\n\r\n";

    /// <summary>A smuggled request after each case. It must never be answered.</summary>
    private const string Second = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    private static readonly Case[] Cases =
    [
        new("a request line of one word", "GET\r\n\r\n"),
        new("a request line without a target", "GET HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a request line of HTTP/0.9", "GET /\r\n\r\n"),
        new("two spaces in the request line", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a tab in the request line", "GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a space before the method", " GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a space behind the version", "GET / HTTP/1.1 \r\nHost: x\r\n\r\n"),
        new("a space in the target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("an empty request line twice", "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a method with a bracket", "GE[T / HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a method of 33 letters", new string('A', 33) + " / HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("HTTP/2.0", "GET / HTTP/2.0\r\nHost: x\r\n\r\n"),
        new("HTTP/1.2", "GET / HTTP/1.2\r\nHost: x\r\n\r\n"),
        new("HTTP/01.1", "GET / HTTP/01.1\r\nHost: x\r\n\r\n"),
        new("a version in lower case", "GET / http/1.1\r\nHost: x\r\n\r\n"),
        new("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        new("the beginning of TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"),
        new("a target without a slash", "GET a HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("the target of CONNECT", "CONNECT x:80 HTTP/1.1\r\nHost: x:80\r\n\r\n"),
        new("an asterisk with GET", "GET * HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a fragment in the path", "GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a fragment in the query", "GET /a?b#c HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a NUL in the path", "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a NUL in the query", "GET /?\0 HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a letter beyond ASCII in the path", "GET /\u00E9 HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a letter beyond ASCII in the query", "GET /?\u00C3\u00A9 HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a backslash in the path", "GET /a\\b HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a quotation mark in the path", "GET /a\"b HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("half an escape in the path", "GET /a%4 HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("an escape that is none in the path", "GET /a%zz HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a target of another scheme", "GET https://x/ HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a target on another host than Host", "GET http://y/ HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a target with a user", "GET http://u@x/ HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("a target without a host", "GET http:/// HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("LF alone behind the request line", "GET / HTTP/1.1\nHost: x\r\n\r\n"),
        new("LF alone behind a header", "GET / HTTP/1.1\r\nHost: x\nX-Test: 1\r\n\r\n"),
        new("LF alone in the place of the empty line", "GET / HTTP/1.1\r\nHost: x\r\n\n"),
        new("CR alone behind the request line", "GET / HTTP/1.1\rHost: x\r\n\r\n"),
        new("CR alone in a value", "GET / HTTP/1.1\r\nHost: x\r\nX-Test: a\rb\r\n\r\n"),
        new("no Host", "GET / HTTP/1.1\r\nX-Test: 1\r\n\r\n"),
        new("two Hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"),
        new("two equal Hosts", "GET / HTTP/1.1\r\nHost: x\r\nhost: x\r\n\r\n"),
        new("two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: x\r\nHost: x\r\n\r\n"),
        new("an empty Host", "GET / HTTP/1.1\r\nHost: \r\n\r\n"),
        new("a Host with a user", "GET / HTTP/1.1\r\nHost: u@x\r\n\r\n"),
        new("a Host with a path", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n"),
        new("a Host with a comma", "GET / HTTP/1.1\r\nHost: x, y\r\n\r\n"),
        new("a Host with an empty port", "GET / HTTP/1.1\r\nHost: x:\r\n\r\n"),
        new("a Host with a port that is none", "GET / HTTP/1.1\r\nHost: x:99999\r\n\r\n"),
        new("a Host with half a bracket", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"),
        new("a header without a colon", "GET / HTTP/1.1\r\nHost: x\r\nX-Test\r\n\r\n"),
        new("a header without a name", "GET / HTTP/1.1\r\nHost: x\r\n: value\r\n\r\n"),
        new("a space before the colon", "GET / HTTP/1.1\r\nHost: x\r\nX-Test : 1\r\n\r\n"),
        new("a tab in a name", "GET / HTTP/1.1\r\nHost: x\r\nX\tTest: 1\r\n\r\n"),
        new("a bracket in a name", "GET / HTTP/1.1\r\nHost: x\r\nX[Test: 1\r\n\r\n"),
        new("a letter beyond ASCII in a name", "GET / HTTP/1.1\r\nHost: x\r\nX-T\u00EBst: 1\r\n\r\n"),
        new("a NUL in a name", "GET / HTTP/1.1\r\nHost: x\r\nX\0: 1\r\n\r\n"),
        new("a folded header", "GET / HTTP/1.1\r\nHost: x\r\nX-Test: 1\r\n 2\r\n\r\n"),
        new("a header folded with a tab", "GET / HTTP/1.1\r\nHost: x\r\nX-Test: 1\r\n\t2\r\n\r\n"),
        new("a blank line before the headers", "GET / HTTP/1.1\r\n \r\nHost: x\r\n\r\n"),
        new("a NUL in a value", "GET / HTTP/1.1\r\nHost: x\r\nX-Test: a\0b\r\n\r\n"),
        new("a control character in a value", "GET / HTTP/1.1\r\nHost: x\r\nX-Test: a\u001Bb\r\n\r\n"),
        new("DEL in a value", "GET / HTTP/1.1\r\nHost: x\r\nX-Test: a\u007Fb\r\n\r\n"),
        new("101 headers", "GET / HTTP/1.1\r\nHost: x\r\n" + string.Concat(Enumerable.Repeat("X-Test: 1\r\n", 100)) + "\r\n"),
        new("headers of 40,000 bytes", "GET / HTTP/1.1\r\nHost: x\r\nX-Test: " + new string('x', 40_000) + "\r\n\r\n"),
        new("headers of 40,000 bytes without an end", "GET / HTTP/1.1\r\nHost: x\r\nX-Test: " + new string('x', 40_000)),
        new("a target of 40,000 bytes", "GET /" + new string('x', 40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
        new("many lines of 40,000 bytes together",
            "GET / HTTP/1.1\r\nHost: x\r\n" + string.Concat(Enumerable.Repeat($"X-Test: {new string('x', 990)}\r\n", 40)) + "\r\n"),
        new("two Authorizations", "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n"),
        new("two Content-Types", Post + "Content-Type: a/b\r\nContent-Type: c/d\r\n\r\n"),
        new("an expectation that nobody knows", Post + "Expect: 200-ok\r\nContent-Length: 1\r\n\r\na") { Status = 417 },
        new("two differing lengths", Post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        new("two equal lengths", Post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na"),
        new("a list of lengths", Post + "Content-Length: 1, 1\r\n\r\na"),
        new("an empty length", Post + "Content-Length: \r\n\r\n"),
        new("a negative length", Post + "Content-Length: -1\r\n\r\n"),
        new("a length with a plus", Post + "Content-Length: +1\r\n\r\na"),
        new("a length with a leading zero", Post + "Content-Length: 01\r\n\r\na"),
        new("a length in hexadecimal", Post + "Content-Length: 0x1\r\n\r\na"),
        new("a length with a blank inside", Post + "Content-Length: 1 0\r\n\r\n0123456789"),
        new("a length with an underscore", Post + "Content-Length: 1_0\r\n\r\n0123456789"),
        new("a length of 20 digits", Post + "Content-Length: 99999999999999999999\r\n\r\n"),
        new("a length with an underscore in the name", Post + "Content-Length: 1\r\nContent_Length: 2\r\n\r\na"),
        new("a length together with chunks", Post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        new("chunks together with a length", Post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        new("chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        new("a coding that nobody knows", Post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        new("the coding null", Post + "Transfer-Encoding: null\r\n\r\n"),
        new("the coding identity", Post + "Transfer-Encoding: identity\r\n\r\n"),
        new("an empty coding", Post + "Transfer-Encoding: \r\n\r\n"),
        new("compressed chunks", Post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        new("chunks that are not the last coding", Post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
        new("chunks of chunks", Post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        new("two codings", Post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        new("a coding with a comma before it", Post + "Transfer-Encoding: , chunked\r\n\r\n0\r\n\r\n"),
        new("a coding with a parameter", Post + "Transfer-Encoding: chunked;a=b\r\n\r\n0\r\n\r\n"),
        new("a coding behind a vertical tab", Post + "Transfer-Encoding: \u000Bchunked\r\n\r\n0\r\n\r\n"),
        new("a coding with NUL", Post + "Transfer-Encoding: chunked\0\r\n\r\n0\r\n\r\n"),
        new("a coding with an underscore in the name", Post + "Transfer_Encoding: chunked\r\nContent-Length: 1\r\n\r\na"),
        new("a folded coding", Post + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
        new("a chunk without a size", Chunked + "\r\n0\r\n\r\n"),
        new("a negative chunk", Chunked + "-1\r\na\r\n0\r\n\r\n"),
        new("a chunk with a plus", Chunked + "+1\r\na\r\n0\r\n\r\n"),
        new("a chunk with 0x", Chunked + "0x1\r\na\r\n0\r\n\r\n"),
        new("a chunk with an underscore", Chunked + "1_0\r\n0123456789abcdef\r\n0\r\n\r\n"),
        new("a chunk with a space before its size", Chunked + " 1\r\na\r\n0\r\n\r\n"),
        new("a chunk with a space behind its size", Chunked + "1 \r\na\r\n0\r\n\r\n"),
        new("a chunk whose size has 17 digits", Chunked + "FFFFFFFFFFFFFFFF0\r\na\r\n0\r\n\r\n"),
        new("a chunk whose size has 9 digits", Chunked + "000000001\r\na\r\n0\r\n\r\n"),
        new("a chunk that is longer than its size", Chunked + "1\r\nab\r\n0\r\n\r\n"),
        new("a chunk without an end of its own", Chunked + "1\r\na0\r\n\r\n"),
        new("a chunk that ends with LF", Chunked + "1\r\na\n0\r\n\r\n"),
        new("a size that ends with LF", Chunked + "1\na\r\n0\r\n\r\n"),
        new("a size that ends with CR", Chunked + "1\ra\r\n0\r\n\r\n"),
        new("an extension without a name", Chunked + "1;\r\na\r\n0\r\n\r\n"),
        new("an extension with a bracket", Chunked + "1;a[=b\r\na\r\n0\r\n\r\n"),
        new("an extension without a value", Chunked + "1;a=\r\na\r\n0\r\n\r\n"),
        new("an extension with NUL", Chunked + "1;a=\0\r\na\r\n0\r\n\r\n"),
        new("an extension with a control character in quotes", Chunked + "1;a=\"\u0001\"\r\na\r\n0\r\n\r\n"),
        new("an extension with an open quote", Chunked + "1;a=\"b\r\na\r\n0\r\n\r\n"),
        new("an extension with text behind its quotes", Chunked + "1;a=\"b\"c\r\na\r\n0\r\n\r\n"),
        new("an extension with CR", Chunked + "1;a\rb\r\na\r\n0\r\n\r\n"),
        new("an extension with LF", Chunked + "1;a\nb\r\na\r\n0\r\n\r\n"),
        new("an extension of 2,000 bytes", Chunked + "1;a=" + new string('b', 2000) + "\r\na\r\n0\r\n\r\n"),
        new("a trailer without a colon", Chunked + "0\r\nX-Test\r\n\r\n"),
        new("a trailer with a control character", Chunked + "0\r\nX-Test: \u0001\r\n\r\n"),
        new("a trailer that ends with LF", Chunked + "0\r\nX-Test: 1\n\r\n"),
        new("a length in the trailers", Chunked + "0\r\nContent-Length: 5\r\n\r\n"),
        new("a coding in the trailers", Chunked + "0\r\nTransfer-Encoding: chunked\r\n\r\n"),
        new("a Host in the trailers", Chunked + "0\r\nHost: y\r\n\r\n"),
        new("an Authorization in the trailers", Chunked + "0\r\nAuthorization: y\r\n\r\n"),
        new("101 trailers", Chunked + "0\r\n" + string.Concat(Enumerable.Repeat("X-Test: 1\r\n", 101)) + "\r\n"),
        new("trailers of 40,000 bytes", Chunked + "0\r\nX-Test: " + new string('x', 40_000) + "\r\n\r\n"),
    ];

    private static readonly Case[] CutOff =
    [
        new("nothing but a method", "GET"),
        new("no empty line behind the headers", "GET / HTTP/1.1\r\nHost: x\r\n"),
        new("half a body", Post + "Content-Length: 10\r\n\r\nhello"),
        new("half a chunk", Chunked + "a\r\nhello"),
        new("no last chunk", Chunked + "5\r\nhello\r\n"),
        new("no empty line behind the last chunk", Chunked + "5\r\nhello\r\n0\r\n"),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(item => item.Name)];

    public static TheoryData<string> CutOffNames => [.. CutOff.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_malformed_request_is_refused_and_nothing_after_it_is_answered(string name)
    {
        var malformed = Cases.Single(item => item.Name == name);
        var refusals = new List<int>();
        await using var server = TestServer.Start(new ServerOptions { Refused = (status, _) => refusals.Add(status) });

        var response = await server.SendAsync(malformed.Bytes + Second);

        Assert.StartsWith($"HTTP/1.1 {malformed.Status} ", response, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", response, StringComparison.Ordinal);
        Assert.Equal(1, response.Split("HTTP/1.1 ").Length - 1);
        Assert.Equal(0, server.Handled);
        Assert.Equal([malformed.Status], refusals);
    }

    [Theory]
    [MemberData(nameof(CutOffNames))]
    public async Task An_incomplete_request_is_refused(string name)
    {
        await using var server = TestServer.Start();

        var response = await server.SendAsync(CutOff.Single(item => item.Name == name).Bytes, isAll: true);

        Assert.StartsWith("HTTP/1.1 400 ", response, StringComparison.Ordinal);
        Assert.Equal(0, server.Handled);
    }

    [Fact]
    public async Task A_connection_without_a_byte_counts_as_no_request()
    {
        await using var server = TestServer.Start();
        Assert.Equal("", await server.SendAsync("", isAll: true));
    }

    /// <summary>A malformed request.</summary>
    /// <param name="Name">What is wrong with it.</param>
    /// <param name="Bytes">Its bytes, one for each character.</param>
    private sealed record Case(string Name, string Bytes)
    {
        /// <summary>The status of the refusal.</summary>
        public int Status { get; init; } = 400;
    }
}
