using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>What the bodies of create and update take, with everything nested in them.</summary>
internal static class BodyCode
{
    public static bool HasBodies(ApiObject item) => item.CreateBody is not null || item.UpdateBody is not null;

    public static string Of(ApiObject item)
    {
        var code = new CodeWriter(item.Namespace);
        code.Gap().Summary($"What the bodies of writes of {item.PluralName} take.").Open($"internal static class {item.Noun}Bodies");

        // What is nested stands first: initializers run in the order of the text.
        var written = new HashSet<Structure>();
        foreach (var body in new[] { item.CreateBody, item.UpdateBody }.OfType<Structure>())
        {
            Write(code, body, written);
        }

        return code.Close().ToString();
    }

    private static void Write(CodeWriter code, Structure body, HashSet<Structure> written)
    {
        if (!written.Add(body))
        {
            return;
        }

        foreach (var nested in body.Properties.Select(property => property.Structure).OfType<Structure>())
        {
            Write(code, nested, written);
        }

        code.Gap().Open($"public static BodySchema {body.Name} {{ get; }} = new(", "").Open("[", "");
        foreach (var property in body.Properties)
        {
            code.Line(FieldOf(property));
        }

        code.Close(body.Name.Contains("AdditionalFields", StringComparison.Ordinal) ? "]) { IsOpen = true };" : "]);").Close("");
    }

    private static string FieldOf(Property property)
    {
        var members = new[]
        {
            property.IsRequired ? "IsRequired = true" : null,
            property.IsList ? "IsList = true" : null,
            property.IsNullable ? "IsNullable = true" : null,
            property.MinimumItems > 0 ? $"MinimumItems = {property.MinimumItems}" : null,
            property is { Minimum: { } minimum, Type: FieldKind.Number or FieldKind.NumberText } ? $"Minimum = {minimum}m" : null,
            property.SharedValues is null ? null : "IsOpen = true",
            property.IsMinimumExclusive ? "IsMinimumExclusive = true" : null,
            property.References is { } noun ? $"References = {Naming.Literal(noun)}" : null,
            DefinitionCode.ValuesOf(property),
            property.Structure is { } nested ? $"Schema = {nested.Name}" : null,
        }.OfType<string>().ToList();
        var more = members.Count > 0 ? $" {{ {string.Join(", ", members)} }}" : "";
        return $"new({Naming.Literal(property.ApiName)}, BodyFieldType.{property.Type}){more},";
    }
}
