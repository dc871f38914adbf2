namespace Rutter.Client.Filtering;

/// <summary>The pieces that a filter's text falls into.</summary>
internal enum FilterTokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary><c>(</c></summary>
    OpeningParenthesis,

    /// <summary><c>)</c></summary>
    ClosingParenthesis,

    /// <summary>A run of operator characters, whether or not it is an operator.</summary>
    Symbol,

    /// <summary>A run of anything else up to the next space, parenthesis, quote or operator: a name, a number, AND, OR or a mistake.</summary>
    Word,

    /// <summary>Text between double quotes, quotes included.</summary>
    QuotedText,

    /// <summary>A double quote that no other follows, and all behind it.</summary>
    UnterminatedText,
}
