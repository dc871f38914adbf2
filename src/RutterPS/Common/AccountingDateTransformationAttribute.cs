using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>
/// Lets the date of a transaction be given. A DateTime means the day that it shows, whatever the machine's time zone; all else is as
/// with any instant.
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
            DateTime shown => new DateTimeOffset(DateTime.SpecifyKind(shown, DateTimeKind.Unspecified), TimeSpan.Zero),
            string text when string.IsNullOrWhiteSpace(text) => null,
            int or long => throw new ArgumentTransformationMetadataException($"A day is written as in 2024-03-01; the number {value} is not taken for one."),
            _ => Instants.Transform(engineIntrinsics, inputData),
        };
    }
}
