namespace Rutter.Emulator.Writes;

/// <summary>A field that the body of a write may have.</summary>
/// <param name="Name">Its API name.</param>
/// <param name="Type">The type it must have.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record BodyField(string Name, BodyType Type, bool IsRequired = false)
{
    /// <summary>The members of a structure.</summary>
    public IReadOnlyList<BodyField> Members { get; init; } = [];
}
