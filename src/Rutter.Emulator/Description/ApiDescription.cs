using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rutter.Emulator.Description;

/// <summary>
/// The API as data: its operations and their schemas. It is read once per process, and only the parts that are needed.
/// </summary>
internal sealed class ApiDescription
{
    private const string ResourceName = "rutter.openapi.json";

    private static readonly Lazy<ApiDescription> Shared = new(() => new ApiDescription(ReadEmbedded()));

    private readonly ConcurrentDictionary<string, Schema> schemas = new();
    private readonly JsonElement root;
    private readonly Lazy<IReadOnlyList<Operation>> operations;
    private readonly Lazy<IReadOnlyList<ObjectDescription>> objects;

    private ApiDescription(ReadOnlyMemory<byte> text)
    {
        root = JsonDocument.Parse(text).RootElement;
        operations = new(ReadOperations);
        objects = new(() => ObjectDescription.ReadAll(Operations));
    }

    /// <summary>The description that is embedded in the emulator.</summary>
    public static ApiDescription Instance => Shared.Value;

    public IReadOnlyList<Operation> Operations => operations.Value;

    /// <summary>The objects that can be listed, fetched or made, in the order of their paths with those of accounting first.</summary>
    public IReadOnlyList<ObjectDescription> Objects => objects.Value;

    /// <summary>The nouns of the objects that there are at the start, and that can be listed.</summary>
    public IReadOnlyList<string> ListedNouns =>
        Objects.Where(described => described.List is not null && described.HasData).Select(described => described.Noun).ToArray();

    public ObjectDescription Object(string noun) => Objects.First(described => described.Noun == noun);

    public Schema Schema(string name) =>
        schemas.GetOrAdd(name, key => new Schema(this, root.GetProperty("components").GetProperty("schemas").GetProperty(key), key));

    /// <summary>The target of a reference; the element itself if it is not a reference.</summary>
    public JsonElement Resolve(JsonElement element) => element.TryGetProperty("$ref", out var reference)
        ? reference.GetString()!.Split('/').Skip(1).Aggregate(root, (place, name) => place.GetProperty(name))
        : element;

    /// <summary>The description with the emulator's address as the only server, so that no tool that reads it calls the real one.</summary>
    public byte[] ToJson(Uri server)
    {
        var json = JsonNode.Parse(root.GetRawText())!;
        json["servers"] = new JsonArray(new JsonObject { ["url"] = server.AbsoluteUri.TrimEnd('/') });
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static byte[] ReadEmbedded()
    {
        using var stream = typeof(ApiDescription).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException("The emulator was built without the description of the API.");
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }

    private List<Operation> ReadOperations()
    {
        var all = new List<Operation>();
        foreach (var path in root.GetProperty("paths").EnumerateObject())
        {
            var noun = path.Value.TryGetProperty("x-rutter-noun", out var name) ? name.GetString() : null;
            all.AddRange(path.Value.EnumerateObject()
                .Where(member => member.Name is "get" or "post" or "put" or "patch" or "delete")
                .Select(member => new Operation(this, member.Name, path.Name, noun, member.Value)));
        }

        return all;
    }
}
