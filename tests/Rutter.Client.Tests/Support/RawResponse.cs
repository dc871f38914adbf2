using System.Globalization;
using System.Text;

namespace Rutter.Client.Tests.Support;

/// <summary>What a <see cref="RawServer"/> sends, and how it ends.</summary>
internal sealed record RawResponse(byte[] Bytes, bool Hang = false, bool Reset = false)
{
    /// <summary>The connection breaks before a byte is sent.</summary>
    public static RawResponse Drop { get; } = new([], Reset: true);

    /// <summary>Nothing is sent, and nothing ends.</summary>
    public static RawResponse Silence { get; } = new([], Hang: true);

    public static RawResponse Json(string body, int status = 200, params string[] headers) =>
        Of(status, body, ["Content-Type: application/json", .. headers]);

    public static RawResponse Html(string body, int status = 200) => Of(status, body, ["Content-Type: text/html"]);

    /// <summary>Declares the whole body and sends a part of it; then the connection breaks, or hangs.</summary>
    public static RawResponse Part(string body, double share, bool hang = false)
    {
        var whole = Json(body).Bytes;
        var head = Encoding.Latin1.GetString(whole).IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        return new(whole[..(head + (int)((whole.Length - head) * share))], hang, Reset: false);
    }

    private static RawResponse Of(int status, string body, IEnumerable<string> headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Status\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n");
        return new([.. Encoding.ASCII.GetBytes(head + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n"), .. bytes]);
    }
}
