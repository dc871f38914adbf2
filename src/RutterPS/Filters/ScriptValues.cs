using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using Rutter.Client.Filtering;
using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Text;
using RutterPS.Common;

namespace RutterPS.Filters;

/// <summary>Converts the result of an expression to a value of the filter language, for the type of its field.</summary>
internal static class ScriptValues
{
    private const string Dates = "a [datetime], a [datetimeoffset], or ISO 8601 text such as '2024-03-01' or '2024-04-29T20:35:14.000Z'";
    private const string Numbers = "a number, or text that is plainly one, such as 1234.56";
    private const string Texts = "text";

    private static readonly InstantTransformationAttribute Instants = new();
    private static readonly AmountTransformationAttribute Amounts = new();

    /// <exception cref="FilterRefusedException">The field does not allow the value, or a filter cannot hold it.</exception>
    public static FilterValue Convert(object? value, ResourceField? field, FilterOperator comparison, FilterSpan span)
    {
        try
        {
            return value switch
            {
                IEnumerable and not string =>
                    throw Refused(
                        span, "There are several values here.", "one value; for several, one comparison each, joined by -or in parentheses"),
                bool or SwitchParameter => throw Refused(span, "The filter language has no true or false.", Expected(field)),
                _ when comparison == FilterOperator.HasWordStartingWith => FilterValue.Of(WordStart(value, span), span),
                _ => Convert(value, field, span),
            };
        }
        catch (ArgumentTransformationMetadataException exception)
        {
            throw Refused(span, exception.Message, Expected(field));
        }
        catch (ArgumentException exception)
        {
            // The message without the .NET parameter name, which would mean nothing here.
            throw Refused(
                span,
                exception.Message.Split(" (Parameter")[0],
                "text without double quotes, line ends and other control characters",
                FilterErrorKind.Syntax);
        }
    }

    private static FilterValue Convert(object? value, ResourceField? field, FilterSpan span) => (field?.Type, value) switch
    {
        (FieldType.Timestamp, string text) when IsInstant(text) => FilterValue.Of(text, span),
        (FieldType.Timestamp, DateTime or DateTimeOffset or DateOnly) or (null, DateTime or DateTimeOffset or DateOnly) =>
            FilterValue.Of(ToInstant(value), span),
        (FieldType.Timestamp, string text) =>
            throw Refused(span, $"'{DisplayText.Shorten(text)}' is not an ISO 8601 date or instant.", Dates, FilterErrorKind.Timestamp),
        (FieldType.Timestamp, _) =>
            throw Refused(span, $"A date is expected here; this is of type {value?.GetType().Name}.", Dates, FilterErrorKind.Timestamp),
        (FieldType.Number, _) => FilterValue.Of((decimal)Amounts.Transform(null!, value)!, span),
        (null, _) when IsNumber(value) => FilterValue.Of((decimal)Amounts.Transform(null!, value)!, span),
        (_, string text) => FilterValue.Of(text, span),
        (_, sbyte or byte or short or ushort or int or uint or long or ulong or Guid or char or Enum or Uri) =>
            FilterValue.Of(System.Convert.ToString(value, CultureInfo.InvariantCulture)!, span),
        _ => throw Refused(span, $"{field?.ApiName ?? "A field"} is text; this is of type {value?.GetType().Name}.", Texts),
    };

    private static string WordStart(object? value, FilterSpan span)
    {
        const string Expected = "text with a single star, at its end: -like 'ru*'";
        return value is string text && text.Length > 1 && text.IndexOfAny(['*', '?', '[', '`']) == text.Length - 1 && text[^1] == '*'
            ? text[..^1]
            : throw Refused(span, "The filter language finds words that start with a text, and nothing else by a pattern.", Expected);
    }

    private static bool IsInstant(string text) => !text.AsSpan().ContainsAnyExceptInRange('!', '~') && Instant.TryParse(text, out _);

    private static DateTimeOffset ToInstant(object value) => (DateTimeOffset)Instants.Transform(null!, value)!;

    private static bool IsNumber(object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;

    private static string Expected(ResourceField? field) => field?.Type switch
    {
        FieldType.Number => Numbers,
        FieldType.Timestamp => Dates,
        _ => Texts,
    };

    private static FilterRefusedException Refused(
        FilterSpan span, string message, string expected, FilterErrorKind kind = FilterErrorKind.ValueKind) =>
        new(ScriptSource.Error(span, message, expected, kind));
}

/// <summary>
/// Evaluates the values of a script-block filter in the scope where the script block was written: in a function, in a module, and when another
/// module passes it on.
/// </summary>
internal sealed class ValueEvaluator(PSCmdlet cmdlet, ScriptBlock filter)
{
    // PowerShell offers no public way to bind a script block to the session state of one that belongs to no module (PowerShell issue 6147).
    private static readonly PropertyInfo? Binding =
        typeof(ScriptBlock).GetProperty("SessionStateInternal", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>Evaluates an expression.</summary>
    /// <param name="expression">Its source text.</param>
    /// <returns>The result: null for nothing, one object, or a list of several.</returns>
    /// <exception cref="RuntimeException">The expression failed, for example because a variable is not set in strict mode.</exception>
    public object? Evaluate(string expression)
    {
        var results = Bind(ScriptBlock.Create(expression)).Invoke();
        return results switch
        {
            [] => null,
            [var only] => only is null ? null : only.BaseObject,
            Collection<PSObject> several => several,
        };
    }

    private ScriptBlock Bind(ScriptBlock expression)
    {
        if (filter.Module is { } module)
        {
            return module.NewBoundScriptBlock(expression);
        }

        if (cmdlet.SessionState.Module is null)
        {
            return expression;
        }

        if (Binding?.GetValue(filter) is not { } home)
        {
            throw new PSInvalidOperationException(
                "The script block comes from outside the module that hands it on, and its variables are out of reach. "
                + "Turn it into text with ConvertTo-RutterFilter first.");
        }

        Binding.SetValue(expression, home);
        return expression;
    }
}
