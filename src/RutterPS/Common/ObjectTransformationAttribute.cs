using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using Rutter.Client.Resources;

namespace RutterPS.Common;

/// <summary>
/// Takes an object with named members: a hashtable, an object from ConvertFrom-Json or a Get cmdlet, or JSON text of an object, as in a CSV.
/// </summary>
public sealed class ObjectTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSObjects.Unwrap(inputData) switch
    {
        null or IDictionary or PSCustomObject or RutterData => inputData,
        string text when string.IsNullOrWhiteSpace(text) => null,
        string text => FromText(text),
        var other => throw new ArgumentTransformationMetadataException(
            $"A hashtable or an object with named members is expected here, not a {other.GetType().Name}."),
    };

    private static System.Text.Json.JsonElement FromText(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new ArgumentTransformationMetadataException("The text is JSON, but not an object with named members.");
        }
        catch (JsonException exception)
        {
            throw new ArgumentTransformationMetadataException($"The body is text, but not JSON: {exception.Message}", exception);
        }
    }
}

/// <summary>
/// Takes one text, an object with an id for an id, or a list with one text. A Get cmdlet emits such a list where the API returns several values and
/// accepts one.
/// </summary>
public sealed class TextTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSObjects.Unwrap(inputData) switch
    {
        RutterObject model => PSObject.AsPSObject(model).Properties["Id"]?.Value ?? inputData,
        IReadOnlyList<string> several => several.Count == 1
            ? several[0]
            : throw new ArgumentTransformationMetadataException($"One value is expected here, and {several.Count} were given."),
        _ => inputData,
    };
}

/// <summary>Takes a bool, also in the forms of a CSV: <c>true</c>, <c>False</c>, 1, 0, or an empty text.</summary>
public sealed class BooleanTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSObjects.Unwrap(inputData) switch
    {
        string text when string.IsNullOrWhiteSpace(text) => null,
        string text when bool.TryParse(text, out var flag) => flag,
        "1" => true,
        "0" => false,
        string text => throw new ArgumentTransformationMetadataException($"'{text}' is neither true nor false."),
        _ => inputData,
    };
}
