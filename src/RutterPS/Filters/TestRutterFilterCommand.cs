using System.Management.Automation;

namespace RutterPS.Filters;

/// <summary>Says whether a filter could be sent, and if not, why. Sends nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RutterFilter")]
[OutputType(typeof(RutterFilterVerdict))]
public sealed class TestRutterFilterCommand : FilterCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(new RutterFilterVerdict(Reader.Check(Filter), Definition.ItemKey));
}
