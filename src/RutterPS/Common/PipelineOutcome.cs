using System.Management.Automation;
using System.Reflection;

namespace RutterPS.Common;

/// <summary>Whether the pipeline that a cmdlet stands in has failed, asked when the cmdlet is disposed of.</summary>
internal static class PipelineOutcome
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>True when another command ended the pipeline with an error; also one that did so after this cmdlet's end.</summary>
    public static bool HasFailed(PSCmdlet cmdlet)
    {
        // A command behind this one can hold everything back until its own end (Sort-Object), and fail then. The engine knows, and offers no
        // public way to ask; an engine that keeps it elsewhere is taken to have succeeded.
        var pipeline = cmdlet.CommandRuntime.GetType().GetProperty("PipelineProcessor", Members)?.GetValue(cmdlet.CommandRuntime);
        return pipeline?.GetType().GetField("_firstTerminatingError", Members)?.GetValue(pipeline) is not null;
    }
}
