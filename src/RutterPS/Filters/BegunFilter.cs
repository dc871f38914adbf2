using System.Text.RegularExpressions;

namespace RutterPS.Filters;

/// <summary>A filter that somebody is typing, up to the cursor.</summary>
internal sealed partial class BegunFilter
{
    public BegunFilter(string text)
    {
        var words = Words().Matches(text).Select(match => match.Value).ToList();
        var isWordBegun = words.Count > 0 && text.EndsWith(words[^1], StringComparison.Ordinal) && words[^1] is not ("(" or ")");
        Word = isWordBegun ? words[^1] : "";
        Before = text[..^Word.Length];
        foreach (var word in isWordBegun ? words[..^1] : words)
        {
            Pass(word);
        }
    }

    /// <summary>What stands before the word that is being typed.</summary>
    public string Before { get; }

    /// <summary>The beginning of the word that is being typed.</summary>
    public string Word { get; }

    /// <summary>What that word will be.</summary>
    public FilterPlace Place { get; private set; }

    /// <summary>The last field before it.</summary>
    public string? Field { get; private set; }

    public bool IsInParentheses { get; private set; }

    private void Pass(string word)
    {
        if (word is "(" or ")")
        {
            IsInParentheses = word == "(";
            Place = word == "(" ? FilterPlace.Field : FilterPlace.Connective;
            return;
        }

        if (Place == FilterPlace.Field)
        {
            Field = word;
        }

        Place = Place == FilterPlace.Connective ? FilterPlace.Field : Place + 1;
    }

    [GeneratedRegex("""\"[^\"]*\"?|[()]|[=~<>!]+|[^\s()=~<>!\"]+""", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
