using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RutterPS.Common;

namespace RutterPS.Session;

/// <summary>Completes the names of this runspace's sessions.</summary>
public sealed class SessionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(SessionStore.Current.All.Select(session => (session.Name, session.BaseUri.AbsoluteUri)), wordToComplete);
}
