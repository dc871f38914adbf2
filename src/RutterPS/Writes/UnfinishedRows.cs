namespace RutterPS.Writes;

/// <summary>Says of a command that was stopped what became of the rows that it had taken.</summary>
internal static class UnfinishedRows
{
    public static void Report<TResult>(IReadOnlyList<PendingWrite<TResult>> rows, Action<string>? warn)
    {
        if (warn is null)
        {
            return;
        }

        warn("The command was stopped. Of the rows that it had taken and not reported:");
        foreach (var row in rows)
        {
            var key = row.Row.IdempotencyKey is null ? "" : $" (idempotency key {row.Row.IdempotencyKey})";
            warn(row.Fate switch
            {
                WriteFate.Done => $"  done:     {row.Row.Sentence}{key}",
                WriteFate.Failed => $"  failed:   {row.Row.Sentence}{key}",
                WriteFate.NotSent => $"  not sent: {row.Row.Sentence}",
                _ => $"  unknown:  {row.Row.Sentence}{key}; repeating it under this key is safe",
            });
        }
    }
}
