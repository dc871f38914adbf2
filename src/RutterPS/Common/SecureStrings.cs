using System.Net;
using System.Security;
using Rutter.Client.Transport;

namespace RutterPS.Common;

/// <summary>Converts between PowerShell's secrets and the client's.</summary>
internal static class SecureStrings
{
    /// <summary>Converts a secret; null for a missing or blank one.</summary>
    /// <exception cref="ArgumentException">It holds a control character.</exception>
    public static Secret? ToSecret(this SecureString? value) =>
        new NetworkCredential("", value).Password is var text && string.IsNullOrWhiteSpace(text) ? null : new Secret(text);
}
