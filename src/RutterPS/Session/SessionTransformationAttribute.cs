using System.Management.Automation;
using RutterPS.Common;

namespace RutterPS.Session;

/// <summary>Lets a session be given by its name.</summary>
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = PSObjects.Unwrap(inputData);
        return value is string name
            ? SessionStore.Current.Find(name)
                ?? throw new ArgumentTransformationMetadataException(
                    $"There is no session named '{name}' in this runspace. Get-RutterSession lists those there are.")
            : value;
    }
}
