using System.Buffers;
using System.Globalization;
using Rutter.Client.Json;

namespace Rutter.Client.Csv;

/// <summary>
/// Writes values as cells of a CSV file, the same in every culture: numbers with a decimal point, days as <c>2024-09-24</c>, instants in ISO 8601.
/// Text that a spreadsheet would run as a formula gets a leading apostrophe, which tells spreadsheets that it is text.
/// </summary>
public static class CsvCell
{
    // Spreadsheets start a formula at these characters, including the full-width forms of East Asian keyboards.
    private const string FormulaStarts = "=+-@\t\r＝＋－＠";

    /// <summary>A value as text, without quotes.</summary>
    /// <param name="value">A string, bool, number, date, or anything else that has text.</param>
    /// <param name="isDay">Whether to write a date without a time as a day.</param>
    /// <returns>The text; empty for null.</returns>
    public static string Format(object? value, bool isDay) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset instant => isDay && instant.TimeOfDay == TimeSpan.Zero && instant.Offset == TimeSpan.Zero
            ? instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Instant.Format(instant),
        DateTime time => time.TimeOfDay == TimeSpan.Zero
            ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : time.Kind == DateTimeKind.Unspecified ? time.ToString("s", CultureInfo.InvariantCulture) : Instant.Format(time),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

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
    public static void Write(TextWriter writer, string text, SearchValues<char> special)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(special) && text is not ([' ', ..] or [.., ' ']))
        {
            writer.Write(text);
            return;
        }

        writer.Write('"');
        writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }

    /// <summary>The characters that make quotes necessary.</summary>
    /// <param name="delimiter">The character between cells.</param>
    /// <returns>The delimiter, the quote, line breaks, and characters that some readers trim or take for a comment.</returns>
    public static SearchValues<char> NeedQuotes(char delimiter) => SearchValues.Create([delimiter, '"', '\r', '\n', '\t', '#']);

    private static bool IsFormula(string text) =>
        text.AsSpan().TrimStart('\'') is [var first, ..] && FormulaStarts.Contains(first, StringComparison.Ordinal);
}
