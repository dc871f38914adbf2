using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Metrics;
using Rutter.Client.Resources.Metrics;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Metrics;

/// <summary>Reads metrics of one area; a cmdlet adds its name.</summary>
public abstract class MetricCommand : RutterSessionCmdlet
{
    /// <summary>The metrics, by the API's names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("MetricName", "metric_name")]
    [ArgumentCompleter(typeof(MetricNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Take what is there although the connection's first download is not complete.</summary>
    [Parameter]
    [Alias("force_fetch")]
    public SwitchParameter ForceFetch { get; set; }

    /// <summary>What the metrics are calculated from.</summary>
    private protected abstract MetricArea Area { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            InvokeForInput(
                name,
                () => WriteObject(WaitFor(Client.Metrics.ReadAsync(Area, name, ForceFetch, Cancellation)), enumerateCollection: true),
                isOnly: Name.Length == 1);
        }
    }
}

/// <summary>Reads metrics that Rutter calculates from the books.</summary>
[Cmdlet(VerbsCommon.Get, "RutterAccountingMetric")]
[OutputType(typeof(MetricValue))]
public sealed class GetRutterAccountingMetricCommand : MetricCommand
{
    private protected override MetricArea Area => MetricArea.Accounting;
}

/// <summary>Reads metrics that Rutter calculates from a shop.</summary>
[Cmdlet(VerbsCommon.Get, "RutterCommerceMetric")]
[OutputType(typeof(MetricValue))]
public sealed class GetRutterCommerceMetricCommand : MetricCommand
{
    private protected override MetricArea Area => MetricArea.Commerce;
}

/// <summary>Completes the metrics that are known; any other can be given.</summary>
public sealed class MetricNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var names = commandName.Contains("Commerce", StringComparison.OrdinalIgnoreCase) ? MetricName.Commerce : MetricName.Accounting;
        return Completion.Matching(names.Select(name => (name, name.Replace('_', ' '))), wordToComplete);
    }
}
