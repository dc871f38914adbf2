using Rutter.Client.Errors;

namespace Rutter.Client.Tests.Writes.Model;

/// <summary>What can be known at the client's end, from what it was told in the order of telling: the verdict that is expected.</summary>
internal sealed class Knowledge(WriteSchedule schedule)
{
    private bool isInDoubt;
    private WriteState? end;

    public bool IsAccepted { get; private set; }

    /// <summary>The job that was named, or null.</summary>
    public string? JobId { get; private set; }

    public WriteState State => end ?? (isInDoubt || IsAccepted ? WriteState.Unknown : WriteState.NotDone);

    /// <summary>Whether a retry under the same key only repeats the failure.</summary>
    public bool IsKeySpent { get; private set; }

    /// <summary>Whether the end of its job was told, which says what kind of change it is too.</summary>
    public bool HasSeenEnd { get; private set; }

    private bool IsUpdate => schedule.Change == Change.Update;

    /// <summary>An attempt was sent, and no response says what became of it.</summary>
    public void Lose() => isInDoubt = true;

    public void Accept(string? jobId) => (IsAccepted, JobId) = (true, jobId ?? JobId);

    public void Do(string? jobId = null) => (end, JobId) = (WriteState.Done, jobId ?? JobId);

    public void NotFind() => end = isInDoubt ? WriteState.Done : WriteState.NotDone;

    /// <summary>A response or a job says that nothing was made.</summary>
    public void Refuse()
    {
        // Attempts without a common key are changes of their own.
        end = !schedule.HasKey && isInDoubt ? WriteState.Unknown : WriteState.NotDone;
        IsKeySpent = schedule.HasKey;
    }

    public void End(ModelJob job)
    {
        HasSeenEnd = true;
        if (job.FindsNothing && !job.IsNoWait)
        {
            NotFind();
            return;
        }

        switch (job.End)
        {
            case JobEnd.Success or JobEnd.SuccessWithNullStatus or JobEnd.SuccessWithTextStatus when job.FindsNothing && job.IsNotFoundAnError:
                Refuse();
                break;
            case <= JobEnd.SuccessWithOtherObject when schedule.IsDecidedByResult && job.IsNoWait:
                // Nobody looks at the result.
                end = WriteState.Unknown;
                break;
            case JobEnd.Success or JobEnd.SuccessWithNullStatus or JobEnd.SuccessWithTextStatus:
            case JobEnd.SuccessWithoutBody or JobEnd.SuccessWithOddBody when !schedule.IsDecidedByResult:
            case JobEnd.SuccessWithOtherObject when !schedule.IsDecidedByResult && (!IsUpdate || job.IsNoWait):
                Do();
                break;
            case JobEnd.SuccessThatSaysNo or JobEnd.Refused400 or JobEnd.Refused450 or JobEnd.Refused452:
                Refuse();
                break;
            default:
                end = WriteState.Unknown;
                break;
        }
    }
}
