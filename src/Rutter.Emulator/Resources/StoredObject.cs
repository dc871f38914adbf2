namespace Rutter.Emulator.Resources;

/// <summary>
/// An object's values in the order of its definition's fields, never changed: a page that is being written does not see a write.
/// What a value can be: see <see cref="FieldValue"/>.
/// </summary>
internal sealed class StoredObject(object?[] values)
{
    public object? this[int index] => values[index];

    public object?[] CopyValues() => (object?[])values.Clone();
}
