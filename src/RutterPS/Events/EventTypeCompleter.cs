using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Events;
using RutterPS.Common;

namespace RutterPS.Events;

/// <summary>Completes the types of events that are known; any other can be given.</summary>
public sealed class EventTypeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching([(EventQuery.ObjectDeleted, "The object was deleted on its platform.")], wordToComplete);
}
