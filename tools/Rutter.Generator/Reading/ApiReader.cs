using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Rutter.Generator.Model;

namespace Rutter.Generator.Reading;

/// <summary>Reads the description, the objects' own files and the words, and checks that they fit together.</summary>
internal sealed class ApiReader(string folder, Mistakes mistakes)
{
    /// <summary>Everything that is to be generated; null where the description cannot be read at all.</summary>
    public Api? Read()
    {
        var descriptions = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.openapi.json") : [];
        if (descriptions.Length != 1)
        {
            mistakes.Add(
                folder,
                new Position(1, 1),
                MistakeCodes.NotOpenApi,
                $"The folder has to hold one file *.openapi.json; it holds {descriptions.Length}.");
            return null;
        }

        var source = JsonSource.Read(descriptions[0], mistakes);
        var wordsSource = JsonSource.Read(Path.Combine(folder, "words.json"), mistakes);
        if (source is null || wordsSource is null || Parse(source) is not { } document)
        {
            return null;
        }

        var words = new Words(wordsSource, mistakes);
        var schemas = new SchemaReader(document, source, words, mistakes);
        var objects = new List<ApiObject>();
        foreach (var path in Directory.GetFiles(Path.Combine(folder, "objects"), "*.json").Order(StringComparer.Ordinal))
        {
            if (JsonSource.Read(path, mistakes) is { } file
                && new ObjectReader(document, source, schemas, mistakes)
                    .Read(Path.GetFileNameWithoutExtension(path), new ObjectFileReader(file, mistakes).Read()) is { } found)
            {
                objects.Add(found);
            }
        }

        var operations = new OperationReader(document, schemas).Read();
        return Compose(objects, schemas) with { Operations = operations, CmdletLines = ReadCmdletLines(operations), PublicPages = ReadPages() };
    }

    private Dictionary<string, string> ReadCmdletLines(IReadOnlyList<Operation> operations)
    {
        var path = Path.Combine(folder, "cmdlets.json");
        if (!File.Exists(path) || JsonSource.Read(path, mistakes) is not { } source)
        {
            return [];
        }

        var known = operations.Select(operation => operation.Id).ToHashSet();
        foreach (var (id, _) in source.Root.AsObject().Where(line => !known.Contains(line.Key)))
        {
            mistakes.Add(
                source,
                "/" + JsonSource.Escape(id),
                MistakeCodes.UnknownMember,
                $"The description has no operation '{id}'.{Mistakes.Nearest(id, known)}");
        }

        return source.Root.AsObject().ToDictionary(line => line.Key, line => line.Value!.ToString());
    }

    // Links of the help: a description without them is still whole.
    private PublicPages ReadPages()
    {
        var path = Path.Combine(folder, "pages.json");
        if (!File.Exists(path) || JsonSource.Read(path, mistakes) is not { } source)
        {
            return new PublicPages("", new HashSet<string>());
        }

        if (source.Root["root"] is JsonValue root && source.Root["known"] is JsonArray known)
        {
            return new PublicPages(root.ToString(), known.Select(name => name!.ToString()).ToHashSet());
        }

        mistakes.Add(
            source,
            "",
            MistakeCodes.MissingMember,
            "The file has to hold 'root', what every address begins with, and 'known', the last part of each.");
        return new PublicPages("", new HashSet<string>());
    }

    private OpenApiDocument? Parse(JsonSource source)
    {
        using var stream = new MemoryStream();
        source.Open().CopyTo(stream);
        stream.Position = 0;
        var read = OpenApiDocument.Load(stream, "json");
        foreach (var error in read.Diagnostic?.Errors ?? [])
        {
            mistakes.Add(
                source, error.Pointer?.TrimStart('#') ?? "", MistakeCodes.NotOpenApi, $"This is not OpenAPI as it should be: {error.Message}");
        }

        return read.Document;
    }

    // A nested type belongs to the object whose noun its name begins with; one that begins with no noun belongs to all.
    private static Api Compose(List<ApiObject> objects, SchemaReader schemas)
    {
        var shared = new SortedDictionary<string, Structure>(StringComparer.Ordinal);
        var composed = new List<ApiObject>();
        var byNoun = objects.ToDictionary(item => item.Noun);
        var owned = byNoun.Keys.ToDictionary(noun => noun, _ => new SortedDictionary<string, Structure>(StringComparer.Ordinal));
        foreach (var item in objects)
        {
            item.Model.Namespace = item.Namespace;
            foreach (var nested in Reachable(item.Model).Where(nested => !byNoun.ContainsKey(nested.Name)))
            {
                var owner = schemas.Nouns.Where(noun => nested.Name.StartsWith(noun, StringComparison.Ordinal)).MaxBy(noun => noun.Length);
                if (owner is not null && byNoun.TryGetValue(owner, out var home))
                {
                    nested.Namespace = home.Namespace;
                    owned[owner].TryAdd(nested.Name, nested);
                }
                else
                {
                    shared.TryAdd(nested.Name, nested);
                }
            }
        }

        return new Api(
            [.. objects.Select(item => item with { Nested = [.. owned[item.Noun].Values] })],
            [.. shared.Values],
            [.. schemas.Values.OrderBy(list => list.Name, StringComparer.Ordinal)]) { Operations = [], PublicPages = new PublicPages(
                "", new HashSet<string>()) };
    }

    private static HashSet<Structure> Reachable(Structure root)
    {
        var found = new HashSet<Structure>();
        var open = new Queue<Structure>([root]);
        while (open.TryDequeue(out var next))
        {
            foreach (var nested in next.Properties.Select(property => property.Structure).OfType<Structure>().Where(found.Add))
            {
                open.Enqueue(nested);
            }
        }

        found.Remove(root);
        return found;
    }
}
