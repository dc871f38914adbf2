using System.Management.Automation;
using System.Net;
using System.Security;
using Rutter.Client.Transport;

namespace RutterPS.Common;

/// <summary>Lets a secret be given as a SecureString, as a string or as the Secret of an event; the parameter always holds a SecureString.</summary>
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = PSObjects.Unwrap(inputData);
        return value switch
        {
            string text => new NetworkCredential("", text).SecurePassword,
            Secret secret => secret.ToSecureString(),
            SecureString or null => value,
            _ => throw new ArgumentTransformationMetadataException($"A SecureString or a string is expected here, not a {value.GetType().Name}."),
        };
    }
}
