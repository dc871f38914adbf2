using System.Management.Automation;
using Rutter.Client.Filtering;

namespace RutterPS.Filters;

/// <summary>Checks whether a filter can be sent, and says why not. Sends nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RutterFilter")]
[OutputType(typeof(FilterVerdict), typeof(bool))]
public sealed class TestRutterFilterCommand : FilterCommand
{
    /// <summary>Return only true or false, for use in a condition. The verdict is an object, which is always true there.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var verdict = Argument.Check(Filter);
        WriteObject(Quiet ? verdict.IsValid : verdict);
    }
}
