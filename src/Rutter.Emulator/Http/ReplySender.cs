using System.Net;

namespace Rutter.Emulator.Http;

/// <summary>Puts a reply on the wire, whole or spoiled by a fault.</summary>
internal sealed class ReplySender(TimeProvider time)
{
    private const int HugeHeaderCount = 8;
    private const int HugeHeaderLength = 32 * 1024;

    public async Task SendAsync(HttpListenerResponse response, Reply reply, EmulatorFault? fault, CancellationToken cancellationToken)
    {
        if (fault?.Kind == FaultKind.SlowHeaders)
        {
            await DelayAsync(fault, cancellationToken);
        }

        SetHeaders(response, reply, fault);
        switch (fault?.Kind)
        {
            case FaultKind.CutBody:
                await SendHalfAsync(response, reply, fault, cancellationToken);
                response.Abort();
                return;
            case FaultKind.SlowBody:
                var sent = await SendHalfAsync(response, reply, fault, cancellationToken);
                await DelayAsync(fault, cancellationToken);
                await response.OutputStream.WriteAsync(reply.Body[sent..], cancellationToken);
                break;
            case FaultKind.HugeBody:
                await SendHugeBodyAsync(response, fault.BodyBytes, cancellationToken);
                break;
            default:
                response.ContentLength64 = reply.Body.Length;
                await response.OutputStream.WriteAsync(reply.Body, cancellationToken);
                break;
        }

        response.Close();
    }

    private static void SetHeaders(HttpListenerResponse response, Reply reply, EmulatorFault? fault)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.Body.IsEmpty && fault?.Kind != FaultKind.HugeBody ? null : reply.ContentType;
        if (reply.RetryAfter is not null)
        {
            response.Headers["Retry-After"] = reply.RetryAfter;
        }

        if (reply.Location is not null)
        {
            response.Headers["Location"] = reply.Location;
        }

        if (fault?.Kind == FaultKind.HugeHeaders)
        {
            for (var i = 0; i < HugeHeaderCount; i++)
            {
                response.Headers[$"X-Huge-{i}"] = new string('x', HugeHeaderLength);
            }
        }
    }

    private static async Task<int> SendHalfAsync(HttpListenerResponse response, Reply reply, EmulatorFault fault, CancellationToken cancellationToken)
    {
        var half = reply.Body.Length / 2;
        if (fault.Chunked)
        {
            response.SendChunked = true;
        }
        else
        {
            response.ContentLength64 = reply.Body.Length;
        }

        await response.OutputStream.WriteAsync(reply.Body[..half], cancellationToken);
        await response.OutputStream.FlushAsync(cancellationToken);
        return half;
    }

    private static async Task SendHugeBodyAsync(HttpListenerResponse response, long length, CancellationToken cancellationToken)
    {
        // One JSON string: a reader can neither stop early for a syntax error nor stream it.
        var block = new byte[64 * 1024];
        Array.Fill(block, (byte)'x');
        response.ContentLength64 = length;
        for (long sent = 0; sent < length;)
        {
            var count = (int)Math.Min(block.Length, length - sent);
            block[0] = sent == 0 ? (byte)'"' : (byte)'x';
            block[count - 1] = sent + count == length ? (byte)'"' : (byte)'x';
            await response.OutputStream.WriteAsync(block.AsMemory(0, count), cancellationToken);
            sent += count;
        }
    }

    private Task DelayAsync(EmulatorFault fault, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), time, cancellationToken);
}
