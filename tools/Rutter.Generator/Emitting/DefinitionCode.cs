using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>Writes the definition of an object: its path, JSON keys and fields.</summary>
internal static class DefinitionCode
{
    public static void Write(CodeWriter code, ApiObject item)
    {
        code.Gap().Summary($"The definition of {item.PluralName}: their path, JSON keys and fields.")
            .Open($"public static ResourceDefinition<{item.Noun}> Definition {{ get; }} = new(", "");
        code.Line($"{Naming.Literal(item.Name)},").Line($"{Naming.Literal(item.Path)},").Line($"{Naming.Literal(item.ListKey)},").Line(
            $"{Naming.Literal(item.ItemKey)},")
            .Line($"static () => {item.Noun}Json.Default.{item.Noun},").Open("[", "");
        foreach (var property in item.Model.Properties)
        {
            code.Line(FieldOf(property));
        }

        code.Close("])").Close("").Open("{", "");
        code.Line($"Noun = {Naming.Literal(item.Noun)},").Line($"Operations = {OperationsOf(item)},");
        if (item.ListParameters?.Any(parameter => parameter.ApiName == "limit") == false)
        {
            code.Line("IsPaged = false,");
        }

        if (item.IsFilterUnread)
        {
            code.Line("IsFilterUnread = true,");
        }

        if (item.CreateBody is { } create)
        {
            code.Line($"CreateBodyFactory = static () => {item.Noun}Bodies.{create.Name},");
        }

        if (item.UpdateBody is { } update)
        {
            code.Line($"UpdateBodyFactory = static () => {item.Noun}Bodies.{update.Name},");
        }

        code.Close("};");
    }

    /// <summary>The values of a choice, as an initializer; null where there are none.</summary>
    public static string? ValuesOf(Property property) => property switch
    {
        { SharedValues: { } shared } => $"Values = global::Rutter.Client.Resources.KnownValues.{shared}",
        { Values: { Count: > 0 } values } => $"Values = [{string.Join(", ", values.Select(Naming.Literal))}]",
        _ => null,
    };

    private static string FieldOf(Property property)
    {
        var members = new[]
        {
            property.References is { } noun ? $"References = {Naming.Literal(noun)}" : null,
            ValuesOf(property),
        }.OfType<string>().ToList();
        var more = members.Count > 0 ? $" {{ {string.Join(", ", members)} }}" : "";
        return $"new({Naming.Literal(property.ApiName)}, FieldType.{FieldTypeOf(property)}{(property.IsFilterable ? ", IsFilterable: true" : "")}){more},";
    }

    private static string FieldTypeOf(Property property) => property switch
    {
        { IsList: true } or { Type: FieldKind.Structure or FieldKind.Any } => "Structure",
        { Type: FieldKind.Identifier or FieldKind.Choice } => "Identifier",
        { Type: FieldKind.Boolean } => "Boolean",
        { Type: FieldKind.Number or FieldKind.NumberText } => "Number",
        { Type: FieldKind.Day or FieldKind.Instant } => "Timestamp",
        _ => "Text",
    };

    private static string OperationsOf(ApiObject item)
    {
        var operations = new[]
        {
            item.ListParameters is null ? null : "List",
            item.FetchParameters is null ? null : "Fetch",
            item.SingleParameters is null ? null : "FetchSingle",
            item.CreateBody is null ? null : "Create",
            item.UpdateBody is null ? null : "Update",
            item.HasDelete ? "Delete" : null,
        };
        return string.Join(" | ", operations.OfType<string>().Select(operation => "ResourceOperations." + operation));
    }
}
