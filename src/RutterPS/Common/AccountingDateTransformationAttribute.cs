using System.Management.Automation;
using Rutter.Client.Json;

namespace RutterPS.Common;

/// <summary>
/// Converts the date of a transaction. A DateTime means the day that it shows, whatever the machine's time zone. 20240301 is a day, as a number or
/// as text. Other numbers are refused, because they could mean several dates. All else is converted like any instant.
/// </summary>
public sealed class AccountingDateTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly InstantTransformationAttribute Instants = new();

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = PSObjects.Unwrap(inputData);
        return value switch
        {
            string text when string.IsNullOrWhiteSpace(text) => null,
            _ when Instant.TryGetDay(value, out var day) => day,
            sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
                throw new ArgumentTransformationMetadataException($"The number {value} could mean several dates. Write the day as 2024-03-01."),
            _ => Instants.Transform(engineIntrinsics, inputData),
        };
    }
}
