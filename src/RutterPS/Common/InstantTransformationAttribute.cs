using System.Globalization;
using System.Management.Automation;
using Rutter.Client.Json;

namespace RutterPS.Common;

/// <summary>
/// Lets an instant be given as DateTimeOffset, DateTime, ISO 8601 text, Unix milliseconds, or a number like 20240301 for a day. What has no time
/// zone is UTC; text of another form is refused, because 01/02/2024 is two different days.
/// </summary>
public sealed class InstantTransformationAttribute : ArgumentTransformationAttribute
{
    // As milliseconds these numbers are before March 1973; as seconds they would be of our time.
    private const long LargestDay = 99_999_999;
    private const long FirstPlausible = 100_000_000_000;
    private const long LastPossible = 62_135_596_800_000;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = PSObjects.Unwrap(inputData);
        return value switch
        {
            null or DateTimeOffset => value,
            DateTime time => Instant.From(time),
            DateOnly date => new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero),
            int or long => FromNumber(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            string text when Instant.TryParse(text, out var instant) => instant,
            string text =>
                throw new ArgumentTransformationMetadataException($"'{text}' is not an ISO 8601 date, such as 2024-03-01 or 2024-03-01T20:35:14Z."),
            _ => throw new ArgumentTransformationMetadataException($"A date is expected here, not a {value.GetType().Name}."),
        };
    }

    private static DateTimeOffset FromNumber(long number)
    {
        if (Instant.TryParseDay(number.ToString(CultureInfo.InvariantCulture), out var day))
        {
            return day;
        }

        return Math.Abs(number) is > LargestDay and < FirstPlausible || Math.Abs(number) > LastPossible
            ? throw new ArgumentTransformationMetadataException(
                $"The number {number} is no date: Unix time is given in milliseconds, such as 1709251200000, and a day as 2024-03-01.")
            : DateTimeOffset.FromUnixTimeMilliseconds(number);
    }
}
