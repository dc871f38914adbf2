using System.Management.Automation;
using System.Net;
using System.Security;
using Rutter.Client.Transport;

namespace RutterPS.Common;

/// <summary>
/// Converts a SecureString, a string or an event's Secret to a SecureString. Null or blank input becomes an empty one. The parameter is null only if
/// it was not given.
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
