using System.Text;

namespace Rutter.Emulator.Description;

/// <summary>An API object and its operations.</summary>
internal sealed class ObjectDescription
{
    private static readonly string[] TimeFields = ["created_at", "updated_at", "last_synced_at"];

    private readonly Dictionary<string, int> indexes;
    private string? webhookName;

    private ObjectDescription(string noun, Schema schema, IReadOnlyList<Operation> operations)
    {
        Noun = noun;
        Schema = schema;
        List = operations.FirstOrDefault(operation =>
            operation.Method == "GET" && operation.ResponseProperty?.Schema.Types.HasFlag(JsonTypes.Array) == true && !operation.Path.EndsWith('}'));
        Single = List is null ? operations.FirstOrDefault(operation => operation.Method == "GET" && !operation.Path.EndsWith('}')) : null;
        Get = operations.FirstOrDefault(operation => operation.Method == "GET" && operation.Path.EndsWith('}'));
        Create = operations.FirstOrDefault(operation => operation.Method == "POST" && !operation.Path.EndsWith('}'));
        Update = operations.FirstOrDefault(operation => operation.Method is "PATCH" or "PUT");
        Delete = operations.FirstOrDefault(operation => operation.Method == "DELETE");
        var first = List ?? Single ?? Get ?? Create ?? operations[0];
        Path = first.Path;
        Area = first.Area;
        ListKey = List?.ResponseProperty?.Name ?? Path.Split('/').Last(segment => segment[0] != '{');
        ItemKey = (Get ?? Single ?? Create ?? Update)?.ResponseProperty?.Name ?? Snake(noun);
        Fields = [.. schema.Properties.Select(property => new Field(property, CanFilter(schema, property)))];
        indexes = Fields.Select((field, index) => (field.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index);
        (IdIndex, PlatformIdIndex, PlatformDataIndex) = (IndexOf("id"), IndexOf("platform_id"), IndexOf("platform_data"));
    }

    /// <summary>The noun, for example <c>BankTransfer</c>.</summary>
    public string Noun { get; }

    /// <summary>The noun as people say it, for example <c>bank transfer</c>.</summary>
    public string Name => Snake(Noun).Replace('_', ' ');

    public string Area { get; }

    public string Path { get; }

    /// <summary>The key around a list, for example <c>bank_transfers</c>.</summary>
    public string ListKey { get; }

    /// <summary>The key around one object, for example <c>bank_transfer</c>.</summary>
    public string ItemKey { get; }

    public Schema Schema { get; }

    /// <summary>The properties in the order of the description.</summary>
    public IReadOnlyList<Field> Fields { get; }

    public Operation? List { get; }

    /// <summary>The fetch of an object that there is once.</summary>
    public Operation? Single { get; }

    public Operation? Get { get; }

    public Operation? Create { get; }

    public Operation? Update { get; }

    public Operation? Delete { get; }

    /// <summary>
    /// Whether there are objects of it at the start. Statements are made on request; connections and events are made by other operations.
    /// </summary>
    public bool HasData =>
        IdIndex >= 0 && Area != "platform" && (Noun == "ProductVariant" || ((List ?? Single) is { } read && read.Query("response_mode") is null));

    /// <summary>
    /// What its webhooks are called, for example <c>BANK_TRANSFER</c>: the description lists their codes; one that it does not list follows the rule.
    /// </summary>
    public string WebhookName => webhookName ??= FindWebhookName();

    public int IdIndex { get; }

    public int PlatformIdIndex { get; }

    public int PlatformDataIndex { get; }

    /// <summary>The position of a field; -1 for an unknown one.</summary>
    public int IndexOf(string field) => indexes.GetValueOrDefault(field, -1);

    /// <summary>All objects of the description, those of accounting first.</summary>
    public static IReadOnlyList<ObjectDescription> ReadAll(IReadOnlyList<Operation> operations)
    {
        var byNoun = operations.Where(operation => operation.Noun is not null).GroupBy(operation => operation.Noun!);
        var all = byNoun.Select(group => new ObjectDescription(group.Key, operations[0].Description.Schema(group.Key), [.. group]));
        return [.. all.OrderBy(described => described.Area != "accounting")];
    }

    /// <summary>A noun in the API's spelling: <c>BankTransfer</c> is <c>bank_transfer</c>.</summary>
    public static string Snake(string noun)
    {
        var text = new StringBuilder();
        foreach (var c in noun)
        {
            _ = char.IsAsciiLetterUpper(c) && text.Length > 0 ? text.Append('_') : text;
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    public override string ToString() => Noun;

    // Every list with a filter accepts the three times. If the documentation does not name the fields, every plain field is accepted.
    private bool CanFilter(Schema schema, SchemaProperty property)
    {
        if (property.Schema.IsFilterable)
        {
            return true;
        }

        var isPlain = (property.Schema.Types & (JsonTypes.Object | JsonTypes.Array)) == JsonTypes.None;
        var hasOtherFilter = List is not null && List.Query("filter") is null;
        return isPlain && (schema.IsFilterUnread || hasOtherFilter || (List?.Query("filter") is not null && TimeFields.Contains(property.Name)));
    }

    private string FindWebhookName()
    {
        var codes = Schema.Description.Schema("WebhookConfigurationAllowList").Property("allowedTypes")!.Schema.Items.Values;
        var plain = Snake(Noun).ToUpperInvariant();
        string[] candidates = [$"ACCOUNTING_{plain}", plain, plain.Replace("ACCOUNTING_", "", StringComparison.Ordinal)];
        return candidates.FirstOrDefault(candidate => codes.Any(code => code == $"{candidate}_UPDATED" || code == $"{candidate}_DELETED")) ?? plain;
    }
}

/// <summary>The type of a field's values.</summary>
internal enum FieldType
{
    Text,

    /// <summary>The id of an object, or one of a few words: compared as a whole.</summary>
    Identifier,

    Number,

    /// <summary>An instant, in UTC with milliseconds.</summary>
    Timestamp,

    /// <summary>A day without a time.</summary>
    Day,

    Boolean,

    /// <summary>An object, an array, or a value of several types.</summary>
    Structure,
}

/// <summary>A property of an object.</summary>
internal sealed class Field(SchemaProperty property, bool isFilterable)
{
    public string Name => property.Name;

    public Schema Schema => property.Schema;

    public bool IsRequired => property.IsRequired;

    public FieldType Type { get; } = TypeOf(property);

    /// <summary>Whether a list can be filtered and sorted by it.</summary>
    public bool IsFilterable => isFilterable && Type != FieldType.Structure;

    /// <summary>Whether the property is left out when there is no value, because null is none.</summary>
    public bool IsLeftOutWhenNull { get; } = !property.IsRequired && !property.Schema.IsNullable;

    private static FieldType TypeOf(SchemaProperty property)
    {
        var schema = property.Schema;
        return (schema.Types & ~JsonTypes.Null) switch
        {
            _ when schema.IsDecimal => FieldType.Number,
            JsonTypes.Boolean => FieldType.Boolean,
            JsonTypes.Text when schema.IsTimestamp => FieldType.Timestamp,
            JsonTypes.Text when property.Name.EndsWith("_date", StringComparison.Ordinal) => FieldType.Day,
            JsonTypes.Text when schema.References is not null || schema.Values.Count > 0 || property.Name is "id" or "platform_id" =>
                FieldType.Identifier,
            JsonTypes.Text => FieldType.Text,
            _ => FieldType.Structure,
        };
    }
}
