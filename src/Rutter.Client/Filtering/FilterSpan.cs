namespace Rutter.Client.Filtering;

/// <summary>A stretch of a filter's text, counted in UTF-16 units as <see cref="string"/> counts them.</summary>
/// <param name="Start">The first unit, from 0 to the length of the text.</param>
/// <param name="Length">How many units, 0 for a place between two characters.</param>
public readonly record struct FilterSpan(int Start, int Length)
{
    /// <summary>The first unit behind the stretch.</summary>
    public int End => Start + Length;

    internal static FilterSpan Between(int start, int end) => new(start, end - start);
}
