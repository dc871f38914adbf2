namespace Rutter.Generator.Model;

/// <summary>What the description says of everything that is generated.</summary>
/// <param name="Objects">The objects, by noun.</param>
/// <param name="Shared">Nested types and lists of values that belong to no object, by name.</param>
internal sealed record Api(IReadOnlyList<ApiObject> Objects, IReadOnlyList<Structure> Shared, IReadOnlyList<ValueList> Values)
{
    /// <summary>Every operation, also those that no object is made of.</summary>
    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <summary>The lines of hand-written cmdlets, by the operation that they do.</summary>
    public IReadOnlyDictionary<string, string> CmdletLines { get; init; } = new Dictionary<string, string>();

    /// <summary>The public pages of the API's documentation.</summary>
    public required PublicPages PublicPages { get; init; }
}

/// <summary>The known values of an enumeration that several fields share, such as the currencies.</summary>
internal sealed record ValueList(string Name, IReadOnlyList<string> Values);

/// <summary>One kind of API object, with what its own file says about it.</summary>
internal sealed record ApiObject
{
    /// <summary>The noun of the cmdlets without prefix, and the name of the model: <c>BankTransfer</c>.</summary>
    public required string Noun { get; init; }

    public required ObjectFile File { get; init; }

    /// <summary>The tag of its operations: <c>accounting</c>, <c>commerce</c>.</summary>
    public required string Area { get; init; }

    /// <summary>The path of its list without a leading slash; of an object without a list, of the fetch.</summary>
    public required string Path { get; init; }

    public required string ListKey { get; init; }

    public required string ItemKey { get; init; }

    /// <summary>What the API sends.</summary>
    public required Structure Model { get; init; }

    /// <summary>The nested types that only this object uses.</summary>
    public required IReadOnlyList<Structure> Nested { get; init; }

    public Structure? CreateBody { get; init; }

    public Structure? UpdateBody { get; init; }

    /// <summary>The query parameters of its list; null where the API has none.</summary>
    public IReadOnlyList<QueryParameter>? ListParameters { get; init; }

    /// <summary>The query parameters of the fetch by id; null where the API has none.</summary>
    public IReadOnlyList<QueryParameter>? FetchParameters { get; init; }

    /// <summary>The query parameters of the fetch without an id, of an object that a connection has only one of.</summary>
    public IReadOnlyList<QueryParameter>? SingleParameters { get; init; }

    public bool HasDelete { get; init; }

    /// <summary>Whether it can be filtered by fields that no public page was read about.</summary>
    public bool IsFilterUnread { get; init; }

    /// <summary>What of it rests on a rule or on the page of another version; null where nothing does.</summary>
    public string? Unverified { get; init; }

    /// <summary>Where the public description of it contradicts itself.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>In words: <c>bank transfer</c>.</summary>
    public string Name => File.Name ?? Naming.Words(Noun);

    public string PluralName => File.Plural ?? Naming.Plural(Name);

    /// <summary>The last part of its namespaces: <c>BankTransfers</c>.</summary>
    public string Folder => Naming.Plural(Noun) is var plural && plural != Noun ? plural : Noun + "s";

    public string Namespace => $"Rutter.Client.Resources.{Folder}";

    /// <summary>What webhooks and events call it, in capitals.</summary>
    public IReadOnlyList<string> Entities => File.Entities ?? [ItemKey.ToUpperInvariant()];

    /// <summary>Whether it has an id and the instant of its last sync, so that it can be followed over time.</summary>
    public bool IsSynced => Model.Find("id") is not null && Model.Find("last_synced_at") is not null;
}

/// <summary>A query parameter of an operation.</summary>
internal sealed record QueryParameter(string ApiName, Property Value)
{
    /// <summary>Those that most lists have.</summary>
    public static readonly string[] Usual =
        ["cursor", "limit", "filter", "sort", "expand", "last_synced_at_min", "updated_at_min", "updated_at_max", "force_fetch"];

    public bool IsRequired { get; init; }

    public bool IsDeprecated { get; init; }
}

/// <summary>A JSON object with known fields: a whole API object, something nested in one, or the body of a write.</summary>
internal sealed class Structure(string name)
{
    public string Name { get; } = name;

    /// <summary>The namespace of the type that is made of it.</summary>
    public string Namespace { get; set; } = "Rutter.Client.Resources";

    public IReadOnlyList<Property> Properties { get; set; } = [];

    /// <summary>Where it stands in the description.</summary>
    public required string Pointer { get; init; }

    public Property? Find(string apiName) => Properties.FirstOrDefault(property => property.ApiName == apiName);
}

/// <summary>What a value is, whatever its form on the wire.</summary>
internal enum FieldKind
{
    Text,
    Identifier,
    Choice,
    Boolean,
    Number,
    NumberText,
    Day,
    Instant,
    Structure,
    Any,
}

/// <summary>A field of a structure.</summary>
internal sealed record Property(string ApiName, FieldKind Type)
{
    /// <summary>The name in .NET and PowerShell.</summary>
    public string Name { get; } = Naming.Pascal(ApiName);

    public bool IsList { get; init; }

    public bool IsRequired { get; init; }

    public bool IsNullable { get; init; }

    public bool IsFilterable { get; init; }

    public bool IsDeprecated { get; init; }

    /// <summary>The noun of the object whose Rutter id it holds.</summary>
    public string? References { get; init; }

    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The name of a list of values that several fields share.</summary>
    public string? SharedValues { get; init; }

    public Structure? Structure { get; init; }

    public int MinimumItems { get; init; }

    public string? Minimum { get; init; }

    public bool IsMinimumExclusive { get; init; }

    /// <summary>Whether it is an object whose members nobody lists.</summary>
    public bool IsMap { get; init; }

    /// <summary>What of it rests on less than the document's own sample; null where nothing does.</summary>
    public string? Unverified { get; init; }

    /// <summary>Where an object that was read has it, as a path from its structure; null for its own name.</summary>
    public string? ReadFrom { get; init; }

    /// <summary>A sentence about it, in the project's own words.</summary>
    public string Words { get; init; } = "";
}
