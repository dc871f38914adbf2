using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Rutter.Generator.Reading;

/// <summary>Looks things up in the parsed description, where nearly everything may be missing.</summary>
internal static class OpenApiLookups
{
    public static TValue? At<TValue>(this IDictionary<string, TValue>? map, string key)
        where TValue : class => map is not null && map.TryGetValue(key, out var value) ? value : null;

    public static OpenApiOperation? At(this IDictionary<HttpMethod, OpenApiOperation>? map, HttpMethod key) =>
        map is not null && map.TryGetValue(key, out var value) ? value : null;

    /// <summary>An extension's value, such as that of <c>x-rutter-noun</c>.</summary>
    public static JsonNode? Extension(this IOpenApiReadOnlyExtensible element, string name) => element.Extensions.Node(name);

    /// <summary>The same of an operation.</summary>
    public static JsonNode? Extension(this OpenApiOperation operation, string name) => operation.Extensions.Node(name);

    private static JsonNode? Node(this IDictionary<string, IOpenApiExtension>? extensions, string name) =>
        extensions.At(name) is JsonNodeExtension { Node: var node } ? node : null;

    public static IEnumerable<KeyValuePair<string, IOpenApiSchema>> Members(this IOpenApiSchema? schema) =>
        schema?.Properties ?? new Dictionary<string, IOpenApiSchema>();
}
