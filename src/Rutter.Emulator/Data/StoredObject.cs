namespace Rutter.Emulator.Data;

/// <summary>
/// An object's values in the order of its definition's fields, whose values never change: a page that is being written does not see a write.
/// What a value can be: see <see cref="FieldValue"/>.
/// </summary>
internal sealed class StoredObject(object?[] values)
{
    public object? this[int index] => values[index];

    /// <summary>The object as lists show it, once it has been shown: pages are read far more often than objects change.</summary>
    public byte[]? Json { get; set; }

    public object?[] CopyValues() => (object?[])values.Clone();
}
