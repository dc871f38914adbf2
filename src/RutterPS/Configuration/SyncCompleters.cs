using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Resources.Configuration;
using RutterPS.Common;

namespace RutterPS.Configuration;

/// <summary>Completes the platforms that have a sync configuration of their own; any other can be given.</summary>
public sealed class SyncPlatformCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(SyncPlatform.Known.Select(name => (name, name)), wordToComplete);
}

/// <summary>Completes what can be synced out of turn; any other can be given.</summary>
public sealed class SyncObjectTypeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(SyncObjectType.Known.Select(name => (name, name.Replace('_', ' '))), wordToComplete);
}
