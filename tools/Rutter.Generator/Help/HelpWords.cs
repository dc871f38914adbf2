using Rutter.Generator.Model;

namespace Rutter.Generator.Help;

/// <summary>What the help says of a field, and of what can be nested in it.</summary>
internal static class HelpWords
{
    private const int ShownValues = 16;

    /// <summary>A field that is read.</summary>
    public static string OfField(Property property) => property.Words + Values(property) + (property.IsDeprecated ? " Deprecated by the API." : "");

    /// <summary>A field of a body, as a parameter.</summary>
    public static IReadOnlyList<string> OfParameter(Property property, Func<string, bool> hasGet)
    {
        var words = new List<string> { OfField(property) };
        switch (property)
        {
            case { Structure: { } structure }:
                var members = string.Join(", ", structure.Properties.Select(member => member.IsRequired ? member.Name + " (required)" : member.Name));
                words.Add(property.IsList
                    ? $"An array of hashtables or objects, each with {members}."
                    : $"A hashtable or object with {members}.");
                break;
            case { References: { } noun } when hasGet(noun):
                words.Add($"Get-Rutter{noun} lists what there is.");
                break;
            case { Type: FieldKind.Number or FieldKind.NumberText }:
                words.Add("Written with digits and a point before the decimals: 1234.56. Anything else, such as 1.234,56, is refused.");
                break;
            case { Type: FieldKind.Day }:
                words.Add("Best written as 2024-03-29; it is sent as that day whatever the time zone of the machine.");
                break;
        }

        return words;
    }

    /// <summary>The type of a field as a reader of a table wants it.</summary>
    public static string TypeOf(Property property)
    {
        var type = property switch
        {
            { Structure: { } structure } => structure.Name,
            { Type: FieldKind.Number or FieldKind.NumberText } => "decimal",
            { Type: FieldKind.Boolean } => "bool",
            { Type: FieldKind.Day or FieldKind.Instant } => "DateTimeOffset",
            { Type: FieldKind.Any } => "object",
            _ => "string",
        };
        return property.IsList ? type + "[]" : type;
    }

    private static string Values(Property property) =>
        property is { Type: FieldKind.Choice, Values.Count: > 0 and <= ShownValues }
            ? $" Known values: {string.Join(", ", property.Values)}; others may appear."
            : "";
}
