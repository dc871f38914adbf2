using System.Buffers;
using System.Globalization;
using Rutter.Client.Json;
using Rutter.Client.Text;

namespace Rutter.Client.Filtering;

/// <summary>
/// The one place that turns .NET values into the text of a filter, so that a value never becomes more than a value.
/// Source: seed "Basics", heading "Filtering Objects".
/// </summary>
public static class FilterText
{
    private static readonly SearchValues<char> SuspectCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(unit => (char)unit).Where(IsSuspect)]);

    /// <summary>Puts a string between double quotes.</summary>
    /// <param name="value">Any text without double quotes, control characters (line ends and tabs are some) and halves of surrogate pairs.</param>
    /// <returns>The text as it is, quoted: the language has no escape, so a backslash is a backslash.</returns>
    /// <exception cref="ArgumentException">The text holds a character that no filter can carry; the message says which and where.</exception>
    public static string Quote(string value)
    {
        ThrowIfForbidden(value);
        return $"\"{value}\"";
    }

    /// <summary>Writes an instant as Rutter does, in UTC, between double quotes.</summary>
    /// <param name="value">Any instant.</param>
    /// <returns>For example <c>"2024-04-29T20:35:14.000Z"</c>, with the quotes.</returns>
    public static string Quote(DateTimeOffset value) => $"\"{Instant.Format(value)}\"";

    /// <summary>Writes a number with the digits that it has, and a point whatever the culture.</summary>
    /// <param name="value">Any decimal.</param>
    /// <returns>For example <c>-100.50</c>; never an exponent, never quotes.</returns>
    public static string Format(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    internal static void ThrowIfForbidden(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (IndexOfForbidden(value) is var index and >= 0)
        {
            throw new ArgumentException($"{Refusal(value[index])} It is character {index + 1} of the value.", nameof(value));
        }
    }

    /// <summary>The first character that no quoted value can hold, or -1.</summary>
    internal static int IndexOfForbidden(ReadOnlySpan<char> value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            var next = value[index..].IndexOfAny(SuspectCharacters);
            if (next < 0)
            {
                return -1;
            }

            index += next;
            if (!IsPairAt(value, index))
            {
                return index;
            }

            index++;
        }

        return -1;
    }

    /// <summary>Why a value cannot hold a character that <see cref="IndexOfForbidden"/> found.</summary>
    internal static string Refusal(char forbidden) => forbidden switch
    {
        '"' => "A value cannot hold a double quote: the filter language has no escape for one.",
        _ when char.IsSurrogate(forbidden) =>
            $"A value cannot hold {DisplayText.Character(forbidden)}: it is one half of a character, and sending would change it.",
        _ => $"A value cannot hold the control character {DisplayText.Character(forbidden)}.",
    };

    private static bool IsSuspect(char unit) => unit == '"' || char.IsControl(unit) || char.IsSurrogate(unit);

    private static bool IsPairAt(ReadOnlySpan<char> value, int index) =>
        char.IsHighSurrogate(value[index]) && index + 1 < value.Length && char.IsLowSurrogate(value[index + 1]);
}
