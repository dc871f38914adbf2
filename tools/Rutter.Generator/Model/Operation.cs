namespace Rutter.Generator.Model;

/// <summary>One operation of the API.</summary>
/// <param name="Id">Its name in the description, such as <c>listBills</c>.</param>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Path">The path, with the names of its parameters in braces.</param>
internal sealed record Operation(string Id, string Method, string Path)
{
    /// <summary>The tag: <c>accounting</c>.</summary>
    public required string Area { get; init; }

    /// <summary>The object that it is about; null for paths that belong to none.</summary>
    public string? Noun { get; init; }

    /// <summary>Whether it belongs to no connection, and so takes no access token.</summary>
    public bool SkipsAccessToken { get; init; }

    /// <summary>Whether it takes an <c>Idempotency-Key</c>.</summary>
    public bool TakesIdempotencyKey { get; init; }

    /// <summary>Whether the response is a list that goes on at a cursor.</summary>
    public bool IsPaged { get; init; }

    /// <summary>What the body holds; null where the operation takes none.</summary>
    public Structure? Body { get; init; }

    /// <summary>The known values of the parameters of its path; none for an id.</summary>
    public IReadOnlyDictionary<string, string> PathValues { get; init; } = new Dictionary<string, string>();

    /// <summary>The query parameters that have to be given.</summary>
    public IReadOnlyList<QueryParameter> RequiredQuery { get; init; } = [];

    /// <summary>What of it is known by rule only; null where a public page shows it.</summary>
    public string? Unverified { get; init; }

    /// <summary>Where the public description of the API contradicts itself.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
