using Rutter.Client.Text;

namespace Rutter.Client.Errors;

/// <summary>Whether a change was made.</summary>
public enum WriteState
{
    /// <summary>It was not made.</summary>
    NotDone,

    /// <summary>It was made.</summary>
    Done,

    /// <summary>It may have been made or not: nothing that arrived says which.</summary>
    Unknown,
}

/// <summary>What is known of a change, and how it can be retried.</summary>
/// <param name="State">Whether it was made.</param>
/// <param name="WasSent">Whether anything of it may have left this machine.</param>
/// <param name="IsKeySpent">Whether Rutter answers a retry under the same key with the same failure, so that a retry needs a new one.</param>
/// <param name="IsRetrySafe">Whether a retry, under the same key where there is one, cannot make the change twice.</param>
/// <param name="IdempotencyKey">The key that it was sent under, or null.</param>
/// <param name="JobId">The job that carries it out, when Rutter accepted it.</param>
public sealed record WriteVerdict(WriteState State, bool WasSent, bool IsKeySpent, bool IsRetrySafe, string? IdempotencyKey, string? JobId)
{
    /// <summary>What follows from it for a person, or null where nothing does.</summary>
    internal string? Advice => State switch
    {
        WriteState.Done => "The change was made: do not make it again.",
        WriteState.Unknown when !IsRetrySafe => $"{Doubt}: look before you retry it.",
        WriteState.Unknown when IdempotencyKey is null => $"{Doubt}: retrying it is safe.",
        WriteState.Unknown =>
            $"{Doubt}: look before you make it again, or retry it under the idempotency key {IdempotencyKey}, which cannot make it twice.",
        _ when IsKeySpent => "The change was not made. Rutter answers a retry under its idempotency key with the same failure: use a new key "
            + "once the cause is mended.",
        _ => null,
    };

    private string Doubt => JobId is null
        ? "The change may have been made all the same"
        : $"Whether job {DisplayText.Clean(JobId)} made the change is not known";

    /// <inheritdoc/>
    public override string ToString() => State.ToString();
}

/// <summary>
/// Collects what happens to one change, from any thread, and gives the verdict on it at any time. This is the only place that decides whether a
/// change was made: what cannot be known is unknown.
/// </summary>
/// <param name="idempotencyKey">The key that every attempt carries: Rutter makes one change of all of them. Null for a change without one.</param>
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

    /// <summary>Whether an earlier attempt may have made the change: then "there is no such object" may be its effect.</summary>
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

    /// <summary>An attempt leaves this machine.</summary>
    internal void NoteSending()
    {
        lock (gate)
        {
            isUnderWay = true;
        }
    }

    /// <summary>An attempt ended without success.</summary>
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
                // The key belongs to another request; so does the job that the response may name.
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

    /// <summary>Rutter accepted the change. Its job decides; nothing is known until it can be read.</summary>
    /// <param name="id">The job's id, where the response names one.</param>
    internal void NoteAccepted(string? id)
    {
        lock (gate)
        {
            (wasAccepted, jobId) = (true, id ?? jobId);
        }
    }

    /// <summary>A response says that the change was made.</summary>
    /// <param name="id">The job that made it, or null.</param>
    internal void NoteDone(string? id)
    {
        lock (gate)
        {
            (end, jobId) = (WriteState.Done, id);
        }
    }

    /// <summary>A response says by itself that the change was not made.</summary>
    internal void NoteRefused()
    {
        lock (gate)
        {
            Refuse();
        }
    }

    /// <summary>The job ended.</summary>
    /// <param name="isSuccess">Whether it says so, and nothing else.</param>
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

            // Else the platform broke down underway, or the job contradicts itself: the change was accepted, and no more is known.
        }
    }

    /// <summary>Of attempts without a common key, a refusal settles one only.</summary>
    private void Refuse() => end = isInDoubt && idempotencyKey is null ? WriteState.Unknown : WriteState.NotDone;

    /// <summary>
    /// Statuses by which Rutter says that it took nothing on. After 408 and 452 it may go on by itself, and a redirect may follow a change. Those
    /// above are not Rutter's: with 460 and 499, for example, something in between stopped waiting.
    /// </summary>
    private static bool IsRefusal(int? status) => status is >= 400 and <= 451 and not 408;
}
