using System.Security.Cryptography;
using System.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Webhooks;

/// <summary>
/// The signature that says that a webhook comes from Rutter: <c>sha256=</c> and the base64 HMAC-SHA256 of the payload under the
/// organisation's client secret. It is made of the bytes as they travelled; JSON that was read and written again has another one.
/// It holds no time: a webhook that is sent again carries the same signature.
/// Source: "Basics", heading "Webhook Security".
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header that carries the signature.</summary>
    public const string HeaderName = "X-Rutter-Signature";

    /// <summary>What every signature starts with.</summary>
    public const string Prefix = "sha256=";

    /// <summary>Signs a payload, as Rutter does.</summary>
    /// <param name="payload">The bytes of the body.</param>
    /// <param name="secret">The organisation's client secret.</param>
    /// <returns>The value of the header: 51 characters.</returns>
    /// <exception cref="ArgumentNullException">There is no secret.</exception>
    public static string Compute(ReadOnlySpan<byte> payload, Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), payload, hash);
        return Prefix + Convert.ToBase64String(hash);
    }

    /// <summary>Whether a signature is the payload's own. How long the comparison takes tells nothing about the right signature.</summary>
    /// <param name="payload">The bytes of the body, exactly as they arrived.</param>
    /// <param name="signature">
    /// The value of the header, or null where there was none. Anything but the one right text is false, never an exception.
    /// </param>
    /// <param name="secret">The organisation's client secret.</param>
    /// <returns>True when the signature is right.</returns>
    /// <exception cref="ArgumentNullException">There is no secret.</exception>
    public static bool Verify(ReadOnlySpan<byte> payload, string? signature, Secret secret)
    {
        var expected = Compute(payload, secret);

        // Compared as text: base64 that decodes to the same hash but is written differently did not come from Rutter.
        return signature?.Length == expected.Length
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(expected));
    }
}
