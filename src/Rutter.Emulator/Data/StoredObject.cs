using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Data;

/// <summary>
/// An object whose values never change: a page that is being written does not see a write. What a value can be: see <see cref="FieldValue"/>.
/// </summary>
internal sealed class StoredObject(ObjectDescription description, object?[] values)
{
    private byte[]? listed;

    public ObjectDescription Description => description;

    public string Id => (string)values[description.IdIndex]!;

    /// <summary>The platform's id; null for an object without one.</summary>
    public string? PlatformId => description.PlatformIdIndex < 0 ? null : (string?)values[description.PlatformIdIndex];

    public object? this[int index] => values[index];

    public object? this[string field] => description.IndexOf(field) is >= 0 and var index ? values[index] : null;

    public string? Text(string field) => this[field] as string;

    public decimal Amount(string field) => this[field] as decimal? ?? 0m;

    /// <summary>The objects of a property that holds several.</summary>
    public IEnumerable<JsonElement> Items(string field) =>
        this[field] is JsonElement { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

    /// <summary>Writes the object as lists show it. The bytes are kept: pages are read far more often than objects change.</summary>
    public void Write(Utf8JsonWriter json)
    {
        listed ??= JsonText.WriteSmall(writer => WriteFields(writer, platform: null));
        json.WriteRawValue(listed, skipInputValidation: true);
    }

    /// <summary>Writes the object with its platform data.</summary>
    public void WriteWithPlatformData(Utf8JsonWriter json, string platform) => WriteFields(json, platform);

    /// <summary>Writes the property <c>platform_data</c>; nothing for an object without it.</summary>
    public void WritePlatformData(Utf8JsonWriter json, string platform)
    {
        if (description.PlatformDataIndex < 0)
        {
            return;
        }

        json.WritePropertyName("platform_data");
        if (values[description.PlatformDataIndex] is { } given)
        {
            FieldValue.Write(json, given);
            return;
        }

        json.WriteStartObject();
        json.WriteString("id", PlatformId ?? Id);
        json.WriteString("platform", platform);
        json.WriteString("object", description.ItemKey);
        json.WriteEndObject();
    }

    /// <summary>A copy to read and change.</summary>
    public JsonObject ToJson()
    {
        var json = JsonNode.Parse(JsonText.Write(Write, sizeHint: 1024).Span)!.AsObject();
        if (description.PlatformDataIndex >= 0 && values[description.PlatformDataIndex] is JsonElement given)
        {
            json["platform_data"] = JsonNode.Parse(given.GetRawText());
        }

        return json;
    }

    private void WriteFields(Utf8JsonWriter json, string? platform)
    {
        json.WriteStartObject();
        for (var i = 0; i < values.Length; i++)
        {
            if (i == description.PlatformDataIndex)
            {
                if (platform is not null)
                {
                    WritePlatformData(json, platform);
                }
            }
            else if (values[i] is not null || !description.Fields[i].IsLeftOutWhenNull)
            {
                json.WritePropertyName(description.Fields[i].Name);
                FieldValue.Write(json, description.Fields[i], values[i]);
            }
        }

        json.WriteEndObject();
    }
}
