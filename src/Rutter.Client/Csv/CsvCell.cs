using System.Buffers;
using System.Globalization;
using Rutter.Client.Json;

namespace Rutter.Client.Csv;

/// <summary>
/// Values as the cells of a CSV file, the same in every culture: digits with a point, days as <c>2024-09-24</c>, instants in ISO 8601.
/// Text that a spreadsheet would run as a formula gets an apostrophe in front, which spreadsheets read as "this is text".
/// </summary>
public static class CsvCell
{
    // What spreadsheets take for the beginning of a formula, the wide forms of East Asian keyboards included.
    private const string FormulaStarts = "=+-@\t\r＝＋－＠";

    /// <summary>A value as text, without quotes.</summary>
    /// <param name="value">A string, bool, number, date, or anything else that has text.</param>
    /// <param name="isDay">Whether a date without a time is meant as a day.</param>
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

    /// <summary>Makes text harmless in a spreadsheet: <c>=1+1</c> becomes <c>'=1+1</c>, and <c>'=1+1</c> becomes <c>''=1+1</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text, from which <see cref="FromSpreadsheet"/> gives the first one back.</returns>
    public static string ForSpreadsheet(string text) => IsFormula(text) ? "'" + text : text;

    /// <summary>Takes back what <see cref="ForSpreadsheet"/> added.</summary>
    /// <param name="text">The text of a cell.</param>
    /// <returns>The text without the apostrophe in front of a formula; any other text as it is.</returns>
    public static string FromSpreadsheet(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith('\'') && IsFormula(text) ? text[1..] : text;
    }

    /// <summary>Writes the text of a cell, in quotes where it needs them. Source: RFC 4180.</summary>
    /// <param name="writer">Where to.</param>
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

    /// <summary>The characters that cannot stand in a cell without quotes.</summary>
    /// <param name="delimiter">What stands between cells.</param>
    /// <returns>The delimiter, the quote, line breaks, and what readers take for a comment or trim.</returns>
    public static SearchValues<char> NeedQuotes(char delimiter) => SearchValues.Create([delimiter, '"', '\r', '\n', '\t', '#']);

    private static bool IsFormula(string text) =>
        text.AsSpan().TrimStart('\'') is [var first, ..] && FormulaStarts.Contains(first, StringComparison.Ordinal);
}
