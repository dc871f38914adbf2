using System.Management.Automation;
using RutterPS.Common;

namespace RutterPS.Session;

/// <summary>Finds sessions of this runspace by a name or pattern.</summary>
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
