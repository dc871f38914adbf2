using System.Text.Json;

namespace Rutter.Emulator.Http;

/// <summary>A response before any fault.</summary>
internal sealed record Response(int Status, ReadOnlyMemory<byte> Body)
{
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public string? Location { get; init; }

    public string? RetryAfter { get; init; }

    /// <summary>Headers that replace all others of their name, each with its values or none.</summary>
    public IReadOnlyList<KeyValuePair<string, string[]>> HeaderChanges { get; init; } = [];

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A JSON response.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="write">Writes one JSON value.</param>
    /// <param name="sizeHint">About how many bytes it will be.</param>
    public static Response Json(int status, Action<Utf8JsonWriter> write, int sizeHint = 1024) => new(status, JsonText.Write(write, sizeHint));
}
