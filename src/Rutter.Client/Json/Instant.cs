using System.Globalization;
using System.Text.Json;

namespace Rutter.Client.Json;

/// <summary>The one place that turns text into an instant and back.</summary>
public static class Instant
{
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;

    // The most common first: a format that does not match costs as much as one that does. F and K also stand for nothing at all.
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Reads ISO 8601 text; without an offset it is UTC. No other form is guessed at.</summary>
    /// <param name="text">For example <c>2024-03-01</c> or <c>2024-04-29T20:35:14.000Z</c>.</param>
    /// <param name="value">The instant, with the offset that the text has.</param>
    /// <returns>False when the text is not ISO 8601.</returns>
    public static bool TryParse(string? text, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Styles, out value);

    /// <summary>Reads a day that is written as eight digits; it begins in UTC.</summary>
    /// <param name="text">For example <c>20240301</c>.</param>
    /// <param name="day">The day.</param>
    /// <returns>False when the text is not such a day.</returns>
    public static bool TryParseDay(string? text, out DateTimeOffset day) =>
        DateTimeOffset.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out day);

    /// <summary>Writes an instant as Rutter does: UTC with milliseconds (more digits only where the value has them).</summary>
    /// <param name="value">Any instant.</param>
    /// <returns>For example <c>2024-04-29T20:35:14.000Z</c>.</returns>
    public static string Format(DateTimeOffset value) => value.Ticks % TimeSpan.TicksPerMillisecond == 0
        ? value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Makes an instant of a time; one that names no zone is UTC.</summary>
    /// <param name="time">Any time.</param>
    /// <returns>The instant.</returns>
    public static DateTimeOffset From(DateTime time) => time.Kind == DateTimeKind.Unspecified ? new(time, TimeSpan.Zero) : new(time);

    internal static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset value)
    {
        // The reader's own parser is fast, but reads a time without an offset in the machine's zone: it is used for 'Z' only.
        if (!reader.HasValueSequence && reader.ValueSpan is [.., (byte)'Z'] && reader.TryGetDateTimeOffset(out value))
        {
            return true;
        }

        return TryParse(reader.GetString(), out value);
    }
}
