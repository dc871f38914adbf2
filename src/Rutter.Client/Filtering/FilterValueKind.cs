namespace Rutter.Client.Filtering;

/// <summary>How a value is written in a filter.</summary>
public enum FilterValueKind
{
    /// <summary>Between double quotes: a string, an id, a date or an instant.</summary>
    Text,

    /// <summary>Without quotes: a number.</summary>
    Number,
}
