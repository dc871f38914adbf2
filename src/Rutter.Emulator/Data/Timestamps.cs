using System.Globalization;
using System.Text.RegularExpressions;

namespace Rutter.Emulator.Data;

/// <summary>
/// The API's timestamps: ISO 8601, a day or an instant, UTC without a zone. This is the emulator's own parser, so that it shares no mistakes with a
/// client.
/// </summary>
internal static partial class Timestamps
{
    private const int MaximumFractionDigits = 7;

    /// <summary>Reads <c>2024-03-01</c>, <c>2024-03-01T09:30</c>, with seconds, a fraction, and <c>Z</c> or <c>+02:00</c>.</summary>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        if (text is null || Form().Match(text) is not { Success: true } match)
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value;
        fraction = fraction.Length > MaximumFractionDigits ? fraction[..MaximumFractionDigits] : fraction.PadRight(MaximumFractionDigits, '0');
        try
        {
            var local = new DateTime(Part(match, "year"), Part(match, "month"), Part(match, "day"), Part(match, "hour"), Part(match, "minute"),
                Part(match, "second"), DateTimeKind.Unspecified)
                .AddTicks(long.Parse(fraction, CultureInfo.InvariantCulture));
            var zone = new TimeSpan(Part(match, "zoneHour"), Part(match, "zoneMinute"), 0);
            instant = new DateTimeOffset(local, match.Groups["sign"].Value == "-" ? -zone : zone).ToUniversalTime();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The stored form of an instant: UTC in whole milliseconds, as in the API's examples.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>An instant in the API's form, for example <c>2024-03-01T00:00:00.000Z</c>.</summary>
    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static int Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"\A(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})"
        + @"(T(?<hour>[0-9]{2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})(\.(?<fraction>[0-9]+))?)?"
        + @"(Z|(?<sign>[+-])(?<zoneHour>[0-9]{2}):?(?<zoneMinute>[0-9]{2}))?)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
