using System.Globalization;
using System.Text;

namespace Rutter.HttpServer;

/// <summary>The status line and headers of a response. Sources: RFC 9110, sections 6.6.1 and 15; RFC 9112, section 4.</summary>
internal sealed class ResponseHead
{
    private static readonly Dictionary<int, string> Reasons = new()
    {
        [200] = "OK",
        [201] = "Created",
        [202] = "Accepted",
        [204] = "No Content",
        [302] = "Found",
        [304] = "Not Modified",
        [400] = "Bad Request",
        [401] = "Unauthorized",
        [404] = "Not Found",
        [405] = "Method Not Allowed",
        [409] = "Conflict",
        [410] = "Gone",
        [413] = "Content Too Large",
        [417] = "Expectation Failed",
        [429] = "Too Many Requests",
        [500] = "Internal Server Error",
        [501] = "Not Implemented",
        [502] = "Bad Gateway",
        [503] = "Service Unavailable",
        [504] = "Gateway Timeout",
    };

    private static volatile DateText? lastDate;

    private readonly StringBuilder text;
    private bool hasDate;

    public ResponseHead(int status) => text = new StringBuilder(256)
        .Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {Reasons.GetValueOrDefault(status)}\r\n");

    /// <exception cref="ArgumentException">The header holds a line end.</exception>
    public void Add(string name, string value)
    {
        if (value.AsSpan().ContainsAny('\r', '\n', '\0') || name.AsSpan().ContainsAny("\r\n\0: "))
        {
            throw new ArgumentException($"The header {name.ReplaceLineEndings(" ")} holds a line end or another character that it cannot hold.");
        }

        hasDate |= name.Equals("Date", StringComparison.OrdinalIgnoreCase);
        text.Append(name).Append(": ").Append(value).Append("\r\n");
    }

    /// <summary>Adds a <c>Date</c> unless there is one.</summary>
    public void AddDate(TimeProvider time)
    {
        if (hasDate)
        {
            return;
        }

        var now = time.GetUtcNow();
        var date = lastDate;
        if (date?.Second != now.ToUnixTimeSeconds())
        {
            lastDate = date = new DateText(now.ToUnixTimeSeconds(), now.ToString("R", CultureInfo.InvariantCulture));
        }

        Add("Date", date.Text);
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());

    /// <summary>The text of the current second.</summary>
    private sealed record DateText(long Second, string Text);
}
