using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rutter.Generator.Reading;

/// <summary>A JSON file with the places of its values.</summary>
internal sealed class JsonSource
{
    private readonly byte[] bytes;
    private Dictionary<string, long>? offsets;

    private JsonSource(string path, byte[] bytes, JsonNode root)
    {
        Path = path;
        this.bytes = bytes;
        Root = root;
    }

    public string Path { get; }

    public JsonNode Root { get; }

    /// <summary>Reads a file that has to hold a JSON object; null, with a mistake, where it does not.</summary>
    public static JsonSource? Read(string path, Mistakes mistakes)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (IOException exception)
        {
            mistakes.Add(path, new Position(1, 1), MistakeCodes.NotJson, $"The file cannot be read: {exception.Message}");
            return null;
        }

        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        try
        {
            if (JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is JsonObject root)
            {
                return new JsonSource(path, bytes, root);
            }

            mistakes.Add(path, new Position(1, 1), MistakeCodes.NotJson, "The file has to hold one JSON object.");
        }
        catch (JsonException exception)
        {
            if (exception.LineNumber is null && FindDuplicate(bytes) is { } duplicate)
            {
                mistakes.Add(
                    path, PositionAt(bytes, duplicate), MistakeCodes.NotJson, "The same name is here a second time. Delete one of the two.");
                return null;
            }

            mistakes.Add(
                path,
                new Position((int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1),
                MistakeCodes.NotJson,
                $"The file is not valid JSON. Correct it here, or just before: "
                    + $"{exception.Message.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0]}");
        }

        return null;
    }

    public Stream Open() => new MemoryStream(bytes, writable: false);

    /// <summary>Where a value stands, or the nearest thing around it that is there.</summary>
    /// <param name="pointer">A JSON pointer, such as <c>/paths/~1accounting~1bills/get</c>.</param>
    public Position PositionOf(string pointer)
    {
        offsets ??= Index();
        while (!offsets.ContainsKey(pointer) && pointer.Length > 0)
        {
            pointer = pointer[..pointer.LastIndexOf('/')];
        }

        return PositionAt(bytes, offsets.GetValueOrDefault(pointer));
    }

    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static Position PositionAt(byte[] bytes, long offset)
    {
        var before = bytes.AsSpan(0, (int)offset);
        return new Position(before.Count((byte)'\n') + 1, before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1);
    }

    private static long? FindDuplicate(byte[] bytes)
    {
        var names = new HashSet<string>();
        return Places(bytes).Where(place => place.IsName && !names.Add(place.Pointer)).Select(place => (long?)place.Offset).FirstOrDefault();
    }

    private Dictionary<string, long> Index()
    {
        var found = new Dictionary<string, long>();
        foreach (var (pointer, offset, _) in Places(bytes))
        {
            found.TryAdd(pointer, offset);
        }

        return found;
    }

    // Every name and value with where it begins; of a member, where its name does.
    private static List<(string Pointer, long Offset, bool IsName)> Places(byte[] bytes)
    {
        var found = new List<(string, long, bool)>();
        var reader = new Utf8JsonReader(bytes);
        var path = new Stack<(string Pointer, int Index)>();
        var current = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    current = $"{path.Peek().Pointer}/{Escape(reader.GetString()!)}";
                    found.Add((current, reader.TokenStartIndex, true));
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    continue;
            }

            if (path.TryPeek(out var owner) && owner.Index >= 0)
            {
                path.Pop();
                path.Push((owner.Pointer, owner.Index + 1));
                current = $"{owner.Pointer}/{owner.Index}";
            }

            found.Add((current, reader.TokenStartIndex, false));
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                path.Push((current, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
            }
        }

        return found;
    }
}
