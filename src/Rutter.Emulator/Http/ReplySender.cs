namespace Rutter.Emulator.Http;

/// <summary>Puts a reply on the wire, whole or spoiled by a fault.</summary>
internal sealed class ReplySender(TimeProvider time)
{
    private const int HugeHeaderCount = 8;
    private const int HugeHeaderLength = 32 * 1024;

    public async Task SendAsync(HttpExchange exchange, Reply reply, IEnumerable<KeyValuePair<string, string>> headers, EmulatorFault? fault, CancellationToken cancellationToken)
    {
        if (fault?.Kind == FaultKind.SlowHeaders)
        {
            await DelayAsync(fault, cancellationToken);
        }

        headers = [.. headers, .. ContentHeaders(reply, fault)];
        var isChunked = fault is { Chunked: true, Kind: FaultKind.CutBody or FaultKind.SlowBody };
        switch (fault?.Kind)
        {
            case FaultKind.CutBody:
                exchange.Begin(reply.Status, headers, isChunked ? null : reply.Body.Length);
                await exchange.WriteAsync(reply.Body[..(reply.Body.Length / 2)]);
                exchange.Cut();
                return;
            case FaultKind.SlowBody:
                exchange.Begin(reply.Status, headers, isChunked ? null : reply.Body.Length);
                await exchange.WriteAsync(reply.Body[..(reply.Body.Length / 2)]);
                await DelayAsync(fault, cancellationToken);
                await exchange.WriteAsync(reply.Body[(reply.Body.Length / 2)..]);
                break;
            case FaultKind.HugeBody:
                exchange.Begin(reply.Status, headers, fault.BodyBytes);
                await WriteHugeBodyAsync(exchange, fault.BodyBytes, cancellationToken);
                break;
            default:
                exchange.Begin(reply.Status, headers, reply.Body.Length);
                await exchange.WriteAsync(reply.Body);
                break;
        }

        await exchange.EndAsync();
    }

    private static IEnumerable<KeyValuePair<string, string>> ContentHeaders(Reply reply, EmulatorFault? fault)
    {
        if (!reply.Body.IsEmpty || fault?.Kind == FaultKind.HugeBody)
        {
            yield return new("Content-Type", reply.ContentType);
        }

        if (reply.RetryAfter is not null)
        {
            yield return new("Retry-After", reply.RetryAfter);
        }

        if (reply.Location is not null)
        {
            yield return new("Location", reply.Location);
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
