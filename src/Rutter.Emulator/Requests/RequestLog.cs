using Rutter.Emulator.Http;
using Rutter.HttpServer;

namespace Rutter.Emulator.Requests;

/// <summary>The latest requests, each from its arrival on.</summary>
internal sealed class RequestLog
{
    /// <summary>The number of requests to keep; older ones are dropped.</summary>
    public const int Capacity = 100_000;

    private readonly Queue<Entry> entries = new();
    private int count;

    public Entry Add(Func<int, EmulatorRequest> create)
    {
        lock (entries)
        {
            var entry = new Entry(create(++count));
            entries.Enqueue(entry);
            if (entries.Count > Capacity)
            {
                entries.Dequeue();
            }

            return entry;
        }
    }

    public IReadOnlyList<EmulatorRequest> Snapshot()
    {
        lock (entries)
        {
            // An array, because PowerShell cannot index every list type that the compiler makes.
            return entries.Select(entry => entry.Request).ToArray();
        }
    }

    public void Clear()
    {
        lock (entries)
        {
            entries.Clear();
        }
    }

    /// <summary>A request in the log. Its outcome is added when it is known.</summary>
    internal sealed class Entry(EmulatorRequest request)
    {
        private volatile EmulatorRequest request = request;

        public EmulatorRequest Request => request;

        public void Finish(int? status, string? jobId) => request = request with { Status = status, JobId = jobId };
    }
}

/// <summary>Removes all secrets from a request for the log.</summary>
internal static class RequestDescription
{
    public static EmulatorRequest Of(HttpRequest request, RequestTarget target, int number, DateTimeOffset at, string requestId,
        EmulatorFault? fault) => new()
    {
        Number = number,
        At = at,
        Method = EmulatorCredentials.Redact(request.Method),
        Path = EmulatorCredentials.Redact(target.Path),
        Query = VisibleQuery(target),
        RequestId = requestId,
        IdempotencyKey = Redact(request.Header("Idempotency-Key")),
        Fault = fault?.Kind.ToString(),
        UserAgent = Redact(request.Header("User-Agent")),
    };

    private static Dictionary<string, string> VisibleQuery(RequestTarget target)
    {
        var visible = new Dictionary<string, string>();
        foreach (var (name, value) in target.Parameters)
        {
            if (!name.Equals("access_token", StringComparison.OrdinalIgnoreCase))
            {
                visible[EmulatorCredentials.Redact(name)] = EmulatorCredentials.Redact(value);
            }
        }

        return visible;
    }

    private static string? Redact(string? text) => text is null ? null : EmulatorCredentials.Redact(text);
}
