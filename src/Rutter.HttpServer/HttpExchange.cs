using System.Globalization;
using System.Text;

namespace Rutter.HttpServer;

/// <summary>The state of a response.</summary>
internal enum ResponseState
{
    None,
    Begun,
    Whole,
    Abandoned,
}

/// <summary>
/// A request and its response. A handler answers with <see cref="RespondAsync"/>; or part by part with <see cref="Begin"/>,
/// <see cref="WriteAsync"/> and <see cref="EndAsync"/>; or spoils it with <see cref="Abort"/> or <see cref="Close"/>. Source: RFC 9112.
/// </summary>
public sealed class HttpExchange
{
    private const int LargestJoinedWrite = 16 * 1024;

    private readonly HttpConnection connection;
    private readonly HttpRequest? request;
    private bool isBodyRead;
    private bool isChunked;
    private bool hasBody;
    private long? remaining;
    private byte[] head = [];

    internal HttpExchange(HttpConnection connection, HttpRequest? request, CancellationToken stopping)
    {
        this.connection = connection;
        this.request = request;
        Stopping = stopping;
        isBodyRead = request?.Framing.ContentLength == 0;
    }

    /// <summary>The request.</summary>
    public HttpRequest Request => request!;

    /// <summary>Cancelled when the server stops. Handlers should then end.</summary>
    public CancellationToken Stopping { get; }

    internal ResponseState State { get; private set; }

    internal int StatusCode { get; private set; }

    internal bool KeepsAlive { get; private set; }

    internal bool HasBegun => State != ResponseState.None;

    /// <summary>Reads the body. A request whose body is not read, or not to its end, is the last one of its connection.</summary>
    /// <param name="maximumBytes">The maximum length.</param>
    /// <returns>The body; null for a longer one.</returns>
    /// <exception cref="BadHttpRequestException">It is malformed or incomplete, or the server holds too many bytes. The server responds.</exception>
    /// <exception cref="InvalidOperationException">It was read before.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(int maximumBytes)
    {
        if (Request.Framing.ContentLength == 0)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        if (isBodyRead)
        {
            throw new InvalidOperationException("The body was read before.");
        }

        if (Request.Framing is { ExpectsContinue: true } && !(Request.Framing.ContentLength > maximumBytes))
        {
            await connection.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
        }

        connection.Activity.ReadBody();
        var body = await connection.CreateBodyReader().ReadAsync(Request.Framing, maximumBytes).ConfigureAwait(false);
        connection.Activity.Handle();
        isBodyRead = body is not null;
        return body;
    }

    /// <summary>Answers with a whole response.</summary>
    /// <param name="status">The status, 200 to 599; the emulator of a broken server may go to 999.</param>
    /// <param name="headers">Headers besides those of the transfer.</param>
    /// <param name="body">The body.</param>
    /// <returns>Ends when it is written.</returns>
    public async Task RespondAsync(int status, IEnumerable<KeyValuePair<string, string>>? headers = null, ReadOnlyMemory<byte> body = default)
    {
        Begin(status, headers ?? [], body.Length);
        await WriteAsync(body).ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
    }

    /// <summary>Prepares status and headers, which go out with the first part of the body.</summary>
    /// <param name="status">The status, 200 to 599; the emulator of a broken server may go to 999.</param>
    /// <param name="headers">Headers besides those of the transfer; a <c>Date</c> is added unless it is among them.</param>
    /// <param name="length">The body's declared length; null sends it in chunks.</param>
    /// <exception cref="ArgumentException">A header holds a line end.</exception>
    /// <exception cref="InvalidOperationException">There is a response already.</exception>
    public void Begin(int status, IEnumerable<KeyValuePair<string, string>> headers, long? length)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 999);
        if (HasBegun)
        {
            throw new InvalidOperationException("The request was answered before.");
        }

        var writer = new ResponseHead(status);
        foreach (var (name, value) in headers)
        {
            writer.Add(name, value);
        }

        writer.AddDate(connection.Options.Time);
        hasBody = request?.Method != "HEAD" && status is not (204 or 304);
        isChunked = hasBody && length is null && request?.IsHttp11 == true;
        remaining = hasBody ? length : null;
        KeepsAlive = isBodyRead && request?.Framing.KeepsAlive == true && !Stopping.IsCancellationRequested;
        if (isChunked)
        {
            writer.Add("Transfer-Encoding", "chunked");
        }
        else if (hasBody && length is { } declared)
        {
            writer.Add("Content-Length", declared.ToString(CultureInfo.InvariantCulture));
        }

        writer.Add("Connection", KeepsAlive ? "keep-alive" : "close");
        head = writer.ToBytes();
        StatusCode = status;
        State = ResponseState.Begun;
    }

    /// <summary>Writes a part of the body.</summary>
    /// <param name="part">The part; nothing sends the headers alone.</param>
    /// <returns>Ends when it is written.</returns>
    public async Task WriteAsync(ReadOnlyMemory<byte> part)
    {
        if (!hasBody || part.IsEmpty)
        {
            await WriteJoinedAsync(default).ConfigureAwait(false);
        }
        else if (isChunked)
        {
            await WriteJoinedAsync(Encoding.ASCII.GetBytes($"{part.Length:x}\r\n")).ConfigureAwait(false);
            await connection.WriteAsync(part).ConfigureAwait(false);
            await connection.WriteAsync("\r\n"u8.ToArray()).ConfigureAwait(false);
        }
        else
        {
            remaining -= part.Length;
            await WriteJoinedAsync(part).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the body. If it is not as long as declared, the connection ends too.</summary>
    /// <returns>Ends when it is written.</returns>
    public async Task EndAsync()
    {
        await WriteJoinedAsync(isChunked ? "0\r\n\r\n"u8.ToArray() : default).ConfigureAwait(false);
        KeepsAlive &= remaining is null or 0;
        State = ResponseState.Whole;
    }

    /// <summary>Ends the connection without a response; the client sees a reset.</summary>
    public void Abort()
    {
        State = ResponseState.Abandoned;
        connection.Reset();
    }

    /// <summary>Ends the connection after the written bytes.</summary>
    public void Close()
    {
        State = ResponseState.Abandoned;
        connection.Dispose();
    }

    internal void ThrowUnlessAnswered()
    {
        if (State is ResponseState.None or ResponseState.Begun)
        {
            throw new InvalidOperationException("The handler has not answered the request.");
        }
    }

    // One packet for a small response.
    private async Task WriteJoinedAsync(ReadOnlyMemory<byte> part)
    {
        var first = head;
        head = [];
        if (first.Length > 0 && first.Length + part.Length <= LargestJoinedWrite)
        {
            await connection.WriteAsync((byte[])[.. first, .. part.Span]).ConfigureAwait(false);
            return;
        }

        await connection.WriteAsync(first).ConfigureAwait(false);
        await connection.WriteAsync(part).ConfigureAwait(false);
    }
}
