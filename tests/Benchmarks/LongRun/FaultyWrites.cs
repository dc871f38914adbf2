using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Rutter.Client;
using Rutter.Client.Jobs;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Transport;
using Rutter.Client.Writes;

namespace Rutter.Benchmarks.LongRun;

/// <summary>Creates rows through the client while one attempt in eight fails, before the change is made or after it.</summary>
internal static class FaultyWrites
{
    private const int Writers = 32;

    public static async Task<LongRunResult> RunAsync(int count)
    {
        var ledger = new FaultyLedger(count);
        var client = new RutterClient(new RutterClientOptions
        {
            BaseAddress = new Uri("https://ledger.example/versioned"),
            ClientId = "bench-client",
            ClientSecret = new Secret("bench-secret"),
            AccessToken = new Secret("bench-token"),
            MaximumRetryCount = 30,
            Timeout = TimeSpan.FromHours(1),
            Clock = new FastClock(),
            Handler = ledger,
        });
        var writer = client.Writer(BankTransfer.Definition);
        var clock = Stopwatch.StartNew();
        var failures = new ConcurrentQueue<string>();
        var written = 0;
        var early = default((double MB, int Handles));
        foreach (var share in (int[])[count / 10, count - (count / 10)])
        {
            var last = written + share;
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync)));
            written = last;
            early = early == default ? LongRunProgram.Measure() : early;

            async Task WriteAsync()
            {
                while (Interlocked.Increment(ref written) is var row && row <= last)
                {
                    try
                    {
                        await writer.CreateAsync(Row(row), Guid.NewGuid().ToString(), new WriteOptions { ResponseMode = ResponseMode.PreferSync });
                    }
                    catch (Exception exception)
                    {
                        failures.Enqueue(exception.Message);
                    }
                }
            }
        }

        var late = LongRunProgram.Measure();
        var lost = failures.IsEmpty ? "" : $"{failures.Count} failed: {failures.First()}";
        lost += ledger.Commits == count ? "" : $" {ledger.Commits} of {count} rows are in the ledger.";
        return new LongRunResult(
            $"{count:N0} rows written, {ledger.Faults:N0} faults", clock.Elapsed.TotalSeconds, early.MB, late.MB, early.Handles, late.Handles, lost);
    }

    private static Dictionary<string, object?> Row(int number) => new()
    {
        ["credit_account_id"] = "7d1c8a52-3b0e-4d5a-9f67-0c9a1b2e3f40",
        ["debit_account_id"] = "e2b6f0d4-91c7-4a38-8e15-6d7f8091a2b3",
        ["total_amount"] = (decimal)number,
        ["transaction_date"] = "2024-03-01",
    };

    /// <summary>Time that runs sixty times as fast, so that an hour of rate limit and back-off is a minute.</summary>
    private sealed class FastClock : TimeProvider
    {
        private const int Factor = 60;

        private readonly DateTimeOffset begin = DateTimeOffset.UtcNow;
        private readonly long started = Stopwatch.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => begin + (Stopwatch.GetElapsedTime(started) * Factor);

        public override long GetTimestamp() => (Stopwatch.GetTimestamp() - started) * Factor;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            TimeProvider.System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

        private static TimeSpan Shorten(TimeSpan time) =>
            time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Max(1, time.TotalMilliseconds / Factor));
    }

    /// <summary>A server that keeps what was committed under which key. Nothing of it grows while it runs.</summary>
    private sealed class FaultyLedger(int capacity) : HttpMessageHandler
    {
        private readonly HashSet<Guid> keys = new(capacity);
        private readonly Random random = new(1);

        public int Commits { get; private set; }

        public int Faults { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var key = Guid.Parse(request.Headers.GetValues("Idempotency-Key").Single());
            lock (keys)
            {
                var fault = random.Next(40);
                Faults += fault < 5 ? 1 : 0;
                if (fault is 3 or 4)
                {
                    var refused = Respond(fault == 3 ? HttpStatusCode.TooManyRequests : HttpStatusCode.ServiceUnavailable, "{}");
                    refused.Headers.Add("Retry-After", "1");
                    return Task.FromResult(refused);
                }

                if (fault is 0 or 1)
                {
                    throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection broke before the change was made.");
                }

                Commits += keys.Add(key) ? 1 : 0;
                if (fault is 2)
                {
                    throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection broke after the change was made.");
                }

                return Task.FromResult(Respond(HttpStatusCode.OK, $$$"""{"bank_transfer":{"id":"{{{key}}}","total_amount":1}}"""));
            }
        }

        private static HttpResponseMessage Respond(HttpStatusCode status, string json) =>
            new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
    }
}
