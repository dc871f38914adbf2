using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using Rutter.Client.Json;

namespace Rutter.Client.Csv;

/// <summary>
/// Writes values as cells of a CSV file, the same in every culture: numbers with a decimal point, days as <c>2024-09-24</c>, instants in ISO 8601.
/// Text that a spreadsheet would run as a formula gets a leading apostrophe, which tells spreadsheets that it is text. A file is often written in
/// the first seconds of a process, so what runs for every cell is optimized from its first call.
/// </summary>
public static class CsvCell
{
    /// <summary>Holds the text of any number or date.</summary>
    internal const int BufferSize = 64;

    /// <summary>A value as text, without quotes.</summary>
    /// <param name="value">A string, bool, number, date, or anything else that has text.</param>
    /// <param name="isDay">Whether to write a date without a time as a day.</param>
    /// <returns>The text; empty for null.</returns>
    public static string Format(object? value, bool isDay) => value as string ?? Text(value, isDay, stackalloc char[BufferSize]).ToString();

    /// <summary>The text of a value: its own, or written to a buffer of <see cref="BufferSize"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static ReadOnlySpan<char> Text(object? value, bool isDay, Span<char> buffer)
    {
        int length;
        switch (value)
        {
            case null:
                return default;
            case string text:
                return text;
            case bool flag:
                return flag ? "true" : "false";
            case DateTimeOffset instant when isDay && instant.TimeOfDay == TimeSpan.Zero && instant.Offset == TimeSpan.Zero:
                return Day(instant.DateTime, buffer);
            case DateTimeOffset instant:
                return buffer[..Instant.Format(instant, buffer)];
            case DateTime time when time.TimeOfDay == TimeSpan.Zero:
                return Day(time, buffer);
            case DateTime { Kind: DateTimeKind.Unspecified } time:
                time.TryFormat(buffer, out length, "s", CultureInfo.InvariantCulture);
                return buffer[..length];
            case DateTime time:
                return buffer[..Instant.Format(time, buffer)];
            case ISpanFormattable number when number.TryFormat(buffer, out length, default, CultureInfo.InvariantCulture):
                return buffer[..length];
            case IFormattable formattable:
                return formattable.ToString(null, CultureInfo.InvariantCulture);
            default:
                return value.ToString();
        }
    }

    /// <summary>Escapes a formula: <c>=1+1</c> becomes <c>'=1+1</c>, and <c>'=1+1</c> becomes <c>''=1+1</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The escaped text; <see cref="FromSpreadsheet"/> gives the original back.</returns>
    public static string ForSpreadsheet(string text) => IsFormula(text) ? "'" + text : text;

    /// <summary>Undoes <see cref="ForSpreadsheet"/>.</summary>
    /// <param name="text">The text of a cell.</param>
    /// <returns>The text without the apostrophe before a formula; any other text unchanged.</returns>
    public static string FromSpreadsheet(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith('\'') && IsFormula(text) ? text[1..] : text;
    }

    /// <summary>Writes the text of a cell, quoted where necessary. Source: RFC 4180.</summary>
    /// <param name="writer">Gets the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="special">The characters that need quotes, from <see cref="NeedQuotes"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(TextWriter writer, ReadOnlySpan<char> text, SearchValues<char> special)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!text.ContainsAny(special) && text is not ([' ', ..] or [.., ' ']))
        {
            writer.Write(text);
            return;
        }

        writer.Write('"');
        writer.Write(text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }

    /// <summary>The characters that make quotes necessary.</summary>
    /// <param name="delimiter">The character between cells.</param>
    /// <returns>The delimiter, the quote, line breaks, and characters that some readers trim or take for a comment.</returns>
    public static SearchValues<char> NeedQuotes(char delimiter) => SearchValues.Create([delimiter, '"', '\r', '\n', '\t', '#']);

    private static ReadOnlySpan<char> Day(DateTime day, Span<char> buffer)
    {
        DateOnly.FromDateTime(day).TryFormat(buffer, out var length, "o", CultureInfo.InvariantCulture);
        return buffer[..length];
    }

    // Spreadsheets start a formula at these characters, including the full-width forms of East Asian keyboards.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsFormula(string text)
    {
        var first = 0;
        while (first < text.Length && text[first] == '\'')
        {
            first++;
        }

        return first < text.Length && text[first] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠';
    }
}
