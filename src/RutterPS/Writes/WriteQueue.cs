using System.Diagnostics.CodeAnalysis;
using Rutter.Client.Errors;
using Rutter.Client.Text;

namespace RutterPS.Writes;

/// <summary>One change: its input, sentence, idempotency key, result and evidence.</summary>
internal sealed class WriteRow<TResult>(
    object input, string sentence, string? idempotencyKey, Func<WriteEvidence, CancellationToken, Task<TResult>> write)
{
    // A deletion has no key, and can safely be sent twice.
    private readonly WriteEvidence evidence = new(idempotencyKey, isRepeatable: idempotencyKey is null);

    public object Input => input;

    public string Sentence => sentence;

    public Task<TResult> Result { get; private set; } = Task.FromCanceled<TResult>(new CancellationToken(canceled: true));

    public bool IsStarted { get; private set; }

    public WriteVerdict Verdict => evidence.Verdict;

    public void Start(Func<Task> turn, Action done, CancellationToken cancellationToken) => Result = RunAsync(turn, done, cancellationToken);

    /// <summary>Describes the outcome of a row that is no longer waited for.</summary>
    public override string ToString()
    {
        var verdict = Verdict;
        var key = idempotencyKey is null ? "" : $" (idempotency key {idempotencyKey})";
        return verdict switch
        {
            { State: WriteState.Done } => $"done:     {sentence}{key}",
            { State: WriteState.NotDone, WasSent: true } => $"failed:   {sentence}{key}",
            { State: WriteState.NotDone } => $"not sent: {sentence}",
            { JobId: { } job } => $"unknown:  {sentence}{key}; accepted as job {DisplayText.Clean(job)}, retrying it{Under} is safe",
            _ => $"unknown:  {sentence}{key}; retrying it{Under} is safe",
        };
    }

    private string Under => idempotencyKey is null ? "" : " under this key";

    private async Task<TResult> RunAsync(Func<Task> turn, Action done, CancellationToken cancellationToken)
    {
        await turn().ConfigureAwait(false);
        try
        {
            IsStarted = true;
            return await write(evidence, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            done();
        }
    }
}

/// <summary>The rows that are being written, several at the same time, in the order of the input.</summary>
[SuppressMessage(
    "Reliability",
    "CA1001",
    Justification = "Rows that are cancelled may still give their slot back after the command is gone; the semaphore holds no handle.")]
internal sealed class WriteQueue<TResult>(int throttleLimit, CancellationToken cancellationToken)
{
    // A slow row at the head must not stop the others, but the number of waiting results must have a limit.
    private readonly int capacity = throttleLimit * 8;
    private readonly Queue<WriteRow<TResult>> rows = new();
    private readonly SemaphoreSlim slots = new(throttleLimit);
    private volatile bool isClosed;

    /// <summary>The rows that are not yet reported.</summary>
    public IReadOnlyCollection<WriteRow<TResult>> Rows => rows;

    /// <summary>Whether the row at the head must be reported before another is added, or can be reported at once.</summary>
    public bool ShouldTake => rows.Count >= capacity || (rows.TryPeek(out var head) && head.Result.IsCompleted);

    public void Add(WriteRow<TResult> row)
    {
        row.Start(WaitForTurnAsync, () => slots.Release(), cancellationToken);
        rows.Enqueue(row);
    }

    public WriteRow<TResult> Take() => rows.Dequeue();

    /// <summary>Sends no more rows, and waits for those that are being sent.</summary>
    public async Task CloseAsync()
    {
        isClosed = true;
        await ((Task)Task.WhenAll(rows.Where(row => row.IsStarted).Select(row => row.Result))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WaitForTurnAsync()
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (isClosed)
        {
            slots.Release();
            throw new OperationCanceledException("The command ended before this row was sent.");
        }
    }
}
