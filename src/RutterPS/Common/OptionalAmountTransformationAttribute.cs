using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>Converts an optional amount. An empty cell of a CSV means that it was not given.</summary>
public sealed class OptionalAmountTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly AmountTransformationAttribute Amounts = new();

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PSObjects.Unwrap(inputData) is string text && string.IsNullOrWhiteSpace(text)
            ? null
            : Amounts.Transform(engineIntrinsics, inputData);
}
