using System.Buffers;

namespace Rutter.Client.Filtering;

/// <summary>
/// What can be a field's name: ASCII letters, digits, underscores and points (for a field within a field), not beginning with a
/// digit or a point. The seed shows snake_case only; more is let through, because an unknown name is the server's to judge.
/// </summary>
internal static class FilterName
{
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    public static bool IsName(ReadOnlySpan<char> text) => !text.IsEmpty && CanBegin(text[0]) && IndexOfForbidden(text) < 0 && !IsReserved(text);

    /// <summary>The first character that no name can hold, or -1.</summary>
    public static int IndexOfForbidden(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Characters);

    /// <summary>The words of logic in any case: a field of such a name would make a filter ambiguous to its reader.</summary>
    public static bool IsReserved(ReadOnlySpan<char> text) => IsConnective(text) || text.Equals("NOT", StringComparison.OrdinalIgnoreCase);

    /// <summary>AND or OR, in any case.</summary>
    public static bool IsConnective(ReadOnlySpan<char> text) =>
        text.Equals("AND", StringComparison.OrdinalIgnoreCase) || text.Equals("OR", StringComparison.OrdinalIgnoreCase);

    private static bool CanBegin(char first) => char.IsAsciiLetter(first) || first == '_';
}
