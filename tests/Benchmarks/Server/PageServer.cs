using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rutter.Benchmarks.Server;

/// <summary>
/// A Rutter that costs next to nothing: lists with cursor, limit, sort by last_synced_at and a range of it as filter; creates; jobs that are
/// done when asked for. Addresses are /{dataset}/versioned/…; /{dataset}/counts says what was seen. It ends when its input does.
/// </summary>
internal static class PageServer
{
    private const int DefaultLimit = 50;

    private static readonly ConcurrentDictionary<string, (Dataset Data, SampleState State)> Samples = new();

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(HandleAsync);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static async Task HandleAsync(HttpContext context)
    {
        var arrived = Stopwatch.GetTimestamp();
        var path = context.Request.Path.Value!.TrimStart('/').Split('/');
        var (data, state) = Samples.GetOrAdd(path[0], static name => (Dataset.Parse(name), new SampleState()));
        if (path[1] == "counts")
        {
            await context.Response.WriteAsJsonAsync(state.Counts());
            return;
        }

        if (path[1] == "grow")
        {
            state.Grow(int.Parse(path[2], CultureInfo.InvariantCulture));
            return;
        }

        if (!state.TryEnter(data.IsLimited, out var retryAfter))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
            await SendAsync(context, """{"error_type":"RATE_LIMIT_ERROR","error_code":"RATE_LIMITED","error_message":"Too many requests."}""");
            return;
        }

        if (path[^2] == "jobs")
        {
            state.Served(0, await WaitAsync(data, arrived));
            await SendAsync(context, Job(path[^1]));
        }
        else if (HttpMethods.IsPost(context.Request.Method))
        {
            state.Served(0, await WaitAsync(data, arrived));
            await CreateAsync(context, RowWriter.Of(path[^1]), $"{context.Request.Scheme}://{context.Request.Host}/{path[0]}/versioned/jobs/");
        }
        else
        {
            // Made within the wait: a page that is made after it would be counted as the client's time.
            var page = MakePage(context, data with { Added = state.Added }, RowWriter.Of(path[^1]));
            state.Served(page.Count, await WaitAsync(data, arrived));
            await SendAsync(context, page);
        }
    }

    /// <summary>Waits until the latency is over, and gives how long it really was.</summary>
    private static async Task<TimeSpan> WaitAsync(Dataset data, long arrived)
    {
        var rest = TimeSpan.FromMilliseconds(data.LatencyMs) - Stopwatch.GetElapsedTime(arrived);
        if (data.LatencyMs > 0 && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest);
        }

        return Stopwatch.GetElapsedTime(arrived);
    }

    private static (byte[] Bytes, int Length, int Count) MakePage(HttpContext context, Dataset data, RowWriter rows)
    {
        var query = context.Request.Query;
        var limit = query["limit"] is [{ } text] ? int.Parse(text, CultureInfo.InvariantCulture) : DefaultLimit;
        // Rutter's own order is newest first.
        var descending = query["sort"] is not [{ } sort] || sort.EndsWith("DESC", StringComparison.Ordinal);
        var (begin, end) = Range(query["filter"], data);
        var (first, left) = descending ? (end - 1, end - begin) : (begin, end - begin);
        if (query["cursor"] is [{ } cursor])
        {
            first = int.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(cursor)), CultureInfo.InvariantCulture);
            left = descending ? first - begin + 1 : end - first;
        }

        var count = Math.Max(0, Math.Min(limit, left));
        var step = descending ? -1 : 1;
        var next = left > count
            ? Convert.ToBase64String(Encoding.ASCII.GetBytes((first + (count * step)).ToString(CultureInfo.InvariantCulture))) : null;
        var (bytes, length) = rows.Write(data, first, count, step, next);
        return (bytes, length, count);
    }

    private static async Task SendAsync(HttpContext context, (byte[] Bytes, int Length, int Count) page)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = page.Length;
        await context.Response.Body.WriteAsync(page.Bytes.AsMemory(0, page.Length));
        ArrayPool<byte>.Shared.Return(page.Bytes);
    }

    // Only what the module sends is understood: conditions last_synced_at >= "…", > "…" and < "…", joined by AND.
    private static (int Begin, int End) Range(string? filter, Dataset data)
    {
        var (begin, end) = (0, data.Count + data.Added);
        foreach (var condition in (filter ?? "").Split(" AND ", StringSplitOptions.RemoveEmptyEntries))
        {
            var words = condition.Trim('(', ')').Split(' ');
            var instant = DateTimeOffset.Parse(string.Join(' ', words[2..]).Trim('"', '\''), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
            var before = data.CountBefore(words[1] == ">" ? instant + 1 : instant);
            (begin, end) = words[1] == "<" ? (begin, Math.Min(end, before)) : (Math.Max(begin, before), end);
        }

        return (begin, Math.Max(begin, end));
    }

    private static async Task CreateAsync(HttpContext context, RowWriter rows, string jobs)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (body.Contains("\"prefer_sync\"", StringComparison.Ordinal))
        {
            await SendAsync(context, rows.Single);
            return;
        }

        var id = Guid.NewGuid();
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await SendAsync(context, $$$"""{"async_response":{"id":"{{{id}}}","status":"prequeued","response_url":"{{{jobs}}}{{{id}}}"}}""");
    }

    private static string Job(string id) =>
        $$$$"""{"id":"{{{{id}}}}","status":"success","request":{"url":"/versioned/accounting/bank_transfers","method":"POST","body":{}},"response":{"http_status":200,"body":{{{{RowWriter.Of("bank_transfers").Single}}}}}}""";

    private static Task SendAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }
}
