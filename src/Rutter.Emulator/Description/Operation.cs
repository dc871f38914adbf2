using System.Text.Json;

namespace Rutter.Emulator.Description;

/// <summary>A parameter of an operation, in the query or the path.</summary>
/// <param name="Name">Its API name.</param>
/// <param name="Place"><c>query</c>, <c>path</c> or <c>header</c>.</param>
/// <param name="Schema">What it holds.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record Parameter(string Name, string Place, Schema Schema, bool IsRequired);

/// <summary>One verb on one path. Source: OpenAPI 3.1, "Operation Object".</summary>
internal sealed class Operation
{
    private readonly ApiDescription description;
    private readonly JsonElement json;
    private IReadOnlyList<Parameter>? parameters;

    public Operation(ApiDescription description, string method, string path, string? noun, JsonElement json)
    {
        this.description = description;
        this.json = json;
        Method = method.ToUpperInvariant();
        Path = path.TrimStart('/');
        Noun = noun;
        Id = json.GetProperty("operationId").GetString()!;
    }

    public ApiDescription Description => description;

    /// <summary>Its name, for example <c>listInvoices</c>.</summary>
    public string Id { get; }

    public string Method { get; }

    /// <summary>The path below <c>/versioned</c>, for example <c>accounting/invoices/{id}</c>.</summary>
    public string Path { get; }

    /// <summary>The noun of the path, or null for a path beside the objects.</summary>
    public string? Noun { get; }

    /// <summary>The area that it belongs to, for example <c>accounting</c>.</summary>
    public string Area => json.TryGetProperty("tags", out var tags) && tags.GetArrayLength() > 0 ? tags[0].GetString()! : "";

    /// <summary>Whether it is about one connection, which its access token names.</summary>
    public bool NeedsAccessToken =>
        !json.TryGetProperty("security", out var security) || security.EnumerateArray().Any(way => way.TryGetProperty("access_token", out _));

    /// <summary>Whether the response may be a job.</summary>
    public bool CanBeAsync => json.GetProperty("responses").TryGetProperty("202", out _) || Body?.Property("response_mode") is not null;

    public IReadOnlyList<Parameter> Parameters => parameters ??= json.TryGetProperty("parameters", out var all)
        ? [.. all.EnumerateArray().Select(element => ToParameter(description.Resolve(element)))]
        : [];

    public Schema? Body => json.TryGetProperty("requestBody", out var body) ? ContentOf(body) : null;

    /// <summary>What a 200 holds, or null for a response without a JSON body.</summary>
    public Schema? Response =>
        json.GetProperty("responses").TryGetProperty("200", out var response) ? ContentOf(description.Resolve(response)) : null;

    /// <summary>The property of the response that holds the object or the objects; null for a bare response.</summary>
    public SchemaProperty? ResponseProperty => Response?.Noun is null
        ? Response?.Properties.FirstOrDefault(property => property.Name is not ("next_cursor" or "connection"))
            ?? Response?.Choices.SelectMany(choice => choice.Properties).FirstOrDefault(property => property.Name != "async_response")
        : null;

    /// <summary>The property of the body that holds the object to write; null for a bare or an open body.</summary>
    public SchemaProperty? BodyProperty => Body?.Properties.FirstOrDefault(property => property.Name != "response_mode");

    public Parameter? Query(string name) => Parameters.FirstOrDefault(parameter => parameter.Place == "query" && parameter.Name == name);

    private Schema? ContentOf(JsonElement message) =>
        message.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var media)
            && media.TryGetProperty("schema", out var schema)
            ? new Schema(description, schema)
            : null;

    private Parameter ToParameter(JsonElement element) => new(
        element.GetProperty("name").GetString()!,
        element.GetProperty("in").GetString()!,
        new Schema(description, element.GetProperty("schema")),
        element.TryGetProperty("required", out var required) && required.GetBoolean());
}
