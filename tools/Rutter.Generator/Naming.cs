using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Rutter.Generator;

/// <summary>Names in the spellings of the API, of .NET and of people.</summary>
internal static class Naming
{
    /// <summary><c>line_items</c> as <c>LineItems</c>.</summary>
    public static string Pascal(string apiName) => string.Concat(
        apiName.Split(['_', '-'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>What System.Text.Json makes of a property's name by itself.</summary>
    public static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    /// <summary><c>BankTransfer</c> as <c>bank transfer</c>.</summary>
    public static string Words(string noun)
    {
        var words = new StringBuilder();
        foreach (var c in noun)
        {
            if (char.IsUpper(c) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }

    /// <summary>The plural of a noun or of its words.</summary>
    public static string Plural(string noun) => noun switch
    {
        _ when noun.EndsWith("ss", StringComparison.Ordinal) => noun + "es",
        _ when noun.EndsWith('s') || noun.EndsWith("Daily", StringComparison.Ordinal) => noun.EndsWith('s') ? noun : noun[..^1] + "ies",
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => noun[..^1] + "ies",
        _ => noun + "s",
    };

    /// <summary>A name with the article that it takes.</summary>
    public static string WithArticle(string words) => ("aeio".Contains(words[0], StringComparison.Ordinal) ? "an " : "a ") + words;

    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];

    /// <summary>A C# string literal.</summary>
    public static string Literal(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    public static string Xml(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
