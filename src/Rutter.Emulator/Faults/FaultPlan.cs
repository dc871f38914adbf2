using Rutter.Emulator.Http;

namespace Rutter.Emulator.Faults;

/// <summary>The faults to play, in the order they were added.</summary>
internal sealed class FaultPlan
{
    private readonly List<FaultState> states = [];

    public void Add(EmulatorFault fault)
    {
        fault.Validate();
        FaultHeaders.Validate(fault.Headers);
        lock (states)
        {
            states.Add(new FaultState(fault));
        }
    }

    public void Clear()
    {
        lock (states)
        {
            states.Clear();
        }
    }

    /// <summary>The fault to play on a webhook, or null.</summary>
    public FaultKind? NextForWebhook(string code)
    {
        lock (states)
        {
            return states.Find(state => state.TryPlayOnWebhook(code))?.Fault.Kind;
        }
    }

    /// <summary>The fault to play on a request, or null.</summary>
    public FaultState? Next(string method, string path)
    {
        lock (states)
        {
            return states.Find(state => state.TryPlay(method, path));
        }
    }
}

/// <summary>A fault and its number of matches. Its random numbers depend only on its seed and the order of the matching requests.</summary>
internal sealed class FaultState(EmulatorFault fault)
{
    private const string Root = "/versioned";

    private readonly Random random = new(fault.Seed);
    private readonly string? path = fault.Path is null ? null : Normalize(fault.Path);
    private readonly CursorCircle circle = new(fault.Pages);
    private int matched;
    private int played;

    public EmulatorFault Fault => fault;

    public bool TryPlay(string method, string requestPath) => Matches(method, requestPath) && Draw();

    public bool TryPlayOnWebhook(string code) =>
        fault.IsForWebhooks && (fault.WebhookCode is null || fault.WebhookCode.Equals(code, StringComparison.OrdinalIgnoreCase)) && Draw();

    /// <summary>Applies the fault to the real response. Kinds that do not change a body return the same response.</summary>
    public Response Change(Response response) => fault.Kind switch
    {
        FaultKind.ChangeBody => BodyChange.Replace(response, fault.JsonPointer!, fault.Value),
        FaultKind.HostileText => BodyChange.AppendToStrings(response, fault.JsonPointer, fault.Text),
        FaultKind.CircularCursor => circle.Change(response),
        _ => response,
    };

    /// <summary>Counts a match, and says whether the fault plays on it.</summary>
    private bool Draw()
    {
        if (matched++ < fault.SkipFirst || played >= (fault.Count ?? int.MaxValue) || random.NextDouble() >= fault.Probability)
        {
            return false;
        }

        played++;
        return true;
    }

    private static string Normalize(string path)
    {
        var rooted = path.StartsWith('/') ? path : "/" + path;
        return rooted.StartsWith(Root + "/", StringComparison.Ordinal) ? rooted[Root.Length..] : rooted;
    }

    private bool Matches(string method, string requestPath) =>
        !fault.IsForWebhooks
        && (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (fault.Kind != FaultKind.JobFailure || path is not null || Verbs.IsWrite(method))
        && (path is null || path == requestPath || IsBelow(requestPath));

    private bool IsBelow(string requestPath) => path![^1] switch
    {
        '*' => requestPath.StartsWith(path[..^1], StringComparison.Ordinal),
        '/' => requestPath.StartsWith(path, StringComparison.Ordinal),
        _ => false,
    };
}
