using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rutter.Client.Errors;
using Rutter.Client.Json;
using Rutter.Client.Transport;

namespace Rutter.Client.Responses;

/// <summary>Reads responses of any shape into plain values.</summary>
internal static class PlainResponse
{
    private const string CursorKey = "next_cursor";
    private const int MaximumDepth = 256;

    /// <summary>The JSON metadata of plain values.</summary>
    public static JsonTypeInfo<object> AnyValue { get; } = Describe();

    public static async ValueTask<object?> ReadAsync(ResponseHead head, Stream body, CancellationToken cancellationToken)
    {
        using var buffer = await BodyBuffer.ReadAsync(body, cancellationToken).ConfigureAwait(false);
        return buffer.Content.Span.Trim(" \t\r\n"u8).IsEmpty ? null : JsonSerializer.Deserialize(buffer.Content.Span, AnyValue);
    }

    public static async ValueTask<Page<object?>> ReadPageAsync(ResponseHead head, Stream body, CancellationToken cancellationToken)
    {
        var members = await ReadAsync(head, body, cancellationToken).ConfigureAwait(false) as IReadOnlyDictionary<string, object?>
            ?? throw NotAList("it is not an object.");
        var arrays = members.Where(member => member.Value is object?[]).ToList();
        if (arrays.Count != 1)
        {
            // With several arrays the right one is unknown, and a response without one must not count as an empty list.
            throw NotAList(arrays.Count == 0
                ? "it holds no array."
                : $"it holds {arrays.Count} arrays ({string.Join(", ", arrays.Select(member => member.Key))}).");
        }

        var cursor = members.GetValueOrDefault(CursorKey) switch
        {
            null or "" => null,
            string text => text,
            _ => throw NotAList($"its {CursorKey} is not a string."),
        };
        return new Page<object?>((object?[])arrays[0].Value!, cursor, Connection: null);
    }

    private static UnexpectedResponseException NotAList(string reason) => new(TransportErrors.NotAList, $"The response is no list: {reason}");

    private static JsonTypeInfo<object> Describe()
    {
        var options = new JsonSerializerOptions { MaxDepth = MaximumDepth, TypeInfoResolver = EnvelopeJson.Default };
        return JsonMetadataServices.CreateValueInfo<object>(options, new PlainValueConverter());
    }
}
