using System.Management.Automation;
using Rutter.Client.Jobs;
using RutterPS.Session;

namespace RutterPS.Jobs;

/// <summary>The base of cmdlets about jobs, given by id or as objects.</summary>
public abstract class JobCommand : RutterSessionCmdlet
{
    /// <summary>The parameter set of ids.</summary>
    protected const string IdSet = "Id";

    /// <summary>The parameter set of job objects. It is the default, so that a piped job is bound as a whole, with its idempotency key.</summary>
    protected const string JobSet = "Job";

    /// <summary>The ids of jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("JobId", "job_id")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Jobs, for example from New-RutterBankTransfer -NoWait or Get-RutterJob.</summary>
    [Parameter(Mandatory = true, ParameterSetName = JobSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RutterJob[] Job { get; set; } = [];

    /// <summary>The jobs of the current input, as last seen.</summary>
    private protected IEnumerable<RutterJob> KnownJobs => ParameterSetName == JobSet
        ? Job
        : Id.Select(id => new RutterJob { Id = id, Status = JobStatus.Pending });

    private protected JobClient Jobs => Client.Jobs;

    /// <inheritdoc/>
    private protected override bool NeedsAccessToken => false;
}
