using System.Net;

namespace Rutter.Client.Transport;

/// <summary>Decides which addresses credentials may be sent to.</summary>
internal static class Origin
{
    /// <summary>Checks a base address and removes its trailing slash.</summary>
    public static Uri RequireSafeBase(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri)
        {
            throw new ArgumentException(
                $"'{address.OriginalString}' is not an absolute address; one looks like {RutterEnvironment.Production}.", nameof(address));
        }

        // The address may have a secret in its user info or query, so messages name the host only.
        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new ArgumentException($"The base address of {address.Host} must not have user info, a query or a fragment.", nameof(address));
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && IsLoopback(address)))
        {
            throw new ArgumentException(
                $"Credentials are sent over https only (http on loopback excepted), and '{address.Scheme}://{address.Authority}' is neither.",
                nameof(address));
        }

        return address.AbsolutePath.EndsWith('/') ? new Uri(address.AbsoluteUri.TrimEnd('/')) : address;
    }

    /// <summary>
    /// Whether a file may be read from an address in a response: https without user info. An address of this machine is allowed only if the API is on
    /// this machine too; it may use plain http.
    /// </summary>
    public static bool IsFitForLink(Uri address, Uri baseAddress) =>
        address.UserInfo.Length == 0
        && address.Scheme is "https" or "http"
        && (IsLoopback(address) ? IsLoopback(baseAddress) : address.Scheme == Uri.UriSchemeHttps);

    /// <summary>Whether an address is on this machine.</summary>
    // Uri.IsLoopback accepts other names on some platforms. Here a name must be "localhost" itself.
    public static bool IsLoopback(Uri address) =>
        IPAddress.TryParse(address.DnsSafeHost, out var ip)
            ? IPAddress.IsLoopback(ip)
            : address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
