using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Rutter.Client.Catalog;
using Rutter.Client.Filtering;
using Rutter.Client.Resources;

namespace RutterPS.Filters;

/// <summary>
/// Completes inside a script-block filter. PowerShell takes a field there for an unknown command, so operators are completed as its arguments.
/// PowerShell calls no completer for the first word of a command; the completer of -Filter gives that one.
/// </summary>
internal static class ScriptBlockCompleter
{
    private static readonly ConditionalWeakTable<Runspace, PSModuleInfo> Registered = new();

    /// <summary>Registers the completer in this runspace at the first call.</summary>
    public static void Register()
    {
        if (Runspace.DefaultRunspace is not { } runspace || Registered.TryGetValue(runspace, out _))
        {
            return;
        }

        var home = new PSModuleInfo(linkToGlobal: false);
        Registered.Add(runspace, home);
        home.SessionState.PSVariable.Set("complete", (Func<string, CommandAst, int, CompletionResult[]>)Complete);
        var names = ResourceCatalog.Filterable
            .SelectMany(definition => definition.FilterableFields)
            .SelectMany(field => new[] { field.ApiName, field.Name })
            .Distinct();
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Microsoft.PowerShell.Core\\Register-ArgumentCompleter")
            .AddParameter("Native")
            .AddParameter("CommandName", names.ToArray())
            .AddParameter(
                "ScriptBlock",
                home.NewBoundScriptBlock(ScriptBlock.Create("param($word, $command, $position) $complete.Invoke($word, $command, $position)")))
            .Invoke();
    }

    /// <summary>Completes the arguments of a command that is a filter.</summary>
    private static CompletionResult[] Complete(string word, CommandAst command, int position)
    {
        if (DefinitionAround(command) is not { } definition)
        {
            return [];
        }

        var before = command.CommandElements
            .Where(element => element.Extent.EndOffset < position || (word.Length == 0 && element.Extent.EndOffset == position))
            .ToList();
        var names = definition.FilterableFields.Select(field => (field.ApiName, field.Type.ToString()));
        var offers = before switch
        {
            [] => [],
            [.., CommandParameterAst connective] when CommandWords.IsConnective(connective, out _) => names,
            [.., CommandParameterAst] => [],
            [StringConstantExpressionAst field] => Operators(definition.FindField(field.Value)),
            [.., CommandParameterAst connective, StringConstantExpressionAst field] when CommandWords.IsConnective(connective, out _) =>
                Operators(definition.FindField(field.Value)),
            _ => [("-and", "Both hold"), ("-or", "At least one holds")],
        };
        return
        [
            .. from offer in offers
               where offer.Item1.StartsWith(word, StringComparison.OrdinalIgnoreCase)
               select new CompletionResult(offer.Item1, offer.Item1, CompletionResultType.ParameterValue, offer.Item2),
        ];
    }

    private static IEnumerable<(string, string)> Operators(ResourceField? field) =>
        FilterOperators.AllowedFor(field?.Type ?? FieldType.Number).Select(allowed => (ScriptOperators.Name(allowed), allowed.Symbol()));

    /// <summary>The kind of object of the command that gets the script block, or null if the command is not from this module.</summary>
    private static ResourceDefinition? DefinitionAround(Ast inner)
    {
        for (var ast = inner.Parent; ast is not null; ast = ast.Parent)
        {
            if (ast is CommandAst outer && outer.GetCommandName() is { } name && name.Contains("-Rutter", StringComparison.OrdinalIgnoreCase))
            {
                return CommandResource.Of(name) ?? ResourceCatalog.Filterable[0];
            }
        }

        return null;
    }
}
