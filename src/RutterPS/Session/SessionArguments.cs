using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RutterPS.Common;

namespace RutterPS.Session;

/// <summary>Converts a session's name to the session.</summary>
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = PSObjects.Unwrap(inputData);
        return value is string name
            ? SessionStore.Current.Find(name)
                ?? throw new ArgumentTransformationMetadataException(
                    $"There is no session named '{name}' in this runspace. Get-RutterSession lists those there are.")
            : value;
    }
}

/// <summary>Completes the names of this runspace's sessions.</summary>
public sealed class SessionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(SessionStore.Current.All.Select(session => (session.Name, session.BaseUri.AbsoluteUri)), wordToComplete);
}

/// <summary>Finds sessions of this runspace by name or wildcard.</summary>
internal static class SessionSelection
{
    public static IEnumerable<RutterSession> Find(string pattern)
    {
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return SessionStore.Current.All.Where(session => wildcard.IsMatch(session.Name));
    }

    public static ErrorRecord NotFound(string name) => ErrorRecords.Create(
        new ItemNotFoundException($"There is no session named '{name}' in this runspace."),
        "SessionNotFound",
        ErrorCategory.ObjectNotFound,
        name,
        "Get-RutterSession lists those there are.");
}
