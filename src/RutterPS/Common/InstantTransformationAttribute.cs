using System.Globalization;
using System.Management.Automation;
using Rutter.Client.Json;

namespace RutterPS.Common;

/// <summary>
/// Converts a DateTimeOffset, DateTime, ISO 8601 text, Unix milliseconds, or a number such as 20240301 to an instant. A value without a time zone is
/// UTC. Other text is refused, because 01/02/2024 can be two different days.
/// </summary>
public sealed class InstantTransformationAttribute : ArgumentTransformationAttribute
{
    // As milliseconds, smaller numbers are before March 1973. They are probably seconds.
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
