using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>An amount that may be left out: an empty cell of a CSV means that it was.</summary>
public sealed class OptionalAmountTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly AmountTransformationAttribute Amounts = new();

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PSObjects.Unwrap(inputData) is string text && string.IsNullOrWhiteSpace(text)
            ? null
            : Amounts.Transform(engineIntrinsics, inputData);
}
