namespace Rutter.Client.Jobs;

/// <summary>The statuses of a job. The list is open: another status counts as still running. Source: seed "Basics", heading "Response Mode: Async".</summary>
public static class JobStatus
{
    /// <summary>Accepted, not yet queued.</summary>
    public const string Prequeued = "prequeued";

    /// <summary>Under way.</summary>
    public const string Pending = "pending";

    /// <summary>Done.</summary>
    public const string Success = "success";

    /// <summary>Ended without success.</summary>
    public const string Failure = "failure";
}
