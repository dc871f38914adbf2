namespace Rutter.Client.Filtering;

/// <summary>What is wrong with a filter.</summary>
public enum FilterErrorKind
{
    /// <summary>The text is not a filter.</summary>
    Syntax,

    /// <summary>The object has the field, but no filter can use it.</summary>
    FieldNotFilterable,

    /// <summary>The field is known, but this is not the API's spelling of its name.</summary>
    FieldName,

    /// <summary>The type of the field does not allow the operator.</summary>
    Operator,

    /// <summary>A text stands where the field has a number, or a number where it has a text.</summary>
    ValueKind,

    /// <summary>The value of a timestamp field is not an ISO 8601 date or instant.</summary>
    Timestamp,
}
