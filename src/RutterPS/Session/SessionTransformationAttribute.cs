using System.Management.Automation;

namespace RutterPS.Session;

/// <summary>Lets a session be given by its name.</summary>
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string name
            ? SessionStore.Current.Find(name)
                ?? throw new ArgumentTransformationMetadataException($"There is no session named '{name}' in this runspace. Get-RutterSession lists those there are.")
            : value;
    }
}
