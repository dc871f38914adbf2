using System.Management.Automation;
using Rutter.Client.Filtering;

namespace RutterPS.Filters;

/// <summary>Says whether a filter could be sent, and if not, why. Sends nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RutterFilter")]
[OutputType(typeof(FilterVerdict), typeof(bool))]
public sealed class TestRutterFilterCommand : FilterCommand
{
    /// <summary>Say true or false only, for use in a condition: a verdict is an object, and so always true.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var verdict = Argument.Check(Filter);
        WriteObject(Quiet ? verdict.IsValid : verdict);
    }
}
