using System.Collections;
using System.Management.Automation;
using System.Text.Json;

namespace RutterPS.Common;

/// <summary>Takes an object with named members: a hashtable, an object as ConvertFrom-Json makes, or text that is a JSON object, as in a CSV.</summary>
public sealed class ObjectTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSObjects.Unwrap(inputData) switch
    {
        null or IDictionary or PSCustomObject => inputData,
        string text when string.IsNullOrWhiteSpace(text) => null,
        string text => FromText(text),
        var other => throw new ArgumentTransformationMetadataException(
            $"A hashtable or an object with named members is expected here, not a {other.GetType().Name}."),
    };

    private static object FromText(string text)
    {
        try
        {
            if (JsonBody.ToElement(text) is { ValueKind: JsonValueKind.Object } element)
            {
                return element;
            }
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }

        throw new ArgumentTransformationMetadataException("The text is JSON, but not an object with named members.");
    }
}
