using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rutter.Client.Filtering;
using Rutter.Client.Resources.BankTransfers;

namespace Rutter.Benchmarks.Floor;

/// <summary>
/// The least that the work costs on .NET without PowerShell: HttpClient, source-generated JSON, one request after the other. Prints one line
/// of JSON, as the scripts do.
/// </summary>
internal static class FloorProgram
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var work = arguments[0];
        var clock = Stopwatch.StartNew();
        var (value, ms) = work switch
        {
            "list" =>
                (await ListAsync(arguments[1], int.Parse(arguments[2], CultureInfo.InvariantCulture), int.MaxValue, null),
                    clock.Elapsed.TotalMilliseconds),
            "chain" => (await ChainAsync(arguments[1], int.Parse(arguments[2], CultureInfo.InvariantCulture)), clock.Elapsed.TotalMilliseconds),
            "first-call" => (await ListAsync(arguments[1], 1, 1, null), clock.Elapsed.TotalMilliseconds),
            "keep" =>
                (await ListAsync(arguments[1], int.Parse(arguments[2], CultureInfo.InvariantCulture), int.MaxValue, []),
                    clock.Elapsed.TotalMilliseconds),
            "signature" => Signatures(int.Parse(arguments[2], CultureInfo.InvariantCulture)),
            "filter" => Filters(int.Parse(arguments[2], CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"The floor knows no '{work}'."),
        };
        Console.WriteLine(JsonSerializer.Serialize(new { ms, value, peakMB = PeakMegabytes() }));
        return 0;
    }

    private static async Task<long> ListAsync(string address, int pageSize, int pages, List<FloorTransfer>? keep)
    {
        using var client = Client();
        string? cursor = null;
        long count = 0;
        do
        {
            using var response = await client.GetAsync(PageUri(address, pageSize, cursor), HttpCompletionOption.ResponseHeadersRead);
            var page = (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(FloorJson.Default.FloorPage))!;
            count += page.BankTransfers.Count;
            keep?.AddRange(page.BankTransfers);
            cursor = page.NextCursor;
        }
        while (cursor is not null && --pages > 0);
        GC.KeepAlive(keep);
        return count;
    }

    // What no client can do without: the bytes of a page, and in them the cursor of the next one.
    private static async Task<long> ChainAsync(string address, int pageSize)
    {
        using var client = Client();
        string? cursor = null;
        long bytes = 0;
        do
        {
            var page = await client.GetByteArrayAsync(PageUri(address, pageSize, cursor));
            bytes += page.Length;
            var end = Encoding.ASCII.GetString(page.AsSpan(page.AsSpan().LastIndexOf("\"next_cursor\":"u8) + 14));
            cursor = end.StartsWith('"') ? end.Split('"')[1] : null;
        }
        while (cursor is not null);
        return bytes;
    }

    private static HttpClient Client()
    {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("bench-client:bench-secret"u8));
        client.DefaultRequestHeaders.Add("X-Rutter-Version", "2024-08-31");
        return client;
    }

    private static string PageUri(string address, int pageSize, string? cursor) =>
        $"{address}/accounting/bank_transfers?limit={pageSize}&access_token=bench-token"
        + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor));

    private static (long Value, double Ms) Signatures(int count)
    {
        var payload = Encoding.UTF8.GetBytes(new string('x', 2048));
        var key = "bench-secret"u8.ToArray();
        var signature = "sha256=" + Convert.ToBase64String(HMACSHA256.HashData(key, payload));
        var clock = Stopwatch.StartNew();
        long valid = 0;
        for (var i = 0; i < count; i++)
        {
            var hash = HMACSHA256.HashData(key, payload);
            valid += CryptographicOperations.FixedTimeEquals(hash, Convert.FromBase64String(signature[7..])) ? 1 : 0;
        }

        return (valid, clock.Elapsed.TotalMilliseconds);
    }

    // The library's own check: there is nothing else to compare with, only the budget.
    private static (long Value, double Ms) Filters(int count)
    {
        const string Text = "created_at >= \"2024-03-01T20:35:14.000Z\" AND created_at <= \"2024-04-29T20:35:14.000Z\"";
        for (var i = 0; i < 20_000; i++)
        {
            FilterCheck.Run(Text, BankTransfer.Definition);
        }

        var clock = Stopwatch.StartNew();
        long sound = 0;
        for (var i = 0; i < count; i++)
        {
            sound += FilterCheck.Run(Text, BankTransfer.Definition).IsValid ? 1 : 0;
        }

        return (sound, clock.Elapsed.TotalMilliseconds);
    }

    private static double PeakMegabytes()
    {
        if (File.Exists("/proc/self/status")
            && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("VmHWM", StringComparison.Ordinal)) is { } peak)
        {
            return long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
        }

        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1048576.0;
    }
}
