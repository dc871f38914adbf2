using System.Management.Automation;
using System.Net;
using System.Security;
using Rutter.Client.Transport;

namespace RutterPS.Common;

/// <summary>
/// Lets a secret be given as a SecureString, as a string or as the Secret of an event. The parameter then holds a SecureString: an empty one where
/// what was given is null or blank, and null only where nothing was given.
/// </summary>
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = PSObjects.Unwrap(inputData);
        return value switch
        {
            null or DBNull => new SecureString(),
            string text => new NetworkCredential("", string.IsNullOrWhiteSpace(text) ? "" : text).SecurePassword,
            Secret secret => secret.ToSecureString(),
            SecureString => value,
            _ => throw new ArgumentTransformationMetadataException($"A SecureString or a string is expected here, not a {value.GetType().Name}."),
        };
    }
}
