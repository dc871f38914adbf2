using System.Net;
using System.Security;
using Rutter.Client.Transport;

namespace RutterPS.Common;

/// <summary>The way between PowerShell's secrets and the client's.</summary>
internal static class SecureStrings
{
    public static Secret? ToSecret(this SecureString? value) => value is null or { Length: 0 } ? null : new Secret(new NetworkCredential("", value).Password);
}
