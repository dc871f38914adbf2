namespace Rutter.Client.Resources;

/// <summary>The type of a field's value in a body.</summary>
public enum BodyFieldType
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>Text that is never empty: an id, or the first part of an address.</summary>
    Identifier,

    /// <summary>One of several fixed texts.</summary>
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

    /// <summary>Any JSON value.</summary>
    Any,
}

/// <summary>One field of the body of a create or an update.</summary>
/// <param name="ApiName">The name in JSON, for example <c>line_items</c>.</param>
/// <param name="Type">The type of its value, or of each element of a list.</param>
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

    /// <summary>The minimum number of elements of a list.</summary>
    public int MinimumItems { get; init; }

    /// <summary>The smallest allowed number, or null.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Whether a number must be greater than <see cref="Minimum"/>, not equal to it.</summary>
    public bool IsMinimumExclusive { get; init; }

    /// <summary>The known values of a choice.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether unknown values are sent too. New currencies, for example, appear without notice.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The noun of the object whose Rutter id the field holds; null if it holds no such id.</summary>
    public string? References { get; init; }

    /// <summary>The field's path of API names in an object that was read; null if it has the same name there.</summary>
    public string? ReadFrom { get; init; }

    /// <summary>The fields of a structure, or of each element of a list of structures.</summary>
    public BodySchema? Schema { get; init; }
}

/// <summary>The fields of the body of a create or an update, or of a structure in it.</summary>
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

    /// <summary>Whether unknown fields are sent too, because platforms differ. This is so below <c>additional_fields</c>.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The API names of fields that the API returns in such a structure but does not accept.</summary>
    public IReadOnlyCollection<string> ReadOnly { get; init; } = [];

    /// <summary>Finds a field by its API name or its PascalCase name, whatever the case.</summary>
    /// <param name="name">For example <c>line_items</c> or <c>LineItems</c>.</param>
    /// <returns>The field, or null if there is none with that name.</returns>
    public BodyField? FindField(string name) => fieldsByName.GetValueOrDefault(name);
}
