using System.Management.Automation;
using System.Reflection;

namespace RutterPS.Common;

/// <summary>Finds out whether a cmdlet's pipeline has failed, when the cmdlet is disposed of.</summary>
internal static class PipelineOutcome
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>True if another command ended the pipeline with an error, even after this cmdlet's end.</summary>
    public static bool HasFailed(PSCmdlet cmdlet)
    {
        // A later command such as Sort-Object can hold all objects until its own end, and then fail. The engine knows that, but has no public API for
        // it. If an engine keeps it elsewhere, the pipeline counts as successful.
        var pipeline = cmdlet.CommandRuntime.GetType().GetProperty("PipelineProcessor", Members)?.GetValue(cmdlet.CommandRuntime);
        return pipeline?.GetType().GetField("_firstTerminatingError", Members)?.GetValue(pipeline) is not null;
    }
}
