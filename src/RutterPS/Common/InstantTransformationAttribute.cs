using System.Management.Automation;
using Rutter.Client.Json;

namespace RutterPS.Common;

/// <summary>
/// Lets an instant be given as DateTimeOffset, DateTime, ISO 8601 text or Unix milliseconds. What has no time zone is UTC; text of
/// another form is refused, because 01/02/2024 is two different days.
/// </summary>
public sealed class InstantTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = PSObjects.Unwrap(inputData);
        return value switch
        {
            null or DateTimeOffset => value,
            DateTime time => Instant.From(time),
            DateOnly date => new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero),
            int or long => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
            string text when Instant.TryParse(text, out var instant) => instant,
            string text => throw new ArgumentTransformationMetadataException($"'{text}' is not an ISO 8601 date, such as 2024-03-01 or 2024-03-01T20:35:14Z."),
            _ => throw new ArgumentTransformationMetadataException($"A date is expected here, not a {value.GetType().Name}."),
        };
    }
}
