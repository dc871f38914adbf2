using System.Globalization;
using Rutter.Client.Json;
using Rutter.Client.Resources;

namespace Rutter.Client.Names;

/// <summary>An object's name and other details by which a person recognises it.</summary>
/// <param name="Id">The id that Rutter generated.</param>
/// <param name="Name">Its name, or the number of a document; null if it has neither.</param>
/// <param name="Code">Its accounting code, or null.</param>
/// <param name="CurrencyCode">Its currency, or null.</param>
/// <param name="Detail">Further details: its date, amount and memo.</param>
public sealed record NamedObject(string Id, string? Name, string? Code, string? CurrencyCode, string? Detail)
{
    private static readonly string[] NameFields = ["name", "display_name", "term_name", "title", "document_number", "order_number"];
    private static readonly string[] CodeFields = ["nominal_code", "code"];
    private static readonly string[] DetailFields = ["transaction_date", "issue_date", "total_amount", "memo", "description"];

    /// <summary>The field with an object's name.</summary>
    /// <param name="definition">The kind of object.</param>
    /// <returns>The API's name of the field; null if the kind has none.</returns>
    public static string? NameFieldOf(ResourceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return NameFields.Prepend($"{definition.ItemKey}_name").FirstOrDefault(name => definition.FindField(name) is not null);
    }

    internal static NamedObject? From(object? value, string? nameField)
    {
        if (value is not IReadOnlyDictionary<string, object?> members || Text("id") is not { } id)
        {
            return null;
        }

        var detail = string.Join(" ", DetailFields.Select(Detail).OfType<string>());
        return new NamedObject(
            id,
            nameField is null ? null : Text(nameField),
            CodeFields.Select(Text).FirstOrDefault(code => code is not null),
            Text("currency_code"),
            detail.Length == 0 ? null : detail);

        string? Text(string name) => members.GetValueOrDefault(name) is string { Length: > 0 } text ? text : null;

        string? Detail(string name) => members.GetValueOrDefault(name) switch
        {
            string text when Instant.TryParse(text, out var day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string { Length: > 0 } text => text,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
