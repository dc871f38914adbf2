using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Transport;
using RutterPS.Common;

namespace RutterPS.Session;

/// <summary>Completes the documented API versions; others are allowed.</summary>
public sealed class ApiVersionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(RutterEnvironment.KnownApiVersions.Select(version => (version, $"API version {version}")), wordToComplete);
}
