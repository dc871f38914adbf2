using Rutter.Client.Text;

namespace Rutter.Client.Errors;

/// <summary>Whether a change was made.</summary>
public enum WriteState
{
    /// <summary>It was not made.</summary>
    NotDone,

    /// <summary>It was made.</summary>
    Done,

    /// <summary>It may or may not have been made: no response says which.</summary>
    Unknown,
}

/// <summary>What is known about a change, and how it can be retried.</summary>
/// <param name="State">Whether it was made.</param>
/// <param name="WasSent">Whether any part of it may have left this machine.</param>
/// <param name="IsKeySpent">Whether Rutter would repeat this failure for the same key, so that a retry needs a new key.</param>
/// <param name="IsRetrySafe">Whether a retry, under the same key where there is one, cannot make the change twice.</param>
/// <param name="IdempotencyKey">The key that it was sent under, or null.</param>
/// <param name="JobId">The job that carries it out, if Rutter accepted it.</param>
public sealed record WriteVerdict(WriteState State, bool WasSent, bool IsKeySpent, bool IsRetrySafe, string? IdempotencyKey, string? JobId)
{
    /// <summary>What a person should do about it; null when there is nothing to do.</summary>
    internal string? Advice => State switch
    {
        WriteState.Done => "The change was made: do not make it again.",
        WriteState.Unknown when !IsRetrySafe => $"{Doubt}: look before you retry it.",
        WriteState.Unknown when IdempotencyKey is null => $"{Doubt}: retrying it is safe.",
        WriteState.Unknown =>
            $"{Doubt}: look before you make it again, or retry it under the idempotency key {IdempotencyKey}, which cannot make it twice.",
        _ when IsKeySpent => "The change was not made. Rutter answers a retry under its idempotency key with the same failure: use a new key "
            + "once the cause is fixed.",
        _ => null,
    };

    private string Doubt => JobId is null
        ? "The change may have been made all the same"
        : $"Whether job {DisplayText.Clean(JobId)} made the change is not known";

    /// <inheritdoc/>
    public override string ToString() => State.ToString();
}

/// <summary>
/// Collects what happens to one change, from any thread, and gives a verdict at any time. Only this class decides whether a change was made. When
/// it cannot know, the verdict is unknown.
/// </summary>
/// <param name="idempotencyKey">The key of every attempt, by which Rutter makes only one change. Null for a change without a key.</param>
/// <param name="isRepeatable">Whether making the change twice is the same as making it once, as with a deletion.</param>
public sealed class WriteEvidence(string? idempotencyKey, bool isRepeatable = false)
{
    private readonly object gate = new();
    private bool wasSent;
    private bool isUnderWay;
    private bool isInDoubt;
    private bool wasAccepted;
    private WriteState? end;
    private string? jobId;

    /// <summary>The key that every attempt carries, or null.</summary>
    public string? IdempotencyKey => idempotencyKey;

    /// <summary>What is known now.</summary>
    public WriteVerdict Verdict
    {
        get
        {
            lock (gate)
            {
                var state = end ?? (isUnderWay || isInDoubt || wasAccepted ? WriteState.Unknown : WriteState.NotDone);
                var isSafe = state == WriteState.NotDone || isRepeatable || idempotencyKey is not null;
                var isKeySpent = end == WriteState.NotDone && idempotencyKey is not null;
                return new WriteVerdict(state, wasSent || isUnderWay, isKeySpent, isSafe, idempotencyKey, jobId);
            }
        }
    }

    /// <summary>Whether an earlier attempt may have made the change. A deletion that finds no object may then have succeeded before.</summary>
    internal bool IsInDoubt
    {
        get
        {
            lock (gate)
            {
                return isInDoubt;
            }
        }
    }

    /// <summary>Records that an attempt is sent.</summary>
    internal void NoteSending()
    {
        lock (gate)
        {
            isUnderWay = true;
        }
    }

    /// <summary>Records an attempt that ended without success.</summary>
    internal void NoteFailure(RutterApiException failure)
    {
        lock (gate)
        {
            isUnderWay = false;
            if (TransportErrors.IsBeforeSending(failure.Meaning))
            {
                return;
            }

            wasSent = true;
            if (failure.StatusCode == 409)
            {
                // The key belongs to another request, and so does any job that the response names.
                return;
            }

            if (failure.JobId is { } id)
            {
                (wasAccepted, jobId) = (true, id);
            }
            else if (!IsRefusal(failure.StatusCode))
            {
                isInDoubt = true;
            }
        }
    }

    /// <summary>Records that Rutter accepted the change. Its outcome is unknown until the job can be read.</summary>
    /// <param name="id">The job's id, if the response names it.</param>
    internal void NoteAccepted(string? id)
    {
        lock (gate)
        {
            (wasAccepted, jobId) = (true, id);
        }
    }

    /// <summary>Records a response that says that the change was made.</summary>
    /// <param name="id">The job that made it, or null.</param>
    internal void NoteDone(string? id)
    {
        lock (gate)
        {
            (end, jobId) = (WriteState.Done, id);
        }
    }

    /// <summary>Records a response that says that the change was not made.</summary>
    internal void NoteRefused()
    {
        lock (gate)
        {
            Refuse();
        }
    }

    /// <summary>Records the end of the job.</summary>
    /// <param name="isSuccess">Whether the job reports success and nothing in it contradicts that.</param>
    /// <param name="status">The HTTP status with which it failed, or null.</param>
    internal void NoteJobEnded(bool isSuccess, int? status)
    {
        lock (gate)
        {
            if (isSuccess)
            {
                end = WriteState.Done;
            }
            else if (IsRefusal(status) || status == 452)
            {
                Refuse();
            }

            // Otherwise the platform failed midway, or the job contradicts itself: the change was accepted, and its outcome is unknown.
        }
    }

    /// <summary>Records a refusal. Without a common key, it decides about one attempt only.</summary>
    private void Refuse() => end = isInDoubt && idempotencyKey is null ? WriteState.Unknown : WriteState.NotDone;

    /// <summary>
    /// Statuses by which Rutter says that it did not accept the request. After 408 and 452 it may continue by itself, and a redirect may follow a
    /// change. Higher 4xx statuses are not Rutter's: with 460 and 499, for example, a proxy stopped waiting.
    /// </summary>
    private static bool IsRefusal(int? status) => status is >= 400 and <= 451 and not 408;
}
