using System.Globalization;
using Rutter.Client.Transport;

namespace RutterPS.Common;

/// <summary>One attempt of a request, for the information stream with the tag <c>RutterRequest</c>. It holds no secret.</summary>
public sealed class RutterRequestRecord
{
    internal RutterRequestRecord(AttemptOutcome outcome)
    {
        Method = outcome.Attempt.Method;
        Path = outcome.Attempt.Path;
        Attempt = outcome.Attempt.Number;
        IdempotencyKey = outcome.Attempt.IdempotencyKey;
        StatusCode = outcome.StatusCode;
        Elapsed = outcome.Elapsed;
        RequestId = outcome.RequestId;
        Bytes = outcome.BodyLength;
        Failure = outcome.Failure;
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path below the host, without the query.</summary>
    public string Path { get; }

    /// <summary>1 for the first attempt.</summary>
    public int Attempt { get; }

    /// <summary>The key that the request carried, or null.</summary>
    public string? IdempotencyKey { get; }

    /// <summary>The HTTP status, or null without a response.</summary>
    public int? StatusCode { get; }

    /// <summary>The time from sending to the end of the body.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The value of <c>X-Rutter-Request-ID</c>, which Rutter's support asks for.</summary>
    public string? RequestId { get; }

    /// <summary>The number of bytes of the response's body.</summary>
    public long Bytes { get; }

    /// <summary>What went wrong, in words, or null.</summary>
    public string? Failure { get; }

    /// <summary>One line: status, method, path, attempt, time, size and request id.</summary>
    public override string ToString()
    {
        var status = StatusCode is { } code ? Invariant($"HTTP {code}") : "no response";
        var attempt = Attempt == 1 ? "" : Invariant($", attempt {Attempt}");
        var size = StatusCode is null ? "" : Invariant($", {Bytes} bytes");
        var id = RequestId is null ? "" : $", request id {RequestId}";
        return Invariant($"{status} from {Method} {Path}{attempt} in {Elapsed.TotalMilliseconds:0} ms{size}{id}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
