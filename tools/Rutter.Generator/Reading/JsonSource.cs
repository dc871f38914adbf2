using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rutter.Generator.Reading;

/// <summary>A JSON file, and where in it things stand.</summary>
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
            mistakes.Add(
                path,
                new Position((int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1),
                MistakeCodes.NotJson,
                $"The file is not valid JSON. Correct it here, or just before: {exception.Message.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0]}");
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

        var before = bytes.AsSpan(0, (int)offsets.GetValueOrDefault(pointer));
        var line = before.Count((byte)'\n') + 1;
        var column = before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1;
        return new Position(line, column);
    }

    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private Dictionary<string, long> Index()
    {
        var found = new Dictionary<string, long>();
        var reader = new Utf8JsonReader(bytes);
        var path = new Stack<(string Pointer, int Index)>();
        var current = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    current = $"{path.Peek().Pointer}/{Escape(reader.GetString()!)}";
                    found[current] = reader.TokenStartIndex;
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

            found.TryAdd(current, reader.TokenStartIndex);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                path.Push((current, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
            }
        }

        return found;
    }
}
