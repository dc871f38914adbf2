using System.Management.Automation;

namespace RutterPS.Filters;

/// <summary>Makes of a script block the text that would be sent; of text it is a check. Sends nothing.</summary>
[Cmdlet(VerbsData.ConvertTo, "RutterFilter")]
[OutputType(typeof(string))]
public sealed class ConvertToRutterFilterCommand : FilterCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // One of several that cannot be sent does not hold up the others.
        if (Argument.Read(Filter, isFinal: !MyInvocation.ExpectingInput) is { IsValid: true } read)
        {
            WriteObject(read.Text);
        }
    }
}
