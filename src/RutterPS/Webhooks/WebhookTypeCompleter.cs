using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RutterPS.Common;

namespace RutterPS.Webhooks;

/// <summary>Completes the types of webhooks that are known; others can be given.</summary>
public sealed class WebhookTypeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(WebhookNames.Types.Select(name => (name, name)), wordToComplete);
}
