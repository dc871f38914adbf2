using System.Collections;
using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>Converts an object to its Id. PowerShell would otherwise take the object's text for an id.</summary>
public sealed class IdTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = PSObjects.Unwrap(inputData);
        return value switch
        {
            null or string => value,
            IEnumerable many and not IDictionary => many.Cast<object>().Select(IdOf).ToArray(),
            _ => IdOf(inputData!),
        };
    }

    private static string IdOf(object input) => PSObject.AsPSObject(input) switch
    {
        { BaseObject: string text } => text,
        var value when value.Properties["Id"]?.Value is string id => id,
        var value when value.BaseObject is IFormattable or Guid => value.ToString(),

        // The object is a connection to list from. PowerShell then binds no id.
        var value when value.Properties["AccessToken"] is not null || value.Properties["access_token"] is not null =>
            throw new ArgumentTransformationMetadataException(
                "An object with an access token and without an Id names no object.", new PSInvalidCastException()),
        var value => throw new ArgumentTransformationMetadataException(
            $"An id is expected here: a string, or an object with an Id. This is a {value.BaseObject.GetType().Name} without one."),
    };
}
