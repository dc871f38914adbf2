using Rutter.Client.Errors;

namespace Rutter.Client.Jobs;

/// <summary>How the wait for a job ended: with the job, or with a failure to get it.</summary>
/// <param name="JobId">The job's id.</param>
/// <param name="Job">The ended job, or null.</param>
/// <param name="Failure">Why there is none.</param>
public sealed record JobOutcome(string JobId, RutterJob? Job, RutterApiException? Failure);
