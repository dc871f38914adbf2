using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Emulator;
using RutterPS.Common;

namespace RutterPS.Emulators;

/// <summary>Completes the kinds of objects that an emulator can list.</summary>
public sealed class EmulatedResourceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(RutterEmulator.Resources.Select(noun => (noun, noun)), wordToComplete);
}
