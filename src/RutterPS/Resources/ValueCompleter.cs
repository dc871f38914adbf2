using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RutterPS.Common;
using RutterPS.Filters;

namespace RutterPS.Resources;

/// <summary>Completes the known values of a field; others are allowed.</summary>
public sealed class ValueCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var definition = CommandResource.Of(commandName);
        var body = commandName.StartsWith("Update-", StringComparison.OrdinalIgnoreCase) ? definition?.UpdateBody : definition?.CreateBody;
        var values = body?.FindField(parameterName)?.Values ?? definition?.FindField(parameterName)?.Values ?? [];
        return Completion.Matching(values.Select(value => (value, value)), wordToComplete);
    }
}
