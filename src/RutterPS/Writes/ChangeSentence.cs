using System.Globalization;
using System.Text;
using Rutter.Client.Text;

namespace RutterPS.Writes;

/// <summary>Describes a change for <c>-WhatIf</c>, <c>-Confirm</c> and errors, with the given values, cleaned for the screen.</summary>
internal sealed class ChangeSentence(string start)
{
    private readonly StringBuilder text = new(start);

    /// <summary>Formats a value: amounts with all digits, dates as days, text without control characters.</summary>
    public static string Show(object? value) => value switch
    {
        DateTimeOffset date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => DisplayText.Clean(value?.ToString()),
    };

    /// <summary>Adds a value with the words around it; nothing if the value was not given.</summary>
    public ChangeSentence With(string before, object? value, string quote = "", string end = "")
    {
        if (value is not (null or ""))
        {
            text.Append(before).Append(quote).Append(Show(value)).Append(quote).Append(end);
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString().TrimEnd(',', ':');
}
