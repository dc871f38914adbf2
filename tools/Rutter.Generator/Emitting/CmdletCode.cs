using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>What all generated cmdlets begin and end with.</summary>
internal static class CmdletCode
{
    public static string ModelOf(ApiObject item) => $"global::{item.Namespace}.{item.Noun}";

    public static CodeWriter Begin(ApiObject item, params IEnumerable<string> usings) =>
        new($"RutterPS.{item.Folder}", ["System.Management.Automation", "Rutter.Client.Resources", .. usings]);

    public static void WriteDefinition(CodeWriter code, ApiObject item) =>
        code.Gap().Line("/// <inheritdoc/>").Line(
            $"protected override ResourceDefinition<{ModelOf(item)}> Definition => {ModelOf(item)}.Definition;");

    /// <summary>The aliases of a parameter: the API's own spelling, where it differs by more than case, and what people also call it.</summary>
    public static void WriteAliases(CodeWriter code, string apiName, string name, params IEnumerable<string> more)
    {
        var aliases = new[] { apiName }.Where(alias => !alias.Equals(name, StringComparison.OrdinalIgnoreCase)).Concat(more).ToList();
        if (aliases.Count > 0)
        {
            code.Line($"[Alias({string.Join(", ", aliases.Select(Naming.Literal))})]");
        }
    }
}
