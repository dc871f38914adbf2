using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Resources.Reports;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Reports;

/// <summary>Asks for the report on a company: the address of a file.</summary>
[Cmdlet(VerbsCommon.Get, "RutterReport")]
[OutputType(typeof(Report))]
public sealed class GetRutterReportCommand : RutterSessionCmdlet
{
    /// <summary>The form of the report; here the API means no filter by this name.</summary>
    [Parameter(Position = 0)]
    [Alias("Form")]
    [ArgumentCompleter(typeof(ReportFormCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Filter { get; set; }

    /// <summary>Take what is there although the connection's first download is not complete.</summary>
    [Parameter]
    [Alias("force_fetch")]
    public SwitchParameter ForceFetch { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeForInput(
        null, () => WriteObject(WaitFor(Client.Reports.GetAsync(Filter, ForceFetch, Cancellation))), isOnly: !MyInvocation.ExpectingInput);
}

/// <summary>Completes the forms of a report; any other can be given.</summary>
public sealed class ReportFormCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching([("TREE", "Lines below the lines that sum them up"), ("FLAT", "All lines side by side")], wordToComplete);
}
