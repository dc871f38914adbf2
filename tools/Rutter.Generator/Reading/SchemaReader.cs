using Microsoft.OpenApi;
using Rutter.Generator.Model;

namespace Rutter.Generator.Reading;

/// <summary>Turns the schemas of the description into structures with fields. Each schema becomes one structure, however often it is used.</summary>
internal sealed class SchemaReader(OpenApiDocument document, JsonSource source, Words words, Mistakes mistakes)
{
    private readonly Dictionary<string, Structure> structures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ValueList> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> nouns = [.. document.Paths.Values.Select(path => path.Extension("x-rutter-noun")?.ToString()).OfType<string>()];

    /// <summary>The enumerations that have a name of their own and were used.</summary>
    public IEnumerable<ValueList> Values => values.Values;

    /// <summary>Every noun of the description, with or without an object's file.</summary>
    public IReadOnlySet<string> Nouns => nouns;

    /// <summary>The schemas of the description by name.</summary>
    public IOpenApiSchema? Find(string name) => document.Components?.Schemas.At(name);

    public Structure Structure(string name, IOpenApiSchema schema, string pointer)
    {
        if (structures.TryGetValue(name, out var known))
        {
            return known;
        }

        var structure = structures[name] = new Structure(name) { Pointer = pointer };
        var required = schema.Required ?? new HashSet<string>();
        structure.Properties = [.. schema.Members().Select(
            member => Property(
                name,
                member.Key,
                member.Value,
                $"{pointer}/properties/{JsonSource.Escape(member.Key)}") with { IsRequired = required.Contains(member.Key) })];
        return structure;
    }

    /// <summary>A query parameter's value, or a field.</summary>
    public Property Property(string owner, string name, IOpenApiSchema schema, string pointer)
    {
        var (value, isNullable) = WithoutNull(schema);
        var property = value.Type is { } type && type.HasFlag(JsonSchemaType.Array) && value.Items is { } items
            ? Value(owner, name, WithoutNull(items).Schema, pointer + "/items") with { IsList = true, MinimumItems = value.MinItems ?? 0 }
            : Value(owner, name, value, pointer);
        var references = (schema.Extension("x-rutter-references") ?? value.Extension("x-rutter-references"))?.ToString();
        if (references is not null && !nouns.Contains(references))
        {
            mistakes.Add(
                source,
                pointer + "/x-rutter-references",
                MistakeCodes.UnknownReference,
                $"No path has the noun '{references}'.{Mistakes.Nearest(references, nouns)} Name an object that the description has.");
        }

        return property with
        {
            IsNullable = isNullable,
            IsFilterable = schema.Extension("x-rutter-filterable")?.ToString() == "true",
            IsDeprecated = schema.Deprecated,
            References = references,
            Unverified = schema.Extension("x-rutter-unverified")?.ToString(),
        };
    }

    public Property WithWords(string owner, Property property) => property with { Words = words.Of(owner, property.ApiName) };

    private static (IOpenApiSchema Schema, bool IsNullable) WithoutNull(IOpenApiSchema schema)
    {
        var choices = (schema.AnyOf ?? schema.OneOf ?? []).Where(choice => choice.Type != JsonSchemaType.Null).ToList();
        var hasNull = (schema.AnyOf ?? schema.OneOf ?? []).Any(choice => choice.Type == JsonSchemaType.Null);
        return choices is [var only] ? (only, hasNull) : (schema, hasNull || (schema.Type is { } type && type.HasFlag(JsonSchemaType.Null)));
    }

    private static string? NameOf(IOpenApiSchema schema) => schema is OpenApiSchemaReference { Reference.Id: { } id } ? id : null;

    private static List<string> Texts(IOpenApiSchema schema) =>
        [.. (schema.Enum ?? []).Where(value => value is not null).Select(value => value.ToString())];

    private Property Value(string owner, string name, IOpenApiSchema schema, string pointer)
    {
        if (schema is OpenApiSchemaReference { Target: null, Reference.Id: var target })
        {
            mistakes.Add(
                source,
                pointer,
                MistakeCodes.UnknownReference,
                $"There is no schema '{target}'.{Mistakes.Nearest(target ?? "", document.Components?.Schemas?.Keys ?? [])} Name one that is there.");
            return new Property(name, FieldKind.Any);
        }

        var kind = schema.Extension("x-rutter-kind")?.ToString();
        var type = (schema.Type ?? 0) & ~JsonSchemaType.Null;
        var isNumber = kind is "money" or "quantity";
        switch (type)
        {
            case JsonSchemaType.String when isNumber:
                return Number(name, FieldKind.NumberText, schema);
            case JsonSchemaType.String when kind == "day" || schema.Format == "date":
                return new Property(name, FieldKind.Day);
            case JsonSchemaType.String when schema.Format == "date-time":
                return new Property(name, FieldKind.Instant);
            case JsonSchemaType.String when schema.Enum is { Count: > 0 }:
                return Choice(name, schema);
            case JsonSchemaType.String when schema.Format == "uuid" || name == "id" || name.EndsWith("_id", StringComparison.Ordinal):
                return new Property(name, FieldKind.Identifier);
            case JsonSchemaType.String:
                return new Property(name, FieldKind.Text);
            case JsonSchemaType.Boolean:
                return new Property(name, FieldKind.Boolean);
            case JsonSchemaType.Integer when kind == "instant":
                return new Property(name, FieldKind.Instant);
            case JsonSchemaType.Number or JsonSchemaType.Integer:
            case var several when isNumber && several == (JsonSchemaType.Number | JsonSchemaType.String):
                return Number(name, FieldKind.Number, schema);
            case JsonSchemaType.Object when schema.Properties is { Count: > 0 }:
                var own = NameOf(schema);
                var structure = own is null
                    ? Structure(owner + Naming.Pascal(name), schema, pointer)
                    : Structure(own, schema, "/components/schemas/" + own);
                return new Property(name, FieldKind.Structure) { Structure = structure };
            default:
                return new Property(name, FieldKind.Any) { IsMap = type == JsonSchemaType.Object };
        }
    }

    private Property Choice(string name, IOpenApiSchema schema)
    {
        var texts = Texts(schema);
        if (NameOf(schema) is not { } own)
        {
            return new Property(name, FieldKind.Choice) { Values = texts };
        }

        values.TryAdd(own, new ValueList(own, texts));
        return new Property(name, FieldKind.Choice) { SharedValues = own, Values = texts };
    }

    private static Property Number(string name, FieldKind type, IOpenApiSchema schema) => new(name, type)
    {
        Minimum = schema.ExclusiveMinimum ?? schema.Minimum,
        IsMinimumExclusive = schema.ExclusiveMinimum is not null,
    };
}
