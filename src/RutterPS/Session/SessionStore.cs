using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace RutterPS.Session;

/// <summary>The sessions of one runspace. Runspaces never see each other's, so that runbooks in one process cannot disturb each other.</summary>
internal sealed class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, SessionStore> Stores = new();

    private readonly Dictionary<string, RutterSession> sessions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The store of the runspace that this thread runs in.</summary>
    public static SessionStore Current => Stores.GetValue(Runspace.DefaultRunspace, static _ => new SessionStore());

    /// <summary>
    /// The session that cmdlets use unless told otherwise: the one connected last. No other takes its place when it is disconnected, because a script
    /// must
    /// not turn to another company's books unasked.
    /// </summary>
    public RutterSession? Default { get; private set; }

    public IEnumerable<RutterSession> All => sessions.Values.OrderBy(session => session.Name, StringComparer.OrdinalIgnoreCase);

    public RutterSession? Find(string name) => sessions.GetValueOrDefault(name);

    /// <summary>Adds a session, in the place of one with the same name, and makes it the default.</summary>
    public void Add(RutterSession session)
    {
        sessions[session.Name] = session;
        Default = session;
    }

    /// <summary>Puts a session in the place of another of the same name.</summary>
    public void Replace(RutterSession old, RutterSession replacement)
    {
        sessions[old.Name] = replacement;
        if (ReferenceEquals(Default, old))
        {
            Default = replacement;
        }
    }

    /// <summary>Removes a session. One that a newer session of the same name has taken the place of is gone already.</summary>
    public void Remove(RutterSession session)
    {
        if (Find(session.Name) is not { } stored || !stored.IsVersionOf(session))
        {
            return;
        }

        sessions.Remove(session.Name);
        if (ReferenceEquals(Default, stored))
        {
            Default = null;
        }
    }
}
