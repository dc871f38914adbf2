using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Catalog;
using Rutter.Client.Resources;
using Rutter.Client.Text;

namespace Rutter.Client.Writes;

/// <summary>A deletion that a job carried out.</summary>
/// <param name="Id">The Rutter id of the object.</param>
/// <param name="Deletion">The API's response.</param>
public sealed record JobDeletion(string Id, Deletion Deletion);

/// <summary>Reads the result of an ended job: what it created, changed, deleted or listed.</summary>
public static class JobResults
{
    /// <summary>The result of a job.</summary>
    /// <param name="jobs">The client that read the job.</param>
    /// <param name="job">An ended job.</param>
    /// <returns>
    /// The <see cref="RutterObject"/>, several for a list, or the <see cref="JobDeletion"/>. For any other job its response as JSON text, or null.
    /// </returns>
    /// <exception cref="RutterApiException">The job failed, or its result cannot be read.</exception>
    public static object? Read(JobClient jobs, RutterJob job)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(job);
        if (jobs.FailureOf(job) is { } failure)
        {
            throw failure;
        }

        var (definition, id) = job.Path is { } path ? ResourceCatalog.FindAddress(path) : default;
        return (job.Method, definition, id) switch
        {
            // A body with several objects has no type of its own.
            ("POST", { CreateBody: null }, null) => job.ResponseJson,
            ("POST", not null, null) or ("PATCH", not null, not null) => jobs.Receive(job, definition),
            ("GET", not null, null) => jobs.ReceiveList(job, definition),
            ("DELETE", not null, not null) => new JobDeletion(id, ReadDeletion(jobs, job, id)),
            _ => job.ResponseJson,
        };
    }

    private static Deletion ReadDeletion(JobClient jobs, RutterJob job, string id)
    {
        var deletion = jobs.ReadResult(job, Deletion.Read);
        return deletion.IsDone == true || deletion.Code == Deletion.NotFound
            ? deletion
            : throw deletion.ToFailure($"object '{DisplayText.Clean(id)}'", job.RequestId).WithVerdict(VerdictOn(deletion, job));
    }

    private static WriteVerdict VerdictOn(Deletion deletion, RutterJob job)
    {
        var evidence = new WriteEvidence(job.IdempotencyKey, isRepeatable: true);
        evidence.NoteAccepted(job.Id);
        if (deletion.IsDone == false)
        {
            evidence.NoteRefused();
        }

        return evidence.Verdict;
    }
}
