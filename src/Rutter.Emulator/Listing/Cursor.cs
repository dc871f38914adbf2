using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Listing;

/// <summary>
/// Positions as opaque text: base64, as in the seed's example. Inside is a JSON array of the query's fingerprint, the sort values
/// and the id.
/// </summary>
internal static class Cursor
{
    public static string Encode(ListQuery query, EmulatedResource resource, StoredObject last)
    {
        var json = JsonText.Write(
            writer =>
            {
                writer.WriteStartArray();
                writer.WriteStringValue(query.Fingerprint);
                foreach (var index in query.Order.Indexes)
                {
                    FieldValue.Write(writer, last[index]);
                }

                writer.WriteStringValue(resource.IdOf(last));
                writer.WriteEndArray();
            },
            sizeHint: 128);
        return Convert.ToBase64String(json.Span);
    }

    public static CursorPosition Decode(string cursor, string fingerprint, SortOrder order, EmulatedResource resource)
    {
        using var document = TryParse(cursor);
        int[] indexes = [.. order.Indexes];
        if (document?.RootElement is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() < 2 || array[0].ValueKind != JsonValueKind.String)
        {
            throw Broken();
        }

        if (array[0].GetString() != fingerprint)
        {
            throw ApiError.BadRequest("INVALID_CURSOR", "The cursor comes from a list with another filter, sort or time range. Repeat the parameters of the first page.");
        }

        if (array.GetArrayLength() != indexes.Length + 2 || array[indexes.Length + 1].ValueKind != JsonValueKind.String)
        {
            throw Broken();
        }

        return new CursorPosition(
            [.. indexes.Select((index, i) => Value(array[i + 1], resource.Definition.Fields[index].Type))],
            array[indexes.Length + 1].GetString()!);
    }

    private static JsonDocument? TryParse(string cursor)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(bytes.AsMemory(0, length));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static object? Value(JsonElement json, Client.Resources.FieldType type)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return FieldValue.TryRead(json, type, out var value) ? value : throw Broken();
    }

    private static ApiError Broken() => ApiError.BadRequest("INVALID_CURSOR", "The cursor is not one that a next_cursor gave.");
}

/// <summary>The place behind an object in an order, which stays right when objects come, change and go.</summary>
/// <param name="Keys">The object's values of the fields that the order sorts by.</param>
/// <param name="Id">The object's id, which breaks ties.</param>
internal sealed record CursorPosition(IReadOnlyList<object?> Keys, string Id);
