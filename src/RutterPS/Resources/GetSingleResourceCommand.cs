using System.Management.Automation;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using RutterPS.Session;

namespace RutterPS.Resources;

/// <summary>Fetches the only object of a kind that a connection has. A derived cmdlet adds its definition and name.</summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class GetSingleResourceCommand<T> : RutterSessionCmdlet
    where T : RutterObject
{
    // No [Parameter] here: a cmdlet overrides the parameters that its operation takes.

    /// <summary>What to add to the object.</summary>
    public virtual string? Expand { get; set; }

    /// <summary>Respond even if the connection's first download is not complete.</summary>
    [Parameter]
    [Alias("force_fetch")]
    public SwitchParameter ForceFetch { get; set; }

    /// <summary>The definition of this kind of object.</summary>
    protected abstract ResourceDefinition<T> Definition { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeForInput(null, () => WriteObject(Fetch()), isOnly: !MyInvocation.ExpectingInput);

    private T Fetch() => WaitFor(Client.FetchAsync(Definition, new SingleQuery { Expand = Expand, ForceFetch = ForceFetch }, Cancellation));
}
