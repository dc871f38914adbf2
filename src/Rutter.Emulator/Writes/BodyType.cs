namespace Rutter.Emulator.Writes;

/// <summary>The JSON type that a field of a body must have.</summary>
internal enum BodyType
{
    /// <summary>A string with at least one character.</summary>
    Text,

    /// <summary>A string, which may be empty.</summary>
    Memo,

    /// <summary>A number that fits into a decimal; not a string.</summary>
    Number,

    /// <summary>A string with an ISO 8601 date or instant.</summary>
    Timestamp,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>An object with known members.</summary>
    Structure,
}
