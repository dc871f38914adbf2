namespace Rutter.Client.Filtering;

/// <summary>What is doubtful about a filter.</summary>
public enum FilterWarningKind
{
    /// <summary>The definition does not have the field; the API may.</summary>
    UnknownField,

    /// <summary>AND and OR stand side by side without parentheses.</summary>
    MixedConnectives,
}
