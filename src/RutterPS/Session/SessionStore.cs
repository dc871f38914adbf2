using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace RutterPS.Session;

/// <summary>The sessions of one runspace. Runspaces do not share sessions, so that runbooks in one process cannot disturb each other.</summary>
internal sealed class SessionStore
{
    private static readonly ConditionalWeakTable<Runspace, SessionStore> Stores = new();

    private readonly Dictionary<string, RutterSession> sessions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The store of the current runspace.</summary>
    public static SessionStore Current => Stores.GetValue(Runspace.DefaultRunspace, static _ => new SessionStore());

    /// <summary>
    /// The session that cmdlets use by default: the last connected one. After it is disconnected there is no default, so that a script does not turn
    /// to another company's books.
    /// </summary>
    public RutterSession? Default { get; private set; }

    public IEnumerable<RutterSession> All => sessions.Values.OrderBy(session => session.Name, StringComparer.OrdinalIgnoreCase);

    public RutterSession? Find(string name) => sessions.GetValueOrDefault(name);

    /// <summary>Adds a session as the default. It replaces one with the same name.</summary>
    public void Add(RutterSession session)
    {
        sessions[session.Name] = session;
        Default = session;
    }

    /// <summary>Replaces a session with another one of the same name.</summary>
    public void Replace(RutterSession old, RutterSession replacement)
    {
        sessions[old.Name] = replacement;
        if (ReferenceEquals(Default, old))
        {
            Default = replacement;
        }
    }

    /// <summary>Removes a session. A session that a newer one of the same name has replaced is removed already.</summary>
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
