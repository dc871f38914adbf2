using System.Text.Json;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Faults;

/// <summary>Leads a list back to its second page after some pages.</summary>
internal sealed class CursorCircle(int pages)
{
    private readonly object gate = new();
    private string? first;
    private int count;

    public Response Change(Response response)
    {
        lock (gate)
        {
            if (NextCursor(response) is not { } cursor)
            {
                return response;
            }

            if (first is null)
            {
                first = cursor == "null" ? null : cursor;
                return response;
            }

            return ++count % pages == 0 ? BodyChange.Replace(response, "/next_cursor", first) : response;
        }
    }

    // As JSON text, because the last page has null, and a circle matters most there.
    private static string? NextCursor(Response response)
    {
        try
        {
            using var body = JsonDocument.Parse(response.Body);
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("next_cursor", out var cursor)
                ? cursor.GetRawText()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
