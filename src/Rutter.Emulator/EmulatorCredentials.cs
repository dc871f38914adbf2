using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Rutter.Emulator;

/// <summary>The credentials that an emulator accepts. They are fixed and obviously not real.</summary>
internal static partial class EmulatorCredentials
{
    public const string ClientId = "emulator-client-id";

    public const string ClientSecret = "emulator-client-secret-not-real";

    public const string AccessToken = "emulator-access-token-not-real";

    private const string PublicToken = "emulator-public-token-not-real";

    private static readonly string BasicParameter =
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));

    /// <summary>The access token of a connection, by its number from 1.</summary>
    public static string AccessTokenOf(int connection) => Numbered(AccessToken, connection);

    /// <summary>The public token of a connection, by its number from 1.</summary>
    public static string PublicTokenOf(int connection) => Numbered(PublicToken, connection);

    /// <summary>The access token that replaces another one.</summary>
    public static string ReplacedTokenOf(int connection, int replacement) =>
        string.Create(CultureInfo.InvariantCulture, $"{AccessTokenOf(connection)}-renewed-{replacement}");

    /// <summary>Replaces every secret in a text that is kept or shown, percent-encoded or not.</summary>
    public static string Redact(string text)
    {
        var decoded = Uri.UnescapeDataString(text);
        var redacted = Token().Replace(decoded, "***")
            .Replace(ClientSecret, "***", StringComparison.OrdinalIgnoreCase)
            .Replace(BasicParameter, "***", StringComparison.OrdinalIgnoreCase);
        return redacted == decoded ? text : redacted;
    }

    private static string Numbered(string token, int number) =>
        number == 1 ? token : string.Create(CultureInfo.InvariantCulture, $"{token}-{number}");

    [GeneratedRegex("emulator-(access|public)-token-not-real[-a-z0-9]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
