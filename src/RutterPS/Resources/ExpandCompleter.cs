using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RutterPS.Common;

namespace RutterPS.Resources;

/// <summary>Completes the values of -Expand.</summary>
public sealed class ExpandCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching([("platform_data", "The platform's raw data of each object")], wordToComplete);
}
