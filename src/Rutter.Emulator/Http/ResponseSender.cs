using System.Globalization;
using Rutter.HttpServer;

namespace Rutter.Emulator.Http;

/// <summary>Sends a response, whole or disturbed by a fault.</summary>
internal sealed class ResponseSender(TimeProvider time)
{
    private const int HugeHeaderCount = 8;
    private const int HugeHeaderLength = 32 * 1024;

    public async Task SendAsync(
        HttpExchange exchange,
        Response response,
        IEnumerable<KeyValuePair<string, string>> headers,
        EmulatorFault? fault,
        CancellationToken cancellationToken)
    {
        if (fault?.Kind == FaultKind.SlowHeaders)
        {
            await DelayAsync(fault, cancellationToken);
        }

        headers = Changed(
            [.. headers, new("Date", time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture)), .. ContentHeaders(response, fault)],
            response.HeaderChanges);
        var isChunked = fault is { Chunked: true, Kind: FaultKind.CutBody or FaultKind.SlowBody };
        switch (fault?.Kind)
        {
            case FaultKind.CutBody:
                exchange.Begin(response.Status, headers, isChunked ? null : response.Body.Length);
                await exchange.WriteAsync(response.Body[..(response.Body.Length / 2)]);
                exchange.Close();
                return;
            case FaultKind.SlowBody:
                exchange.Begin(response.Status, headers, isChunked ? null : response.Body.Length);
                await exchange.WriteAsync(response.Body[..(response.Body.Length / 2)]);
                await DelayAsync(fault, cancellationToken);
                await exchange.WriteAsync(response.Body[(response.Body.Length / 2)..]);
                break;
            case FaultKind.HugeBody:
                exchange.Begin(response.Status, headers, fault.BodyBytes);
                await WriteHugeBodyAsync(exchange, fault.BodyBytes, cancellationToken);
                break;
            default:
                exchange.Begin(response.Status, headers, response.Body.Length);
                await exchange.WriteAsync(response.Body);
                break;
        }

        await exchange.EndAsync();
    }

    private static IEnumerable<KeyValuePair<string, string>> Changed(
        KeyValuePair<string, string>[] headers, IReadOnlyList<KeyValuePair<string, string[]>> changes) =>
    [
        .. headers.Where(header => !changes.Any(change => change.Key.Equals(header.Key, StringComparison.OrdinalIgnoreCase))),
        .. changes.SelectMany(change => change.Value.Select(value => new KeyValuePair<string, string>(change.Key, value))),
    ];

    private static IEnumerable<KeyValuePair<string, string>> ContentHeaders(Response response, EmulatorFault? fault)
    {
        if (!response.Body.IsEmpty || fault?.Kind == FaultKind.HugeBody)
        {
            yield return new("Content-Type", response.ContentType);
        }

        if (response.RetryAfter is not null)
        {
            yield return new("Retry-After", response.RetryAfter);
        }

        if (response.Location is not null)
        {
            yield return new("Location", response.Location);
        }

        for (var i = 0; fault?.Kind == FaultKind.HugeHeaders && i < HugeHeaderCount; i++)
        {
            yield return new($"X-Huge-{i}", new string('x', HugeHeaderLength));
        }
    }

    private static async Task WriteHugeBodyAsync(HttpExchange exchange, long length, CancellationToken cancellationToken)
    {
        // One JSON string: a reader can neither stop early for a syntax error nor stream it.
        var block = new byte[64 * 1024];
        Array.Fill(block, (byte)'x');
        for (long sent = 0; sent < length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = (int)Math.Min(block.Length, length - sent);
            block[0] = sent == 0 ? (byte)'"' : (byte)'x';
            block[count - 1] = sent + count == length ? (byte)'"' : (byte)'x';
            await exchange.WriteAsync(block.AsMemory(0, count));
            sent += count;
        }
    }

    private Task DelayAsync(EmulatorFault fault, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), time, cancellationToken);
}
