namespace RutterPS.Filters;

/// <summary>What a filter goes on with.</summary>
internal enum FilterPlace
{
    /// <summary>The name of a field.</summary>
    Field,

    /// <summary>An operator.</summary>
    Operator,

    /// <summary>A value.</summary>
    Value,

    /// <summary>AND or OR.</summary>
    Connective,
}
