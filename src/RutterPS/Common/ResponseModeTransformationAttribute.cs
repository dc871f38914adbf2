using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>Accepts a response mode also in the API's spelling: <c>prefer_sync</c>.</summary>
public sealed class ResponseModeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PSObjects.Unwrap(inputData) is string text ? text.Replace("_", "", StringComparison.Ordinal) : inputData;
}
