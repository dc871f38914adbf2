using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Rutter.Client.Errors;
using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Transport;

namespace Rutter.Client.Responses;

/// <summary>Reads list and fetch responses by the keys of a definition. It reads from memory, which is twice as fast as from a stream.</summary>
internal static class Envelope
{
    private static ReadOnlySpan<byte> CursorMember => "\"next_cursor\""u8;

    private static readonly ConditionalWeakTable<ResourceDefinition, object> Pages = new();
    private static readonly ConditionalWeakTable<ResourceDefinition, JsonTypeInfo<EnvelopeBody<RutterObject>>> Items = new();

    /// <summary>Reads a page.</summary>
    /// <exception cref="JsonException">The body is not a list of these objects.</exception>
    public static Page<T> ReadPage<T>(ResourceDefinition<T> definition, ReadOnlySpan<byte> body)
        where T : RutterObject
    {
        var json = (JsonTypeInfo<EnvelopeBody<List<T>>>)Pages.GetValue(
            definition, static known => Describe<List<T>>(known.ModelJson.Options, typeof(List<T>), known.ListKey));
        var read = Require(JsonSerializer.Deserialize(body, json), definition.ListKey);
        StampAll(definition, read.Content!, read.Connection);
        return new Page<T>(read.Content!, string.IsNullOrEmpty(read.NextCursor) ? null : read.NextCursor, read.Connection);
    }

    /// <summary>Reads the objects of a page when the .NET type is not known at compile time.</summary>
    /// <exception cref="JsonException">The body is not a list of these objects.</exception>
    public static IReadOnlyList<RutterObject> ReadItems(ResourceDefinition definition, ReadOnlyMemory<byte> body)
    {
        var list = typeof(List<>).MakeGenericType(definition.ModelJson.Type);
        var json = Describe<IReadOnlyList<RutterObject>>(definition.ModelJson.Options, list, definition.ListKey);
        var read = Require(JsonSerializer.Deserialize(JsonText.Sanitize(body).Span, json), definition.ListKey);
        StampAll(definition, read.Content!, read.Connection);
        return read.Content!;
    }

    /// <summary>Finds the next cursor in a body before its objects are parsed. It is a guess until then.</summary>
    public static string? FindNextCursor(ReadOnlySpan<byte> body)
    {
        // The API sends the cursor after the objects, so the last member with its name is probably the right one.
        var at = body.LastIndexOf(CursorMember);
        if (at < 0 || body[(at + CursorMember.Length)..].TrimStart(" \t\r\n"u8) is not [(byte)':', .. var value])
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(value, isFinalBlock: false, default);
            return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads a single object.</summary>
    public static async ValueTask<T> ReadItemAsync<T>(ResourceDefinition<T> definition, Stream body, CancellationToken cancellationToken)
        where T : RutterObject
    {
        using var buffer = await BodyBuffer.ReadAsync(body, cancellationToken).ConfigureAwait(false);
        return ReadItem(definition, buffer.Content);
    }

    /// <summary>Reads a single object from a body in memory.</summary>
    public static T ReadItem<T>(ResourceDefinition<T> definition, ReadOnlyMemory<byte> body)
        where T : RutterObject => (T)ReadItem((ResourceDefinition)definition, body);

    /// <inheritdoc cref="ReadItem{T}(ResourceDefinition{T}, ReadOnlyMemory{byte})"/>
    public static RutterObject ReadItem(ResourceDefinition definition, ReadOnlyMemory<byte> body)
    {
        var json = JsonText.Sanitize(body);
        try
        {
            return ItemOf(definition, JsonSerializer.Deserialize(json.Span, ItemJson(definition)));
        }
        catch (JsonException) when (OutOfList(json, definition.ItemKey) is { } alone)
        {
            return ItemOf(definition, JsonSerializer.Deserialize(alone.Span, ItemJson(definition)));
        }
    }

    // The OpenAPI description has a list under the key of a single object in one place, so a list of one is accepted.
    private static ReadOnlyMemory<byte>? OutOfList(ReadOnlyMemory<byte> body, string key)
    {
        try
        {
            if (JsonNode.Parse(body.Span) is JsonObject root && root[key] is JsonArray { Count: 1 } list && list[0] is JsonObject only)
            {
                root[key] = only.DeepClone();
                return JsonSerializer.SerializeToUtf8Bytes(root, EnvelopeJson.Default.JsonObject);
            }
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // The body is not an object, or has a duplicate name: the first failure is reported.
        }

        return null;
    }

    private static JsonTypeInfo<EnvelopeBody<RutterObject>> ItemJson(ResourceDefinition definition) =>
        Items.GetValue(definition, static known => Describe<RutterObject>(known.ModelJson.Options, known.ModelJson.Type, known.ItemKey));

    private static RutterObject ItemOf(ResourceDefinition definition, EnvelopeBody<RutterObject>? body)
    {
        var read = Require(body, definition.ItemKey);
        Stamp(read.Content!, read.Connection);
        return read.Content!;
    }

    // A response without the list must not count as an empty list.
    private static EnvelopeBody<TContent> Require<TContent>(EnvelopeBody<TContent>? read, string key)
        where TContent : class => read?.Content is null ? throw new JsonException($"It has no '{key}'.") : read;

    private static void StampAll(ResourceDefinition definition, IReadOnlyList<RutterObject?> items, ConnectionReference? connection)
    {
        for (var i = 0; i < items.Count; i++)
        {
            // To skip it would lose a row.
            var item = items[i]
                ?? throw new UnexpectedResponseException(
                    TransportErrors.UnreadableResponse, $"Number {i + 1} of its '{definition.ListKey}' is null.");
            Stamp(item, connection);
        }
    }

    /// <summary>Notes where an object came from.</summary>
    public static void Stamp(RutterObject item, ConnectionReference? connection)
    {
        item.ConnectionId = connection?.Id;
        item.OrganizationId = connection?.OrganizationId;
        item.Platform = connection?.Platform;
    }

    private static JsonTypeInfo<EnvelopeBody<TContent>> Describe<TContent>(JsonSerializerOptions modelOptions, Type content, string key)
        where TContent : class
    {
        var options = new JsonSerializerOptions(modelOptions);
        options.TypeInfoResolverChain.Add(EnvelopeJson.Default);
        var envelope = JsonTypeInfo.CreateJsonTypeInfo<EnvelopeBody<TContent>>(options);
        envelope.CreateObject = () => new EnvelopeBody<TContent>();
        Add(content, key, (body, value) => body.Content = (TContent?)value);
        Add(typeof(string), "next_cursor", (body, value) => body.NextCursor = (string?)value);
        Add(typeof(ConnectionReference), "connection", (body, value) => body.Connection = (ConnectionReference?)value);
        envelope.MakeReadOnly();
        return envelope;

        void Add(Type type, string name, Action<EnvelopeBody<TContent>, object?> set)
        {
            var property = envelope.CreateJsonPropertyInfo(type, name);
            property.Set = (body, value) => set((EnvelopeBody<TContent>)body, value);
            envelope.Properties.Add(property);
        }
    }
}

/// <summary>A response: the requested data under its own key, and the members beside it.</summary>
internal sealed class EnvelopeBody<T>
    where T : class
{
    public T? Content { get; set; }

    public string? NextCursor { get; set; }

    public ConnectionReference? Connection { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ConnectionReference))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class EnvelopeJson : JsonSerializerContext;
