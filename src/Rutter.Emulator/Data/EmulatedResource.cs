using System.Text.Json;
using Rutter.Client.Resources;
using Rutter.Emulator.Http;
using Rutter.Emulator.State;
using Rutter.Emulator.Writes;

namespace Rutter.Emulator.Data;

/// <summary>One row of the table of API objects: its definition, how its data is made, and what may be written.</summary>
internal abstract class EmulatedResource
{
    private readonly Dictionary<string, int> indexes;
    private readonly JsonEncodedText[] names;

    protected EmulatedResource(ResourceDefinition definition)
    {
        Definition = definition;
        names = [.. definition.Fields.Select(field => JsonEncodedText.Encode(field.ApiName))];
        indexes = definition.Fields.Select((field, index) => (field.ApiName, index)).ToDictionary(pair => pair.ApiName, pair => pair.index);
        IdIndex = IndexOf("id");
        PlatformIdIndex = IndexOf("platform_id");
        PlatformDataIndex = IndexOf("platform_data");
    }

    public ResourceDefinition Definition { get; }

    /// <summary>What events and webhooks call the object: <c>BANK_TRANSFER</c>.</summary>
    public string EntityName => Definition.ItemKey.ToUpperInvariant();

    public int IdIndex { get; }

    public int PlatformIdIndex { get; }

    public int PlatformDataIndex { get; }

    /// <summary>What may be written, or null for an object that can only be read.</summary>
    public virtual WriteRules? Rules => null;

    /// <summary>The objects at the start. It may look at the resources before it in the table.</summary>
    public abstract IEnumerable<StoredObject> Generate(ConnectionData data);

    /// <summary>The position of a field in an object's values; -1 for an unknown one.</summary>
    public int IndexOf(string apiName) => indexes.GetValueOrDefault(apiName, -1);

    public string IdOf(StoredObject item) => (string)item[IdIndex]!;

    public string PlatformIdOf(StoredObject item) => (string)item[PlatformIdIndex]!;

    /// <summary>Writes an object with its fields in the order of the definition.</summary>
    public void Write(Utf8JsonWriter json, StoredObject item, ConnectionData data, bool withPlatformData)
    {
        if (withPlatformData)
        {
            WriteFields(json, item, data);
            return;
        }

        item.Json ??= JsonText.WriteSmall(writer => WriteFields(writer, item, platformDataOf: null));
        json.WriteRawValue(item.Json, skipInputValidation: true);
    }

    private void WriteFields(Utf8JsonWriter json, StoredObject item, ConnectionData? platformDataOf)
    {
        json.WriteStartObject();
        for (var i = 0; i < names.Length; i++)
        {
            if (i != PlatformDataIndex)
            {
                json.WritePropertyName(names[i]);
                FieldValue.Write(json, item[i]);
            }
            else if (platformDataOf is not null)
            {
                WritePlatformData(json, item, platformDataOf);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the property <c>platform_data</c> of an object.</summary>
    public void WritePlatformData(Utf8JsonWriter json, StoredObject item, ConnectionData data)
    {
        json.WritePropertyName(names[PlatformDataIndex]);
        if (item[PlatformDataIndex] is { } given)
        {
            FieldValue.Write(json, given);
            return;
        }

        json.WriteStartObject();
        json.WriteString("id", PlatformIdOf(item));
        json.WriteString("platform", data.Connection.Platform);
        json.WriteString("object", Definition.ItemKey);
        json.WriteEndObject();
    }
}
