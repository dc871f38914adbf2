using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>Models: what the API sends, as .NET types.</summary>
internal static class ModelCode
{
    private const int ShownValues = 12;

    public static string Of(ApiObject item)
    {
        var code = new CodeWriter(item.Namespace, "System.Text.Json.Serialization", "Rutter.Client.Json");
        code.Gap().Summary(item.File.Purpose)
            .Open($"public sealed partial class {item.Noun} : RutterObject{(item.IsSynced ? ", ISyncedObject" : "")}");
        DefinitionCode.Write(code, item);
        WriteProperties(code, item.Model);
        code.Close();
        foreach (var nested in item.Nested)
        {
            WriteNested(code.Line(), nested);
        }

        return code.ToString();
    }

    public static string Of(Structure shared)
    {
        var code = new CodeWriter(shared.Namespace, "System.Text.Json.Serialization", "Rutter.Client.Json");
        WriteNested(code.Gap(), shared);
        return code.ToString();
    }

    /// <summary>The type of a property, without the question mark.</summary>
    public static string TypeOf(Property property) => property switch
    {
        { Type: FieldKind.Structure, IsList: true } => $"IReadOnlyList<global::{property.Structure!.Namespace}.{property.Structure.Name}>",
        { Type: FieldKind.Structure } => $"global::{property.Structure!.Namespace}.{property.Structure.Name}",
        { Type: FieldKind.Text or FieldKind.Identifier or FieldKind.Choice, IsList: true } => "IReadOnlyList<string>",
        { IsList: true } or { Type: FieldKind.Any } => "object",
        { Type: FieldKind.Boolean } => "bool",
        { Type: FieldKind.Number or FieldKind.NumberText } => "decimal",
        { Type: FieldKind.Day or FieldKind.Instant } => "DateTimeOffset",
        _ => "string",
    };

    private static void WriteNested(CodeWriter code, Structure nested)
    {
        code.Summary($"A structure of another object: {Naming.Words(nested.Name)}.").Open($"public sealed partial class {nested.Name} : RutterData");
        WriteProperties(code, nested);
        code.Close();
    }

    private static void WriteProperties(CodeWriter code, Structure structure)
    {
        foreach (var property in structure.Properties)
        {
            var isId = property.ApiName == "id" && structure.Find("last_synced_at") is not null;
            code.Gap().Summary(Describe(property));
            if (ConverterOf(property) is { } converter)
            {
                code.Line($"[JsonConverter(typeof({converter}))]");
            }

            if (Naming.Snake(property.Name) != property.ApiName)
            {
                code.Line($"[JsonPropertyName({Naming.Literal(property.ApiName)})]");
            }

            if (property.References is { } noun)
            {
                code.Line($"[References({Naming.Literal(noun)})]");
            }

            code.Line(
                isId ? "public string Id { get; set; } = \"\";" : $"public {Modifier(property)}{TypeOf(property)}? {property.Name} {{ get; set; }}");
        }
    }

    // Every object has its connection's platform. An object with its own platform field has that one instead.
    private static string Modifier(Property property) => property.Name is "Platform" or "ConnectionId" ? "new " : "";

    private static string? ConverterOf(Property property) => property switch
    {
        { Type: FieldKind.Structure, IsList: true } => $"StructureListConverter<global::{property.Structure!.Namespace}.{property.Structure.Name}>",
        { Type: FieldKind.Structure } => $"StructureConverter<global::{property.Structure!.Namespace}.{property.Structure.Name}>",
        { Type: FieldKind.Text or FieldKind.Identifier or FieldKind.Choice, IsList: true } => "TextListConverter",
        _ => null,
    };

    private static string Describe(Property property)
    {
        var values = property is { Type: FieldKind.Choice, SharedValues: null } && property.Values.Count <= ShownValues
            ? $" Known values: {string.Join(", ", property.Values)}; others may appear."
            : "";
        return property.Words + values + (property.IsDeprecated ? " Deprecated by the API." : "");
    }
}
