using System.Collections;
using System.Management.Automation;
using System.Security;
using Rutter.Client.Resources;
using RutterPS.Common;

namespace RutterPS.Csv;

/// <summary>A column: its name in the file, and the source of its cells.</summary>
/// <param name="Name">The API's name of the property.</param>
/// <param name="Reader">Reads it from the document, or from one of its lines.</param>
/// <param name="IsOfLine">Whether it is read from a line.</param>
internal sealed record CsvColumn(string Name, PropertyReader Reader, bool IsOfLine)
{
    // Members of the envelope and the platform's raw data are columns only on request.
    private static readonly string[] NotOfTheObject =
        [nameof(RutterObject.ConnectionId), nameof(RutterObject.Platform), nameof(RutterObject.AdditionalProperties), "PlatformData"];

    // A secret must not be written to a file.
    private static readonly string SecretType = typeof(SecureString).FullName!;

    /// <summary>Whether to write a date without a time as a day.</summary>
    public bool IsDay { get; } = Name.EndsWith("_date", StringComparison.Ordinal) || Name == "date";

    /// <summary>
    /// The columns of an object: the fields of its type in their order, with added names beside their ids, or the given properties.
    /// </summary>
    public static IReadOnlyList<CsvColumn> Of(PSObject item, IReadOnlyList<string> properties, string? lines)
    {
        var names = properties.Count > 0 ? [.. properties] : NamesOf(item, lines);
        var columns = names.Select(name => Create(name, isOfLine: false)).ToList();
        if (lines is not null)
        {
            columns.AddRange(LineNames(item, lines).Select(name => Create(name, isOfLine: true) with { Name = $"{ApiName(lines)}.{ApiName(name)}" }));
        }

        return columns;
    }

    /// <summary>The names of an object's properties that become columns.</summary>
    public static List<string> NamesOf(PSObject item, string? lines)
    {
        if (item.BaseObject is IDictionary dictionary)
        {
            return [.. dictionary.Keys.OfType<string>().Where(name => !IsSame(name, lines))];
        }

        var names = new List<string>();
        foreach (var property in item.Properties.OrderBy(property => property is PSNoteProperty))
        {
            if (!property.IsGettable || IsSame(property.Name, lines) || property.TypeNameOfValue == SecretType
                || (item.BaseObject is RutterObject && NotOfTheObject.Contains(property.Name, StringComparer.Ordinal)))
            {
                continue;
            }

            // CreditAccountName, which Resolve-RutterName adds, comes after CreditAccountId.
            var id = property.Name.EndsWith("Name", StringComparison.Ordinal) && item.BaseObject is not PSCustomObject
                ? names.IndexOf(property.Name[..^4] + "Id")
                : -1;
            names.Insert(id < 0 ? names.Count : id + 1, property.Name);
        }

        return names;
    }

    private static CsvColumn Create(string name, bool isOfLine) => new(ApiName(name), PropertyReader.Of(name), isOfLine);

    // A name with spaces is a person's own choice and is kept.
    private static string ApiName(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? PropertyPath.ToSnakeCase(name) : name;

    private static bool IsSame(string name, string? lines) => lines is not null && ApiName(name) == ApiName(lines);

    private static List<string> LineNames(PSObject item, string lines)
    {
        PropertyReader.Of(lines).TryRead(item, out var value);
        var first = PSObjects.Unwrap(value) is IEnumerable items and not string
            ? items.Cast<object?>().FirstOrDefault(line => line is not null)
            : value;
        if (first is not null)
        {
            return NamesOf(PSObject.AsPSObject(first), lines: null);
        }

        // If a document has no lines, the type says which columns a line has.
        var type = item.BaseObject.GetType().GetProperties().FirstOrDefault(property => IsSame(property.Name, lines))?.PropertyType;
        var line = type?.GetInterfaces().Append(type).FirstOrDefault(
            candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
        return line is null ? [] : [.. line.GetProperties().Select(property => property.Name).Except(NotOfTheObject)];
    }
}
