using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>What the bodies of create and update take, with everything nested in them.</summary>
internal static class BodyCode
{
    public static bool HasBodies(ApiObject item) => item.CreateBody is not null || item.UpdateBody is not null;

    public static string Of(ApiObject item)
    {
        var code = new CodeWriter(item.Namespace);
        code.Gap().Summary($"The bodies of writes of {item.PluralName}.").Open($"internal static class {item.Noun}Bodies");

        // Nested schemas come first, because initializers run in the order of the text.
        var bodies = new[] { item.CreateBody, item.UpdateBody }.OfType<Structure>().ToList();
        var readOnly = new Dictionary<Structure, SortedSet<string>>();
        bodies.ForEach(body => FindReadOnly(body, item.Model, readOnly));
        var written = new HashSet<Structure>();
        foreach (var body in bodies)
        {
            Write(code, body, written, readOnly);
        }

        return code.Close().ToString();
    }

    // What the API shows of a structure, and does not take.
    private static void FindReadOnly(Structure body, Structure model, Dictionary<Structure, SortedSet<string>> readOnly)
    {
        foreach (var property in body.Properties)
        {
            if (property.Structure is not { } nested || model.Find(property.ApiName)?.Structure is not { } shown)
            {
                continue;
            }

            if (!readOnly.TryGetValue(nested, out var names))
            {
                readOnly[nested] = names = new SortedSet<string>(StringComparer.Ordinal);
            }

            names.UnionWith(shown.Properties.Select(one => one.ApiName).Where(name => nested.Find(name) is null));
            FindReadOnly(nested, shown, readOnly);
        }
    }

    private static void Write(CodeWriter code, Structure body, HashSet<Structure> written, Dictionary<Structure, SortedSet<string>> readOnly)
    {
        if (!written.Add(body))
        {
            return;
        }

        foreach (var nested in body.Properties.Select(property => property.Structure).OfType<Structure>())
        {
            Write(code, nested, written, readOnly);
        }

        code.Gap().Open($"public static BodySchema {body.Name} {{ get; }} = new(", "").Open("[", "");
        foreach (var property in body.Properties)
        {
            code.Line(FieldOf(property));
        }

        var members = new[]
        {
            body.Name.Contains("AdditionalFields", StringComparison.Ordinal) ? "IsOpen = true" : null,
            readOnly.GetValueOrDefault(body) is { Count: > 0 } names ? $"ReadOnly = [{string.Join(", ", names.Select(Naming.Literal))}]" : null,
        }.OfType<string>().ToList();
        code.Close(members.Count > 0 ? $"]) {{ {string.Join(", ", members)} }};" : "]);").Close("");
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
            property.ReadFrom is { } path ? $"ReadFrom = {Naming.Literal(path)}" : null,
            DefinitionCode.ValuesOf(property),
            property.Structure is { } nested ? $"Schema = {nested.Name}" : null,
        }.OfType<string>().ToList();
        var more = members.Count > 0 ? $" {{ {string.Join(", ", members)} }}" : "";
        return $"new({Naming.Literal(property.ApiName)}, BodyFieldType.{property.Type}){more},";
    }
}
