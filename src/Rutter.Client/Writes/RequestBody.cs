using System.Collections;
using System.Globalization;
using System.Text.Json;
using Rutter.Client.Filtering;
using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Text;

namespace Rutter.Client.Writes;

/// <summary>
/// Makes the fields of a body from people's input: names in the API's spelling or PascalCase, values of any suitable type, structures as
/// dictionaries, models or JSON. Input that the API does not accept is refused before anything is sent.
/// </summary>
/// <param name="warn">
/// Called once for each undocumented field below <c>additional_fields</c>, which is sent because platforms differ. Called also for values of objects
/// that were read and that a write does not accept, such as a status that the platform sets. They are left out.
/// </param>
public sealed class RequestBody(Action<string>? warn = null)
{
    private readonly HashSet<string> warnings = new(StringComparer.Ordinal);

    /// <summary>Checks and converts the fields of a whole body.</summary>
    /// <param name="schema">The schema of the body.</param>
    /// <param name="fields">The fields by name; null values are ignored.</param>
    /// <param name="isComplete">Whether all required fields must be there. An update reads missing ones from the existing object.</param>
    /// <param name="isRead">Whether a field's value comes from an object that was read, not from a person; null if none does.</param>
    /// <returns>The fields by their API names, in the order of the API's page.</returns>
    /// <exception cref="ArgumentException">A field is unknown, a value is not valid, or a required field is missing.</exception>
    public IReadOnlyList<KeyValuePair<string, object?>> Convert(
        BodySchema schema, IEnumerable<KeyValuePair<string, object?>> fields, bool isComplete = true, Func<BodyField, bool>? isRead = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(fields);
        return Members(schema, fields, "", isRead: false, isComplete, isRead);
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Shown(string name) => DisplayText.Shorten(name);

    private static ArgumentException Refuse(string path, string message) => new($"'{Shown(path)}': {message}");

    private List<KeyValuePair<string, object?>> Members(
        BodySchema schema,
        IEnumerable<KeyValuePair<string, object?>> fields,
        string path,
        bool isRead,
        bool isComplete = true,
        Func<BodyField, bool>? isFieldRead = null)
    {
        var found = new Dictionary<string, object?>(StringComparer.Ordinal);
        var others = new List<KeyValuePair<string, object?>>();
        foreach (var (name, value) in isRead ? AsWritten(schema, [.. fields]) : fields)
        {
            if (schema.FindField(name) is not { } field)
            {
                // An object that was read has fields that a write does not accept. So does its JSON in a CSV cell.
                if (!isRead && !(value is JsonElement && schema.ReadOnly.Contains(name)))
                {
                    others.Add(Unknown(schema, path, name, value));
                }
            }
            else if (Value(field, value, Join(path, field.ApiName), isRead || isFieldRead?.Invoke(field) == true) is { } converted
                && !found.TryAdd(field.ApiName, converted))
            {
                throw Refuse(Join(path, field.ApiName), "it is given twice.");
            }
        }

        if (isComplete && schema.Fields.FirstOrDefault(field => field.IsRequired && !found.ContainsKey(field.ApiName)) is { } missing)
        {
            throw Refuse(Join(path, missing.ApiName), "it is required, and missing.");
        }

        var known = schema.Fields.Where(field => found.ContainsKey(field.ApiName));
        return [.. known.Select(field => KeyValuePair.Create(field.ApiName, found[field.ApiName])), .. others];
    }

    // Fields whose names differ between reads and writes.
    private static IEnumerable<KeyValuePair<string, object?>> AsWritten(BodySchema schema, List<KeyValuePair<string, object?>> read)
    {
        var moved = schema.Fields.Where(field => field.ReadFrom is not null).ToList();
        return read.Where(member => moved.TrueForAll(field => !member.Key.Equals(field.ApiName, StringComparison.OrdinalIgnoreCase)))
            .Concat(moved.Select(field => KeyValuePair.Create(field.ApiName, Follow(read, field.ReadFrom!))));
    }

    private static object? Follow(IEnumerable<KeyValuePair<string, object?>> members, string path)
    {
        var names = path.Split('.', 2);
        var value = members.FirstOrDefault(member => member.Key.Equals(names[0], StringComparison.OrdinalIgnoreCase)).Value;
        return (names.Length, value) switch
        {
            (1, _) => value,
            (_, RutterData model) => Follow(PlainJson.Members(model), names[1]),
            (_, JsonElement { ValueKind: JsonValueKind.Object } element) =>
                Follow(element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, (object?)member.Value)), names[1]),
            _ => null,
        };
    }

    private KeyValuePair<string, object?> Unknown(BodySchema schema, string path, string name, object? value)
    {
        var nearest = NearestName.Find(name, schema.Fields.SelectMany(field => new[] { field.ApiName, field.Name }));
        var question = nearest is null ? "" : $" Did you mean '{nearest}'?";
        if (!schema.IsOpen)
        {
            throw Refuse(
                Join(path, name),
                $"the API takes no such field.{question} It takes {string.Join(", ", schema.Fields.Select(field => field.ApiName))}.");
        }

        Warn($"'{Shown(Join(path, name))}' is a field that no page names; it is sent as it is, for platforms differ.{question}");
        return new(name, value);
    }

    private void Warn(string text)
    {
        if (warnings.Add(text))
        {
            warn?.Invoke(text);
        }
    }

    // Null if no value was given, or none that can be sent.
    private object? Value(BodyField field, object? value, string path, bool isRead)
    {
        if (value is null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
        {
            return null;
        }

        if (!field.IsList)
        {
            return Single(field, value, path, isRead);
        }

        var items = new List<object?>();
        foreach (var item in Items(field, value, path))
        {
            var place = $"{path}[{items.Count.ToString(CultureInfo.InvariantCulture)}]";
            if (item is not null && Single(field, item, place, isRead) is { } converted)
            {
                items.Add(converted);
            }
            else if (!isRead || field.Type != BodyFieldType.Choice)
            {
                throw Refuse(place, "it is empty.");
            }
        }

        return items.Count >= field.MinimumItems
            ? items
            : throw Refuse(path, $"at least {field.MinimumItems} are needed, and {items.Count} given.");
    }

    private static IEnumerable<object?> Items(BodyField field, object value, string path) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(item => (object?)item),
        string text when field.Type is BodyFieldType.Structure or BodyFieldType.Any => text.AsSpan().Trim().Length == 0
            ? []
            : Parse(text, path) is { ValueKind: JsonValueKind.Array } array
                ? array.EnumerateArray().Select(item => (object?)item)
                : [Parse(text, path)],
        string or IDictionary or IEnumerable<KeyValuePair<string, object?>> or RutterData => [value],
        // A list in a CSV is one cell of JSON, which arrives as a list with one text.
        IEnumerable several when several.Cast<object?>().ToList() is [string text] => field.Type == BodyFieldType.Structure
            ? Items(field, text, path)
            : ParseArray(text)?.EnumerateArray().Select(item => (object?)item) ?? [text],
        IEnumerable several => several.Cast<object?>(),
        _ => [value],
    };

    private static JsonElement Parse(string text, string path) =>
        TryParse(text) ?? throw Refuse(path, "a structure is needed, and this is text that is not JSON.");

    private static JsonElement? ParseArray(string text) =>
        text is ['[', .., ']'] && TryParse(text) is { ValueKind: JsonValueKind.Array } array ? array : null;

    private static JsonElement? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = PlainJson.MaximumDepth });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private object? Single(BodyField field, object value, string path, bool isRead)
    {
        var isBlank = value is string text ? string.IsNullOrWhiteSpace(text) : value is JsonElement { ValueKind: JsonValueKind.String } element
            && string.IsNullOrWhiteSpace(element.GetString());
        if (isBlank && field.Type is not (BodyFieldType.Text or BodyFieldType.Any))
        {
            return null;
        }

        try
        {
            return field.Type switch
            {
                BodyFieldType.Text => InputValues.Text(value),
                BodyFieldType.Identifier => InputValues.Identifier(value),
                BodyFieldType.Choice when isRead && !field.IsRequired => ReadChoice(field, InputValues.Text(value), path),
                BodyFieldType.Choice => Choice(field, InputValues.Text(value)),
                BodyFieldType.Boolean => InputValues.Boolean(value),
                BodyFieldType.Number => Number(field, value),
                BodyFieldType.NumberText => Number(field, value).ToString(CultureInfo.InvariantCulture),
                BodyFieldType.Day => InputValues.Day(value),
                BodyFieldType.Instant => InputValues.Instant(value),
                BodyFieldType.Structure => Structure(field.Schema!, value, path, isRead),
                _ => value,
            };
        }
        catch (FormatException exception)
        {
            throw Refuse(path, exception.Message);
        }
    }

    // Null, with a warning, if only the platform can set the value.
    private string? ReadChoice(BodyField field, string text, string path)
    {
        if (KnownChoice(field, text) is { } known)
        {
            return known;
        }

        var place = path.AsSpan().Contains('[') ? string.Concat(path.Split('[', ']').Where((_, index) => index % 2 == 0)) : path;
        Warn($"'{place}' is left out: the object that was read has '{Shown(text)}' there, and a write takes {string.Join(", ", field.Values)}.");
        return null;
    }

    private static string? KnownChoice(BodyField field, string text) =>
        field.Values.FirstOrDefault(value => value.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? (field.IsOpen ? text : null);

    private static string Choice(BodyField field, string text)
    {
        if (KnownChoice(field, text) is { } known)
        {
            return known;
        }

        var nearest = NearestName.Find(text, field.Values);
        throw new FormatException(
            $"'{Shown(text)}' is none of its values.{(nearest is null ? "" : $" Did you mean '{nearest}'?")} "
            + $"They are {string.Join(", ", field.Values)}.");
    }

    private static decimal Number(BodyField field, object value)
    {
        var number = InputValues.Number(value);
        return field.Minimum is not { } minimum || number > minimum || (number == minimum && !field.IsMinimumExclusive)
            ? number
            : throw new FormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"{number} is too small; it has to be {(field.IsMinimumExclusive ? "more than" : "at least")} {minimum}."));
    }

    private List<KeyValuePair<string, object?>> Structure(BodySchema schema, object value, string path, bool isRead) => value switch
    {
        RutterData model => Members(schema, PlainJson.Members(model), path, isRead: true),
        JsonElement { ValueKind: JsonValueKind.Object } element => Members(
            schema, element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, (object?)member.Value)), path, isRead),
        string text => Parse(text, path) is { ValueKind: JsonValueKind.Object } element
            ? Structure(schema, element, path, isRead)
            : throw Refuse(path, "a structure is needed, and this is JSON of another kind."),
        IEnumerable<KeyValuePair<string, object?>> members => Members(schema, members, path, isRead),
        IDictionary members => Members(
            schema,
            members.Cast<DictionaryEntry>().Select(
                member => KeyValuePair.Create(System.Convert.ToString(member.Key, CultureInfo.InvariantCulture)!, member.Value)),
            path,
            isRead),
        _ => throw Refuse(
            path,
            $"a structure with the fields {string.Join(", ", schema.Fields.Select(field => field.ApiName))} is needed, "
            + $"and this is of type {InputValues.Name(value)}."),
    };
}
