using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rutter.Client.Resources;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>Reads list and fetch replies straight from the stream, by the keys that a definition names.</summary>
internal static class Envelope
{
    private const int BufferSize = 64 * 1024;

    private static readonly ConditionalWeakTable<ResourceDefinition, object> PageReaders = new();
    private static readonly ConditionalWeakTable<ResourceDefinition, object> ItemReaders = new();

    public static ReplyReader<Page<T>> PageReader<T>(ResourceDefinition<T> definition)
        where T : RutterObject => (ReplyReader<Page<T>>)PageReaders.GetValue(definition, _ =>
        {
            var json = Describe<List<T>>(definition.Json.Options, definition.ListKey);
            return (ReplyReader<Page<T>>)(async (_, body, cancellationToken) =>
            {
                var read = await ReadAsync(body, json, definition.ListKey, cancellationToken).ConfigureAwait(false);
                foreach (var item in read.Content!)
                {
                    Stamp(item, read.Connection);
                }

                return new Page<T>(read.Content, string.IsNullOrEmpty(read.NextCursor) ? null : read.NextCursor, read.Connection);
            });
        });

    public static ReplyReader<T> ItemReader<T>(ResourceDefinition<T> definition)
        where T : RutterObject => (ReplyReader<T>)ItemReaders.GetValue(definition, _ =>
        {
            var json = Describe<T>(definition.Json.Options, definition.ItemKey);
            return (ReplyReader<T>)(async (_, body, cancellationToken) =>
            {
                var read = await ReadAsync(body, json, definition.ItemKey, cancellationToken).ConfigureAwait(false);
                Stamp(read.Content!, read.Connection);
                return read.Content!;
            });
        });

    private static async ValueTask<EnvelopeBody<TContent>> ReadAsync<TContent>(
        Stream body, JsonTypeInfo<EnvelopeBody<TContent>> json, string key, CancellationToken cancellationToken)
        where TContent : class
    {
        var read = await JsonSerializer.DeserializeAsync(body, json, cancellationToken).ConfigureAwait(false);

        // An envelope without its content must never pass for an empty list.
        return read?.Content is null ? throw new JsonException($"It has no '{key}'.") : read;
    }

    private static void Stamp(RutterObject item, ConnectionReference? connection)
    {
        item.ConnectionId = connection?.Id;
        item.Platform = connection?.Platform;
    }

    private static JsonTypeInfo<EnvelopeBody<TContent>> Describe<TContent>(JsonSerializerOptions modelOptions, string key)
        where TContent : class
    {
        var options = new JsonSerializerOptions(modelOptions) { DefaultBufferSize = BufferSize };
        options.TypeInfoResolverChain.Add(EnvelopeJson.Default);
        var envelope = JsonTypeInfo.CreateJsonTypeInfo<EnvelopeBody<TContent>>(options);
        envelope.CreateObject = () => new EnvelopeBody<TContent>();
        Add<TContent>(key, (body, value) => body.Content = value);
        Add<string>("next_cursor", (body, value) => body.NextCursor = value);
        Add<ConnectionReference>("connection", (body, value) => body.Connection = value);
        envelope.MakeReadOnly();
        return envelope;

        void Add<TValue>(string name, Action<EnvelopeBody<TContent>, TValue?> set)
            where TValue : class
        {
            var property = envelope.CreateJsonPropertyInfo(typeof(TValue), name);
            property.Set = (body, value) => set((EnvelopeBody<TContent>)body, (TValue?)value);
            envelope.Properties.Add(property);
        }
    }
}
