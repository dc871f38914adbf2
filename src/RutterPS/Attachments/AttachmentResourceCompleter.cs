using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Attachments;
using RutterPS.Common;

namespace RutterPS.Attachments;

/// <summary>Completes the kinds of object that files can be attached to.</summary>
public sealed class AttachmentResourceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching([.. AttachmentOwner.Nouns.Select(noun => (noun, $"Files of objects that Get-Rutter{noun} reads"))], wordToComplete);
}
