using System.Management.Automation;

namespace RutterPS.Filters;

/// <summary>Translates a script block to the filter text that would be sent. Text is only checked. Sends nothing.</summary>
[Cmdlet(VerbsData.ConvertTo, "RutterFilter")]
[OutputType(typeof(string))]
public sealed class ConvertToRutterFilterCommand : FilterCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // An invalid filter does not stop the others.
        if (Argument.Read(Filter, isFinal: !MyInvocation.ExpectingInput) is { IsValid: true } read)
        {
            WriteObject(read.Text);
        }
    }
}
