using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Resources.Connections;
using RutterPS.Common;

namespace RutterPS.Connections;

/// <summary>Completes the known statuses of connections; others are allowed.</summary>
public sealed class ConnectionStatusCompleter : IArgumentCompleter
{
    private static readonly (string Value, string ToolTip)[] Statuses =
    [
        (ConnectionStatus.Active, "All is well."),
        (ConnectionStatus.NotReady, "The first download is not complete."),
        (ConnectionStatus.Unhealthy, "The platform cannot be reached at the moment."),
        (ConnectionStatus.NeedsReauth, "The owner must sign in again."),
        (ConnectionStatus.Disabled, "Switched off."),
        (ConnectionStatus.Any, "Every status."),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(Statuses, wordToComplete);
}
