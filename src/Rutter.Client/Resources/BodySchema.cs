namespace Rutter.Client.Resources;

/// <summary>What the value of a field in a body is.</summary>
public enum BodyFieldType
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>An id, or the first part of an address: text that is never empty.</summary>
    Identifier,

    /// <summary>One of a few texts.</summary>
    Choice,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A decimal, sent as a JSON number.</summary>
    Number,

    /// <summary>A decimal, sent as text.</summary>
    NumberText,

    /// <summary>A day in a ledger, sent as the first instant of that day in UTC.</summary>
    Day,

    /// <summary>An instant.</summary>
    Instant,

    /// <summary>An object with fields of its own.</summary>
    Structure,

    /// <summary>Anything that JSON can hold.</summary>
    Any,
}

/// <summary>One field of the body of a create or an update.</summary>
/// <param name="ApiName">The name in JSON, for example <c>line_items</c>.</param>
/// <param name="Type">What its value is; of a list, what each element is.</param>
public sealed record BodyField(string ApiName, BodyFieldType Type)
{
    /// <summary>The name of the parameter in PowerShell, for example <c>LineItems</c>.</summary>
    public string Name { get; } = ResourceField.ToPascalCase(ApiName);

    /// <summary>Whether the API refuses a body without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it is an array.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether the API takes null for it.</summary>
    public bool IsNullable { get; init; }

    /// <summary>The fewest elements of a list.</summary>
    public int MinimumItems { get; init; }

    /// <summary>The smallest number, where there is one.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Whether a number has to be greater than <see cref="Minimum"/>, and not only as great.</summary>
    public bool IsMinimumExclusive { get; init; }

    /// <summary>The values that the API is known to take, for a choice.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether other values than the known ones are sent too: currencies, for example, appear without notice.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The noun of the object whose Rutter id the field holds; null where it is no such id.</summary>
    public string? References { get; init; }

    /// <summary>Where an object that was read has it, as a path of API names from its structure; null where it has the same name there.</summary>
    public string? ReadFrom { get; init; }

    /// <summary>The fields of a structure, or of each element of a list of structures.</summary>
    public BodySchema? Schema { get; init; }
}

/// <summary>The fields that the body of a create or an update takes, or a structure within it.</summary>
public sealed class BodySchema
{
    private readonly Dictionary<string, BodyField> fieldsByName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Describes a body.</summary>
    /// <param name="fields">Its fields, in the order of the API's page.</param>
    public BodySchema(IReadOnlyList<BodyField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Fields = fields;
        foreach (var field in fields)
        {
            fieldsByName[field.ApiName] = field;
            fieldsByName[field.Name] = field;
        }
    }

    /// <summary>Every field, in the order of the API's page.</summary>
    public IReadOnlyList<BodyField> Fields { get; }

    /// <summary>Whether fields of other names are sent too, as platforms differ: so it is below <c>additional_fields</c>.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The fields, by their API names, that the API shows of such a structure and does not take.</summary>
    public IReadOnlyCollection<string> ReadOnly { get; init; } = [];

    /// <summary>Finds a field by its API name or its PascalCase name, whatever the case.</summary>
    /// <param name="name">For example <c>line_items</c> or <c>LineItems</c>.</param>
    /// <returns>The field, or null when there is none of that name.</returns>
    public BodyField? FindField(string name) => fieldsByName.GetValueOrDefault(name);
}
