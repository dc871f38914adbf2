using System.Globalization;

namespace Rutter.Client.Transport;

/// <summary>The two forms of <c>Retry-After</c>: seconds, and an HTTP date. Source: RFC 9110, section 10.2.3.</summary>
internal static class RetryAfterHeader
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reads the header's value.</summary>
    /// <param name="value">For example <c>120</c> or <c>Wed, 21 Oct 2026 07:28:00 GMT</c>.</param>
    /// <param name="now">The time from which a date is measured: the response's own date if it has one.</param>
    /// <returns>The wait, from zero to one day; null if the value has neither form.</returns>
    public static TimeSpan? Parse(string? value, DateTimeOffset now)
    {
        var text = value?.Trim();
        if (text is [>= '0' and <= '9', ..] && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
        }

        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? TimeSpan.FromTicks(Math.Clamp((date - now).Ticks, 0, Longest.Ticks))
            : null;
    }

    public static TimeSpan? Of(HttpResponseMessage response) => response.Headers.NonValidated.TryGetValues("Retry-After", out var values)
        ? Parse(values.ToString(), response.Headers.Date ?? DateTimeOffset.UtcNow)
        : null;
}
