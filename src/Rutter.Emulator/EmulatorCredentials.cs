using System.Text;

namespace Rutter.Emulator;

/// <summary>The one set of credentials that an emulator accepts. They are fixed and look it, so that nobody takes them for real ones.</summary>
internal static class EmulatorCredentials
{
    public const string ClientId = "emulator-client-id";

    public const string ClientSecret = "emulator-client-secret-not-real";

    public const string AccessToken = "emulator-access-token-not-real";

    private static readonly string BasicParameter =
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));

    /// <summary>Replaces every secret in a text that is kept or shown, percent-encoded or not.</summary>
    public static string Redact(string text)
    {
        var decoded = Uri.UnescapeDataString(text);
        var redacted = decoded
            .Replace(ClientSecret, "***", StringComparison.OrdinalIgnoreCase)
            .Replace(AccessToken, "***", StringComparison.OrdinalIgnoreCase)
            .Replace(BasicParameter, "***", StringComparison.OrdinalIgnoreCase);
        return redacted == decoded ? text : redacted;
    }
}
