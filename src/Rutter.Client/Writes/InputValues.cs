using System.Globalization;
using System.Text.Json;
using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Text;

namespace Rutter.Client.Writes;

/// <summary>Converts people's input to values that can be sent.</summary>
internal static class InputValues
{
    /// <exception cref="FormatException">It is not a text, and cannot be converted to one.</exception>
    public static string Text(object value) => Plain(value) switch
    {
        string text => text,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or Guid or char or Uri or Version or Enum =>
            Convert.ToString(Plain(value), CultureInfo.InvariantCulture)!,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        var other => throw new FormatException($"text is needed, and this is of type {Name(other)}."),
    };

    /// <exception cref="FormatException">It is neither a text nor an object with an id.</exception>
    public static string Identifier(object value) => value is RutterObject ? IdOf((RutterObject)value) : Text(value);

    /// <exception cref="FormatException">It is neither true nor false.</exception>
    public static bool Boolean(object value) => Plain(value) switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out var flag) => flag,
        0 or 0L => false,
        1 or 1L => true,
        var other => throw new FormatException(
            $"true or false is needed, and this is {(other is string text ? $"'{DisplayText.Shorten(text)}'" : $"of type {Name(other)}")}."),
    };

    /// <exception cref="FormatException">It is not a number, or a decimal cannot hold it exactly.</exception>
    public static decimal Number(object value)
    {
        try
        {
            return ExactDecimal.From(value is JsonElement { ValueKind: JsonValueKind.Number } element ? element.GetRawText() : Plain(value));
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    /// <summary>The day of a date, whatever the machine's time zone.</summary>
    /// <exception cref="FormatException">It is not a date.</exception>
    public static DateTimeOffset Day(object value) => Plain(value) switch
    {
        var plain when Json.Instant.TryGetDay(plain, out var day) => day,
        int or long => throw new FormatException("a day is written as 2024-03-01 or 20240301; this number could mean several dates."),
        var other => Instant(other),
    };

    /// <exception cref="FormatException">It is not an instant.</exception>
    public static DateTimeOffset Instant(object value) => Plain(value) switch
    {
        DateTimeOffset instant => instant,
        DateTime time => Json.Instant.From(time),
        DateOnly date => new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero),
        string text when Json.Instant.TryParse(text, out var instant) => instant,
        string text =>
            throw new FormatException($"'{DisplayText.Shorten(text)}' is not an ISO 8601 date, such as 2024-03-01 or 2024-03-01T20:35:14Z."),
        var other => throw new FormatException($"a date is needed, and this is of type {Name(other)}."),
    };

    private static string IdOf(RutterObject model) =>
        model.GetType().GetProperty("Id")?.GetValue(model) as string ?? throw new FormatException(
            $"an id is needed, and this {model.GetType().Name} has none.");

    private static object Plain(object value) => value is not JsonElement element ? value : element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var integer) ? integer : element.TryGetDecimal(out var number) ? number : element.GetDouble(),
        _ => element,
    };

    /// <summary>The type of a value, for a person.</summary>
    public static string Name(object value) => value is JsonElement element ? $"JSON {element.ValueKind}" : value.GetType().Name;
}
