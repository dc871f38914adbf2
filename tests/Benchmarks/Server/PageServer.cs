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

        if (!state.TryEnter(data.IsLimited, out var retryAfter))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
            await SendAsync(context, """{"error_type":"RATE_LIMIT_ERROR","error_code":"RATE_LIMITED","error_message":"Too many requests."}""");
            return;
        }

        if (data.LatencyMs > 0)
        {
            await Task.Delay(data.LatencyMs);
        }

        var waited = Stopwatch.GetElapsedTime(arrived);
        var sent = 0;
        if (path[^2] == "jobs")
        {
            await SendAsync(context, Job(path[^1]));
        }
        else if (HttpMethods.IsPost(context.Request.Method))
        {
            await CreateAsync(context, $"{context.Request.Scheme}://{context.Request.Host}/{path[0]}/versioned/jobs/");
        }
        else
        {
            sent = await ListAsync(context, data);
        }

        state.Served(sent, waited);
    }

    private static async Task<int> ListAsync(HttpContext context, Dataset data)
    {
        var query = context.Request.Query;
        var limit = query["limit"] is [{ } text] ? int.Parse(text, CultureInfo.InvariantCulture) : DefaultLimit;
        var descending = query["sort"] is [{ } sort] && sort.EndsWith("DESC", StringComparison.Ordinal);
        var (begin, end) = Range(query["filter"], data);
        var (first, left) = descending ? (end - 1, end - begin) : (begin, end - begin);
        if (query["cursor"] is [{ } cursor])
        {
            first = int.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(cursor)), CultureInfo.InvariantCulture);
            left = descending ? first - begin + 1 : end - first;
        }

        var count = Math.Max(0, Math.Min(limit, left));
        var step = descending ? -1 : 1;
        var next = left > count ? Convert.ToBase64String(Encoding.ASCII.GetBytes((first + (count * step)).ToString(CultureInfo.InvariantCulture))) : null;
        var body = new System.Buffers.ArrayBufferWriter<byte>(1024);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = RowWriter.Write(body, data, first, count, step, next);
        await context.Response.Body.WriteAsync(body.WrittenMemory);
        return count;
    }

    // Only what the module sends is understood: conditions last_synced_at >= "…" and last_synced_at < "…", joined by AND.
    private static (int Begin, int End) Range(string? filter, Dataset data)
    {
        var (begin, end) = (0, data.Count);
        foreach (var condition in (filter ?? "").Split(" AND ", StringSplitOptions.RemoveEmptyEntries))
        {
            var words = condition.Trim('(', ')').Split(' ');
            var before = data.CountBefore(DateTimeOffset.Parse(words[2].Trim('"'), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
            (begin, end) = words[1] == "<" ? (begin, Math.Min(end, before)) : (Math.Max(begin, before), end);
        }

        return (begin, Math.Max(begin, end));
    }

    private static async Task CreateAsync(HttpContext context, string jobs)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (body.Contains("\"prefer_sync\"", StringComparison.Ordinal))
        {
            await SendAsync(context, $$"""{"bank_transfer":{{Encoding.ASCII.GetString(RowWriter.Single)}}}""");
            return;
        }

        var id = Guid.NewGuid();
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await SendAsync(context, $$$"""{"async_response":{"id":"{{{id}}}","status":"prequeued","response_url":"{{{jobs}}}{{{id}}}"}}""");
    }

    private static string Job(string id) =>
        $$$$"""{"id":"{{{{id}}}}","status":"success","request":{"url":"/versioned/accounting/bank_transfers","method":"POST","body":{}},"response":{"http_status":200,"body":{"bank_transfer":{{{{Encoding.ASCII.GetString(RowWriter.Single)}}}}}}}""";

    private static Task SendAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }
}
