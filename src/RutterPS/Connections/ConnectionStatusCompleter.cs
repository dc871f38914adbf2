using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Resources.Connections;
using RutterPS.Common;

namespace RutterPS.Connections;

/// <summary>Completes the statuses that a connection can have; any other can be given.</summary>
public sealed class ConnectionStatusCompleter : IArgumentCompleter
{
    private static readonly (string Value, string ToolTip)[] Statuses =
    [
        (ConnectionStatus.Active, "All is well."),
        (ConnectionStatus.NotReady, "The first download is not complete."),
        (ConnectionStatus.Unhealthy, "The platform cannot be reached for the moment."),
        (ConnectionStatus.NeedsReauth, "The owner has to sign in again."),
        (ConnectionStatus.Disabled, "Switched off."),
        (ConnectionStatus.Any, "Every status."),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(Statuses, wordToComplete);
}
