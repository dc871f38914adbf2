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
