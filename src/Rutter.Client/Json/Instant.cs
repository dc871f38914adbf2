using System.Globalization;
using System.Text.Json;

namespace Rutter.Client.Json;

/// <summary>Parses and writes instants.</summary>
public static class Instant
{
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;

    /// <summary>The longest text of an instant, <c>2024-04-29T20:35:14.1234567Z</c>.</summary>
    internal const int MaximumLength = 28;

    // The most common format first, because each failed match costs time. F and K also match nothing.
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Parses ISO 8601 text. Without an offset it is UTC. Other forms are refused.</summary>
    /// <param name="text">For example <c>2024-03-01</c> or <c>2024-04-29T20:35:14.000Z</c>.</param>
    /// <param name="value">The instant, with the offset that the text has.</param>
    /// <returns>False if the text is not ISO 8601.</returns>
    public static bool TryParse(string? text, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Styles, out value);

    /// <summary>Parses a day of eight digits, as midnight UTC.</summary>
    /// <param name="text">For example <c>20240301</c>.</param>
    /// <param name="day">The day.</param>
    /// <returns>False if the text is not such a day.</returns>
    public static bool TryParseDay(string? text, out DateTimeOffset day) =>
        DateTimeOffset.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out day);

    /// <summary>The day of a date, as midnight UTC, whatever the machine's time zone.</summary>
    /// <param name="value">A <see cref="DateTime"/>, which means the day that it shows, or a day of eight digits as text or number.</param>
    /// <param name="day">The day.</param>
    /// <returns>False for any other value.</returns>
    public static bool TryGetDay(object? value, out DateTimeOffset day)
    {
        day = default;
        switch (value)
        {
            case DateTime shown:
                day = new DateTimeOffset(DateTime.SpecifyKind(shown, DateTimeKind.Unspecified), TimeSpan.Zero);
                return true;
            case string or int or long:
                return TryParseDay(Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim(), out day);
            default:
                return false;
        }
    }

    /// <summary>Writes an instant as Rutter does: UTC with milliseconds (more digits only where the value has them).</summary>
    /// <param name="value">Any instant.</param>
    /// <returns>For example <c>2024-04-29T20:35:14.000Z</c>.</returns>
    public static string Format(DateTimeOffset value)
    {
        Span<char> text = stackalloc char[MaximumLength];
        return text[..Format(value, text)].ToString();
    }

    /// <summary>Writes an instant like <see cref="Format(DateTimeOffset)"/>, and gives its length.</summary>
    internal static int Format(DateTimeOffset value, Span<char> destination)
    {
        var utc = value.UtcDateTime;
        var (fraction, digits) = utc.Ticks % TimeSpan.TicksPerMillisecond == 0
            ? (utc.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMillisecond, "D3")
            : (utc.Ticks % TimeSpan.TicksPerSecond, "D7");
        utc.TryFormat(destination, out var length, "s", CultureInfo.InvariantCulture);
        destination[length++] = '.';
        fraction.TryFormat(destination[length..], out var written, digits, CultureInfo.InvariantCulture);
        length += written;
        destination[length++] = 'Z';
        return length;
    }

    /// <summary>Converts a time to an instant. A time without a zone is UTC.</summary>
    /// <param name="time">Any time.</param>
    /// <returns>The instant.</returns>
    public static DateTimeOffset From(DateTime time) => time.Kind == DateTimeKind.Unspecified ? new(time, TimeSpan.Zero) : new(time);

    internal static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset value)
    {
        // The built-in parser is fast, but takes a time without an offset as local. So it is used for 'Z' only.
        if (!reader.HasValueSequence && reader.ValueSpan is [.., (byte)'Z'] && reader.TryGetDateTimeOffset(out value))
        {
            return true;
        }

        return TryParse(reader.GetString(), out value);
    }
}
