using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>The list of all objects, which makes no definition before it is asked for one.</summary>
internal static class RegistryCode
{
    public static string Of(Api api)
    {
        var code = new CodeWriter("Rutter.Client.Catalog");
        code.Gap().Summary("Every kind of object that the description has.").Open("internal static class GeneratedResources")
            .Open("public static KnownResource[] All { get; } =", "[");
        foreach (var item in api.Objects)
        {
            var entities = string.Join(", ", item.Entities.Select(Naming.Literal));
            code.Line($"new({Naming.Literal(item.Noun)}, {Naming.Literal(item.Path)}, {Naming.Literal(item.ListKey)}, {Naming.Literal(item.ItemKey)}, [{entities}], " +
                $"static () => global::{item.Namespace}.{item.Noun}.Definition),");
        }

        return code.Close("];").Close().ToString();
    }

    public static string ValuesOf(Api api)
    {
        var code = new CodeWriter("Rutter.Client.Resources");
        code.Gap().Summary("Known values that several fields share. The lists are open: others appear without notice.").Open(
            "internal static class KnownValues");
        foreach (var list in api.Values)
        {
            code.Gap().Line(
                $"public static IReadOnlyList<string> {list.Name} {{ get; }} = [{string.Join(", ", list.Values.Select(Naming.Literal))}];");
        }

        return code.Close().ToString();
    }
}
