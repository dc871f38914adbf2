using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Rutter.Client.Transport;

/// <summary>
/// Masks secrets in text that leaves the library: by value, in every encoded form, and by the usual names of secrets.
/// </summary>
public sealed partial class Redactor
{
    /// <summary>The mask that replaces a secret.</summary>
    public const string Mask = "***";

    // Shorter values are parts of ordinary words. To replace them would spoil messages and protect nothing.
    private const int ShortestValue = 4;

    private readonly string[] forms;

    /// <summary>Makes a redactor for some secrets by value, and all secrets by name.</summary>
    /// <param name="secrets">The secrets; null entries are ignored.</param>
    public Redactor(params Secret?[] secrets)
        : this(secrets.OfType<Secret>().Select(secret => secret.Reveal()))
    {
    }

    internal Redactor(IEnumerable<string> values) => forms = values
        .Where(value => value.Length >= ShortestValue)
        .SelectMany(FormsOf)
        .Distinct(StringComparer.Ordinal)
        .OrderByDescending(form => form.Length)
        .ToArray();

    /// <summary>Masks every secret in a text.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>The text without secrets; null for null.</returns>
    public string? Clean(string? text) => string.IsNullOrEmpty(text) ? text : NamedSecret().Replace(CleanValues(text)!, "${name}" + Mask);

    /// <summary>Masks secrets by value only. Use it for data, where a member may be called <c>secret</c> without being one.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>The text without those secrets; null for null.</returns>
    public string? CleanValues(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        foreach (var form in forms)
        {
            text = text.Replace(form, Mask, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    private static IEnumerable<string> FormsOf(string value)
    {
        yield return value;
        yield return Uri.EscapeDataString(value);
        yield return System.Net.WebUtility.UrlEncode(value);
        yield return JavaScriptEncoder.Default.Encode(value);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value);
        var utf8 = Encoding.UTF8.GetBytes(value);
        yield return Convert.ToBase64String(utf8);
        yield return Convert.ToHexString(utf8);
    }

    [GeneratedRegex(
        """(?<name>(?:access_token|new_access_token|client_secret|public_token|secret|authorization)["']?\s*[:=]\s*["']?(?:Basic\s+|Bearer\s+)?)"""
        + """[^\s"'&,;}\])<>]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedSecret();
}
