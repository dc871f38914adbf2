using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RutterPS.Common;

namespace RutterPS.Emulators;

/// <summary>Completes the platforms with special behaviour in the emulator; others are allowed.</summary>
public sealed class PlatformCompleter : IArgumentCompleter
{
    private static readonly string[] Platforms = ["QUICKBOOKS", "NETSUITE", "XERO", "SAGE_INTACCT", "SAGE_BUSINESS_CLOUD"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(Platforms.Select(platform => (platform, platform)), wordToComplete);
}
