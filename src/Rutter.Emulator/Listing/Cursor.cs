using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Listing;

/// <summary>
/// The place behind an object in an order, which stays right when objects come, change and go. It travels as opaque text, base64 as in the API's
/// example; inside is a JSON array of the query's fingerprint, the sort values and the id.
/// </summary>
/// <param name="Values">The object's values of the fields that the order sorts by.</param>
/// <param name="Id">The object's id, which breaks ties.</param>
internal sealed record Cursor(IReadOnlyList<object?> Values, string Id)
{
    public static string Encode(ListRequest query, StoredObject last)
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

                writer.WriteStringValue(last.Id);
                writer.WriteEndArray();
            },
            sizeHint: 128);
        return Convert.ToBase64String(json.Span);
    }

    public static Cursor Decode(string cursor, string fingerprint, SortOrder order, ObjectDescription description)
    {
        using var document = TryParse(cursor);
        int[] indexes = [.. order.Indexes];
        if (document?.RootElement is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() < 2
            || array[0].ValueKind != JsonValueKind.String)
        {
            throw Broken();
        }

        if (array[0].GetString() != fingerprint)
        {
            throw ApiError.BadRequest("INVALID_CURSOR",
                "The cursor comes from a list with another filter, sort or time range. Repeat the parameters of the first page.");
        }

        if (array.GetArrayLength() != indexes.Length + 2 || array[indexes.Length + 1].ValueKind != JsonValueKind.String)
        {
            throw Broken();
        }

        return new Cursor([.. indexes.Select((index, i) => Value(array[i + 1], description.Fields[index]))], array[indexes.Length + 1].GetString()!);
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

    private static object? Value(JsonElement json, Field field)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return FieldValue.TryRead(json, field, out var value) ? value : throw Broken();
    }

    private static ApiError Broken() => ApiError.BadRequest("INVALID_CURSOR", "The cursor is not one that a next_cursor gave.");
}
