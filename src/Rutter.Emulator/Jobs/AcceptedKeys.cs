using Rutter.Emulator.Http;

namespace Rutter.Emulator.Jobs;

/// <summary>
/// Which key belongs to which accepted request. Source: "Basics", headings "Idempotency" and "Actionable Error Codes" (409);
/// that a rejected request does not bind its key, from the guide on idempotent requests.
/// </summary>
internal sealed class AcceptedKeys
{
    private readonly Dictionary<string, (string Fingerprint, Job Job)> accepted = [];

    /// <summary>Returns the job that a key is bound to, or accepts this request and binds the key to it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fingerprint">Identifies the request by verb, path, parameters and body.</param>
    /// <param name="accept">Makes the job; if it throws, the key stays free.</param>
    /// <returns>The job, and whether it was made just now.</returns>
    public (Job Job, bool IsNew) GetOrAccept(string key, string fingerprint, Func<Job> accept)
    {
        lock (accepted)
        {
            if (accepted.TryGetValue(key, out var bound))
            {
                return bound.Fingerprint == fingerprint ? (bound.Job, false) : throw ApiError.KeyConflict();
            }

            var job = accept();
            accepted.Add(key, (fingerprint, job));
            return (job, true);
        }
    }
}
