using Rutter.Client.Errors;

namespace RutterPS.Writes;

/// <summary>A row on its way.</summary>
internal sealed class PendingWrite<TResult>(WriteRow row)
{
    public WriteRow Row => row;

    /// <summary>Whether anything of it may have left the machine.</summary>
    public bool IsSent { get; set; }

    public Task<TResult> Result { get; set; } = Task.FromCanceled<TResult>(new CancellationToken(canceled: true));

    /// <summary>What is known of it when nobody waits any longer.</summary>
    public WriteFate Fate => Result switch
    {
        { IsCompletedSuccessfully: true } => WriteFate.Done,
        { IsFaulted: true } when Result.Exception!.InnerException is RutterApiException { MayHaveSucceeded: false } => WriteFate.Failed,
        _ => IsSent ? WriteFate.Unknown : WriteFate.NotSent,
    };
}
