using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>The JSON context of an object: ordinary source, from which System.Text.Json generates in its turn.</summary>
internal static class JsonCode
{
    public static string Of(ApiObject item)
    {
        var code = new CodeWriter(item.Namespace, "System.Text.Json.Serialization", "Rutter.Client.Json");
        code.Gap().Line("[JsonSourceGenerationOptions(")
            .Line("    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,")
            .Line("    GenerationMode = JsonSourceGenerationMode.Metadata,")
            .Line("    Converters = [typeof(MoneyConverter), typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter)])]")
            .Line($"[JsonSerializable(typeof(List<{item.Noun}>))]");
        foreach (var name in Nested(item.Model, []).Select(nested => $"global::{nested.Namespace}.{nested.Name}").Order(StringComparer.Ordinal))
        {
            code.Line($"[JsonSerializable(typeof({name}))]");
        }

        code.Line($"internal sealed partial class {item.Noun}Json : JsonSerializerContext;");
        return code.ToString();
    }

    private static HashSet<Structure> Nested(Structure structure, HashSet<Structure> found)
    {
        foreach (var nested in structure.Properties.Select(property => property.Structure).OfType<Structure>())
        {
            if (found.Add(nested))
            {
                Nested(nested, found);
            }
        }

        return found;
    }
}
