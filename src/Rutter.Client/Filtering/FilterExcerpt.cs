using Rutter.Client.Text;

namespace Rutter.Client.Filtering;

/// <summary>Shows a place in a filter: the text on one line, and carets under the place on the next.</summary>
internal static class FilterExcerpt
{
    private const int LengthBefore = 50;
    private const int LengthAfter = 50;

    public static string Show(string text, FilterSpan span)
    {
        ArgumentNullException.ThrowIfNull(text);
        var position = Math.Clamp(span.Start, 0, text.Length);
        var start = Math.Max(0, position - LengthBefore);
        var end = position + Math.Min(LengthAfter, text.Length - position);
        var markEnd = position + Math.Clamp(span.Length, 0, end - position);

        var before = (start > 0 ? DisplayText.Ellipsis : "") + DisplayText.Safe(text.AsSpan(start..position));
        var marked = DisplayText.Safe(text.AsSpan(position..markEnd));
        var after = DisplayText.Safe(text.AsSpan(markEnd..end)) + (end < text.Length ? DisplayText.Ellipsis : "");
        return $"{before}{marked}{after}\n{new string(' ', before.Length)}{new string('^', Math.Max(1, marked.Length))}";
    }
}
