namespace Rutter.Emulator.Jobs;

/// <summary>Where a job is. Source: seed "Basics", heading "Response Mode: Async".</summary>
internal enum JobStatus
{
    Prequeued,
    Pending,
    Success,
    Failure,
}
