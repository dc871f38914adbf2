using Microsoft.OpenApi;
using Rutter.Generator.Model;

namespace Rutter.Generator.Reading;

/// <summary>Finds in the description what the API says of one object: paths, keys, parameters, bodies.</summary>
internal sealed class ObjectReader(OpenApiDocument document, JsonSource source, SchemaReader schemas, Mistakes mistakes)
{
    private const string ResponseMode = "response_mode";

    /// <summary>The object; null, with a mistake, where the description does not have it.</summary>
    public ApiObject? Read(string noun, ObjectFile file)
    {
        if (schemas.Find(noun) is not { } schema || !schemas.Nouns.Contains(noun))
        {
            mistakes.Add(
                file.Source,
                "",
                MistakeCodes.UnknownObject,
                $"The description has no object '{noun}'.{Mistakes.Nearest(noun, schemas.Nouns)} Name the file after the x-rutter-noun of its paths.");
            return null;
        }

        var model = schemas.Structure(noun, schema, "/components/schemas/" + noun);
        var paths = document.Paths.Where(path => path.Value.Extension("x-rutter-noun")?.ToString() == noun)
            .OrderBy(path => path.Key.Count(c => c == '{')).ToList();
        var (listPath, list, listKey) = Find(paths, HttpMethod.Get, path => !path.Contains('{', StringComparison.Ordinal), noun, isList: true);
        var (singlePath, single, singleKey) = Find(paths, HttpMethod.Get, path => !path.Contains('{', StringComparison.Ordinal), noun, isList: false);
        var (fetchPath, fetch, fetchKey) = Find(paths, HttpMethod.Get, path => path.EndsWith("/{id}", StringComparison.Ordinal), noun, isList: false);
        if (fetch is null)
        {
            // In one place the OpenAPI description has a list under the key of a single object.
            (fetchPath, fetch, fetchKey) = Find(paths, HttpMethod.Get, path => path.EndsWith("/{id}", StringComparison.Ordinal), noun, isList: true);
        }

        var (createPath, create, createKey) = Find(
            paths, HttpMethod.Post, path => !path.Contains('{', StringComparison.Ordinal), noun, isList: false);
        if ((listPath ?? singlePath ?? fetchPath?[..^"/{id}".Length] ?? createPath) is not { } path)
        {
            mistakes.Add(
                file.Source,
                "",
                MistakeCodes.NotSupported,
                $"The description has neither a list, a fetch nor a create of '{noun}' whose response holds it under a key. Write its cmdlets by hand, and delete this file.");
            return null;
        }

        var itemKey = fetchKey ?? singleKey ?? createKey ?? Naming.Snake(noun);
        var operation = (list ?? single ?? fetch ?? create)!;
        var area = operation.Tags?.FirstOrDefault()?.Name ?? "";
        var writes = area == "accounting";
        var found = new ApiObject
        {
            Noun = noun,
            File = file,
            Area = area,
            Path = path.TrimStart('/'),
            ListKey = listKey ?? itemKey,
            ItemKey = itemKey,
            Model = model,
            Nested = [],
            ListParameters = list is null ? null : Parameters(noun, list, listPath!),
            FetchParameters = fetch is null || fetchPath != path + "/{id}" ? null : Parameters(noun, fetch, fetchPath),
            SingleParameters = list is null && single is not null ? Parameters(noun, single, singlePath!) : null,
            CreateBody = writes ? Body(Operation(path, HttpMethod.Post), itemKey, path) : null,
            UpdateBody = writes ? Body(Operation(path + "/{id}", HttpMethod.Patch), itemKey, path + "/{id}") : null,
            HasDelete = writes && Operation(path + "/{id}", HttpMethod.Delete) is not null,
            IsFilterUnread = schema.Extension("x-rutter-filter-unread")?.ToString() == "true" || IsOrderUnread(list),
            Unverified = schema.Extension("x-rutter-unverified")?.ToString(),
            Faults = OperationReader.FaultsOf(schema.Extension("x-rutter-faults")),
        };
        new ObjectCheck(found, schemas, mistakes).Run();
        return found;
    }

    // The list can be sorted but not filtered, and its sort fields are not documented.
    private static bool IsOrderUnread(OpenApiOperation? list) =>
        list?.Parameters?.Any(parameter => parameter.Name == "sort") == true && list.Parameters.All(parameter => parameter.Name != "filter");

    // A response holds the object under a key, or an array of them.
    private static string? KeyOf(OpenApiOperation operation, string noun, bool isList)
    {
        var schema = operation.Responses.At("200")?.Content.At("application/json")?.Schema;
        foreach (var (key, value) in schema.Members())
        {
            var candidates = (isList ? [] : value.AnyOf ?? []).Append(isList ? value.Items : value);
            if (candidates.Any(candidate => candidate is OpenApiSchemaReference { Reference.Id: var id } && id == noun))
            {
                return key;
            }
        }

        return null;
    }

    private static (string? Path, OpenApiOperation? Operation, string? Key) Find(
        List<KeyValuePair<string, IOpenApiPathItem>> paths, HttpMethod method, Func<string, bool> isRight, string noun, bool isList)
    {
        foreach (var (path, item) in paths.Where(path => isRight(path.Key)))
        {
            if (item.Operations.At(method) is { } operation && KeyOf(operation, noun, isList) is { } key)
            {
                return (path, operation, key);
            }
        }

        return default;
    }

    private OpenApiOperation? Operation(string path, HttpMethod method) =>
        ((IDictionary<string, IOpenApiPathItem>)document.Paths).At(path)?.Operations.At(method);

    // What the base class of the cmdlets has, it describes itself.
    private static bool IsUsual(string name) => QueryParameter.Usual.Contains(name) || name is "id" or "id_type";

    private List<QueryParameter> Parameters(string owner, OpenApiOperation operation, string path)
    {
        var found = new List<QueryParameter>();
        foreach (var parameter in operation.Parameters ?? [])
        {
            if (parameter is { In: ParameterLocation.Query, Name: { } name, Schema: { } schema })
            {
                var pointer = $"/paths/{JsonSource.Escape(path)}/get";
                var value = schemas.Property(owner, name, schema, pointer);
                found.Add(new QueryParameter(name, IsUsual(name) || parameter.Deprecated ? value : schemas.WithWords(owner, value))
                    { IsRequired = parameter.Required, IsDeprecated = parameter.Deprecated });
            }
        }

        return found;
    }

    // Only a body that holds one object under the object's own key: any other has a cmdlet of its own, by hand.
    private Structure? Body(OpenApiOperation? operation, string itemKey, string path)
    {
        var body = operation?.RequestBody?.Content.At("application/json")?.Schema;
        var members = body.Members().Where(member => member.Key != ResponseMode).ToList();
        if (members is not [var (key, schema)] || key != itemKey || schema is not OpenApiSchemaReference { Reference.Id: { } name })
        {
            return null;
        }

        if (schemas.Find(name) is { } target)
        {
            return schemas.Structure(name, target, "/components/schemas/" + name);
        }

        mistakes.Add(
            source,
            $"/paths/{JsonSource.Escape(path)}",
            MistakeCodes.UnknownReference,
            $"The body's schema '{name}' is not there. Add it, or name another.");
        return null;
    }
}
