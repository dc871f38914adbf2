using System.Security.Cryptography;
using System.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Webhooks;

/// <summary>
/// The signature that proves that a webhook comes from Rutter: <c>sha256=</c> and the base64 HMAC-SHA256 of the payload with the organisation's
/// client secret as key. It covers the exact bytes; JSON that was parsed and written again has another signature. It has no timestamp, so a webhook
/// that is sent again has the same signature. Source: "Basics", heading "Webhook Security".
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header that carries the signature.</summary>
    public const string HeaderName = "X-Rutter-Signature";

    /// <summary>The prefix of every signature.</summary>
    public const string Prefix = "sha256=";

    /// <summary>Signs a payload as Rutter does.</summary>
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

    /// <summary>Verifies a signature in constant time.</summary>
    /// <param name="payload">The bytes of the body, exactly as they arrived.</param>
    /// <param name="signature">
    /// The value of the header, or null without the header. A malformed value is wrong, and throws nothing.
    /// </param>
    /// <param name="secret">The organisation's client secret.</param>
    /// <returns>True if the signature is right.</returns>
    /// <exception cref="ArgumentNullException">There is no secret.</exception>
    public static bool Verify(ReadOnlySpan<byte> payload, string? signature, Secret secret)
    {
        var expected = Compute(payload, secret);

        // Compared as text, because other base64 with the same hash does not come from Rutter.
        return signature?.Length == expected.Length
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(expected));
    }
}
