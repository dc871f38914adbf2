using System.Management.Automation;
using RutterPS.Common;

namespace RutterPS.Filters;

/// <summary>
/// Accepts a filter as text of Rutter's filter language, or as a script block with PowerShell's operators.
/// </summary>
public sealed class FilterTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = PSObjects.Unwrap(inputData);
        return value switch
        {
            null or string or ScriptBlock => value,
            _ => throw new ArgumentTransformationMetadataException(
                "A filter is text, such as 'updated_at >= \"2024-03-01\"', or a script block, such as { updated_at -ge $since }. "
                + $"This is a {value.GetType().Name}."),
        };
    }
}
