using Rutter.Client.Resources;

namespace Rutter.Client.Filtering;

/// <summary>
/// How a field is compared with a value. A field's type decides which of them it allows: <see cref="FilterOperators.AllowedFor"/>.
/// Source: "Basics", heading "Filtering Objects".
/// </summary>
public enum FilterOperator
{
    /// <summary><c>=</c>: the same value; strings are case-sensitive.</summary>
    Equal,

    /// <summary><c>~</c>: the string has a word that starts with the value; not case-sensitive.</summary>
    HasWordStartingWith,

    /// <summary><c>&lt;</c>: smaller or earlier.</summary>
    Less,

    /// <summary><c>&lt;=</c>: smaller, earlier or the same.</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>: greater or later.</summary>
    Greater,

    /// <summary><c>&gt;=</c>: greater, later or the same.</summary>
    GreaterOrEqual,
}

/// <summary>How the operators are written, and which type of field allows which of them.</summary>
public static class FilterOperators
{
    private static readonly FilterOperator[] ForText = [FilterOperator.Equal, FilterOperator.HasWordStartingWith];

    private static readonly FilterOperator[] ForIdentifier = [FilterOperator.Equal];

    private static readonly FilterOperator[] ForOrdered =
        [FilterOperator.Equal, FilterOperator.Less, FilterOperator.LessOrEqual, FilterOperator.Greater, FilterOperator.GreaterOrEqual];

    /// <summary>The operators that a field of a type allows. Source: "Basics", heading "Filtering Objects".</summary>
    /// <param name="type">The type of the field.</param>
    /// <returns>The operators in the order of that page; empty for a structure, which no filter can name.</returns>
    public static IReadOnlyList<FilterOperator> AllowedFor(FieldType type) => type switch
    {
        FieldType.Text => ForText,
        FieldType.Identifier => ForIdentifier,
        FieldType.Number or FieldType.Timestamp => ForOrdered,
        _ => [],
    };

    /// <summary>The operator as a filter writes it.</summary>
    /// <param name="value">One of the six operators.</param>
    /// <returns>For example <c>&gt;=</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the six.</exception>
    public static string Symbol(this FilterOperator value) => value switch
    {
        FilterOperator.Equal => "=",
        FilterOperator.HasWordStartingWith => "~",
        FilterOperator.Less => "<",
        FilterOperator.LessOrEqual => "<=",
        FilterOperator.Greater => ">",
        FilterOperator.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "This is not an operator of the filter language."),
    };

    internal static bool TryParse(ReadOnlySpan<char> symbol, out FilterOperator value)
    {
        (var known, value) = symbol switch
        {
            "=" => (true, FilterOperator.Equal),
            "~" => (true, FilterOperator.HasWordStartingWith),
            "<" => (true, FilterOperator.Less),
            "<=" => (true, FilterOperator.LessOrEqual),
            ">" => (true, FilterOperator.Greater),
            ">=" => (true, FilterOperator.GreaterOrEqual),
            _ => (false, default),
        };
        return known;
    }
}
