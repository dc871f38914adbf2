using System.Management.Automation;
using RutterPS.Common;

namespace RutterPS.Session;

/// <summary>Removes sessions and their secrets: the default one, or those with the given names.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Rutter", DefaultParameterSetName = NameSet)]
public sealed class DisconnectRutterCommand : RutterCmdlet
{
    private const string NameSet = "Name";
    private const string SessionSet = "Session";

    /// <summary>The names of the sessions; wildcards are allowed. By default the default session.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The session to remove.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SessionSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RutterSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Selected())
        {
            SessionStore.Current.Remove(session);
        }
    }

    private List<RutterSession> Selected()
    {
        if (Session is not null)
        {
            return [Session];
        }

        if (Name is null)
        {
            return SessionStore.Current.Default is { } current ? [current] : [];
        }

        var found = SessionSelection.Find(Name).ToList();
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            WriteError(SessionSelection.NotFound(Name));
        }

        return found;
    }
}
