using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Writes;

/// <summary>Converts a body to the object's form, and adds required values that the body does not have.</summary>
internal sealed class BodyProjection(DateTimeOffset now)
{
    /// <summary>Names in a body that differ from those of the object.</summary>
    private static readonly Dictionary<string, string> OtherNames = new()
    {
        ["txn_date"] = "issue_date", ["currency"] = "currency_code", ["total_amount"] = "amount", ["allocated_amount"] = "amount",
            ["amount"] = "allocated_amount",
        ["status"] = "feed_status",
    };

    /// <summary>Sets the object's properties that a body names.</summary>
    public void Apply(JsonObject item, JsonElement payload, Schema schema)
    {
        foreach (var property in payload.EnumerateObject())
        {
            if (Target(schema, property.Name) is { } target)
            {
                item[target.Name] = Convert(property.Value, target);
            }
        }
    }

    /// <summary>Sets the required properties that a body does not name.</summary>
    public void Complete(JsonObject item, Schema schema)
    {
        foreach (var property in schema.Properties.Where(property =>
            property.IsRequired && !property.Schema.IsNullable && item[property.Name] is null))
        {
            item[property.Name] = Default(property);
        }
    }

    private static SchemaProperty? Target(Schema schema, string name) =>
        schema.Property(name) ?? (OtherNames.TryGetValue(name, out var other) ? schema.Property(other) : null);

    private JsonNode? Convert(JsonElement value, SchemaProperty target)
    {
        var schema = target.Schema;
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Object when schema.Properties.Count > 0:
                var item = new JsonObject();
                Apply(item, value, schema);
                foreach (var property in schema.Properties.Where(property => property.IsRequired && !item.ContainsKey(property.Name)))
                {
                    item[property.Name] = property.Schema.IsNullable ? null : Default(property);
                }

                return item;
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray()
                    .Select(element => Convert(element, new SchemaProperty(target.Name, schema.Items, true)))]);
            case JsonValueKind.String when schema.Types.HasFlag(JsonTypes.Object) && schema.Property("id") is not null:
                using (var document = JsonDocument.Parse(new JsonObject { ["id"] = value.GetString() }.ToJsonString()))
                {
                    return Convert(document.RootElement, target);
                }

            case JsonValueKind.String when schema.Values.Count > 0:
                // Some values are written in lower case and shown in upper case.
                return schema.Values.FirstOrDefault(word => word.Equals(value.GetString(), StringComparison.OrdinalIgnoreCase)) ?? "unknown";
            case JsonValueKind.Number when schema.IsDecimalText:
                return value.GetRawText();
            case JsonValueKind.String when schema.IsDecimal && !schema.IsDecimalText && FieldValue.TryParseDecimal(value.GetString(), out var number):
                return number;
            case JsonValueKind.String when schema.IsTimestamp && Timestamps.TryParse(value.GetString(), out var instant):
                return Timestamps.Format(instant);
            default:
                return JsonNode.Parse(value.GetRawText());
        }
    }

    private JsonNode? Default(SchemaProperty property)
    {
        var schema = property.Schema;
        return schema.Types switch
        {
            _ when schema.IsDecimal => schema.IsDecimalText ? "0" : JsonValue.Create(0m),
            _ when schema.Values.Count > 0 => new[] { "active", "open", "USD" }.FirstOrDefault(schema.Values.Contains) ?? schema.Values[0],
            var types when types.HasFlag(JsonTypes.Array) => new JsonArray(),
            var types when types.HasFlag(JsonTypes.Object) => Nested(schema),
            var types when types.HasFlag(JsonTypes.Boolean) => false,
            var types when types.HasFlag(JsonTypes.Number) => 0,
            _ when schema.IsTimestamp => Timestamps.Format(schema.Kind == "day" ? new DateTimeOffset(now.Date, TimeSpan.Zero) : now),
            _ when property.Name.EndsWith("_date", StringComparison.Ordinal) => now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ when schema.Format == "uri" => "https://files.example.com/1",
            _ => "",
        };
    }

    private JsonObject Nested(Schema schema)
    {
        var item = new JsonObject();
        Complete(item, schema);
        foreach (var property in schema.Properties.Where(property => property.IsRequired && property.Schema.IsNullable))
        {
            item[property.Name] = null;
        }

        return item;
    }
}
