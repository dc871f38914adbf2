using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Rutter.Generator.Model;

namespace Rutter.Generator.Reading;

/// <summary>Reads what the description says of every operation, whether an object is made of it or not.</summary>
internal sealed class OperationReader(OpenApiDocument document, SchemaReader schemas)
{
    /// <summary>The operations in the order of the description.</summary>
    public IReadOnlyList<Operation> Read() =>
        [.. document.Paths.SelectMany(path =>
            (path.Value.Operations ?? []).Select(operation => Read(path.Key, path.Value, operation.Key, operation.Value)))];

    /// <summary>The texts of <c>x-rutter-faults</c>.</summary>
    public static IReadOnlyList<string> FaultsOf(JsonNode? faults) => faults is JsonArray texts ? [.. texts.Select(fault => fault!.ToString())] : [];

    private Operation Read(string path, IOpenApiPathItem item, HttpMethod method, OpenApiOperation operation)
    {
        var pointer = $"/paths/{JsonSource.Escape(path)}/{method.Method.ToLowerInvariant()}";
        var id = operation.OperationId ?? $"{method} {path}";
        var body = operation.RequestBody?.Content.At("application/json")?.Schema;
        var parameters = operation.Parameters ?? [];
        return new Operation(id, method.Method, path)
        {
            Area = operation.Tags?.FirstOrDefault()?.Name ?? "",
            Noun = item.Extension("x-rutter-noun")?.ToString(),
            SkipsAccessToken = operation.Security is { Count: > 0 },
            TakesIdempotencyKey = parameters.Any(parameter => parameter is { In: ParameterLocation.Header, Name: "Idempotency-Key" }),
            IsPaged = parameters.Any(parameter => parameter is { In: ParameterLocation.Query, Name: "cursor" }),
            Body = body is null ? null : schemas.Structure($"{id} body", body, $"{pointer}/requestBody/content/application~1json/schema"),
            PathValues = (from parameter in parameters
                          where parameter is { In: ParameterLocation.Path, Name: not null, Schema.Enum.Count: > 0 }
                          select (parameter.Name!, parameter.Schema!.Enum![0]!.ToString())).ToDictionary(),
            RequiredQuery =
            [
                .. from parameter in parameters
                   where parameter is { In: ParameterLocation.Query, Required: true, Name: not null, Schema: not null }
                   select new QueryParameter(
                       parameter.Name!,
                       schemas.Property("query", parameter.Name!, parameter.Schema!, pointer)) { IsRequired = true },
            ],
            Unverified = operation.Extension("x-rutter-unverified")?.ToString(),
            Faults = FaultsOf(operation.Extension("x-rutter-faults")),
        };
    }
}
