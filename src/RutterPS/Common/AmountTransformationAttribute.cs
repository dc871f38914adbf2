using System.Management.Automation;
using Rutter.Client.Json;

namespace RutterPS.Common;

/// <summary>Converts an amount digit for digit, as <see cref="ExactDecimal"/> does.</summary>
public sealed class AmountTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        // A number that was typed at the prompt is a double, but its PSObject has the original text.
        var value = inputData is PSObject { BaseObject: double } typed ? typed.ToString() : PSObjects.Unwrap(inputData);
        try
        {
            return value is null ? null : ExactDecimal.From(value);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
