using Rutter.Client.Jobs;
using Rutter.Client.Json;

namespace Rutter.Client.Writes;

/// <summary>The body of a write: the response mode, if the API takes one, and the object under its key.</summary>
internal static class WriteBody
{
    public static ReadOnlyMemory<byte> Create(ResponseMode? mode, string? itemKey, IEnumerable<KeyValuePair<string, object?>> fields)
    {
        var body = new List<KeyValuePair<string, object?>>();
        if (mode is not null)
        {
            body.Add(new("response_mode", mode.Value.ToApiName()));
        }

        if (itemKey is not null)
        {
            body.Add(new(itemKey, fields));
        }

        return PlainJson.Write(body);
    }
}
