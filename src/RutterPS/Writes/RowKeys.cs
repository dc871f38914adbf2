using System.Management.Automation;
using Rutter.Client.Transport;
using Rutter.Client.Writes;

namespace RutterPS.Writes;

/// <summary>Gives each row of a command its own idempotency key.</summary>
internal sealed class RowKeys
{
    private readonly HashSet<string> keysOfEarlierRows = new(StringComparer.Ordinal);

    /// <summary>The given key, or a new one.</summary>
    /// <exception cref="ArgumentException">The key is not valid, or belongs to an earlier row.</exception>
    public string Take(string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return IdempotencyKeys.Create();
        }

        return keysOfEarlierRows.Add(IdempotencyKeys.Require(given))
            ? given
            : throw new ArgumentException($"The idempotency key '{given}' belongs to an earlier row already; each row needs one of its own.");
    }
}

/// <summary>Makes a write's output: the object with its job id, request id and key, or the job of -NoWait.</summary>
internal static class WrittenObject
{
    public static object From<T>(WriteResult<T> result)
        where T : class =>
        result.Value is null ? result.Job! with { IdempotencyKey = result.IdempotencyKey } : From(result.Value, result);

    /// <summary>Makes the output for one of several objects of a write.</summary>
    public static PSObject From<T>(object item, WriteResult<T> result)
        where T : class
    {
        var written = PSObject.AsPSObject(item);
        written.Properties.Add(new PSNoteProperty("JobId", result.JobId));
        written.Properties.Add(new PSNoteProperty("RequestId", result.RequestId));
        written.Properties.Add(new PSNoteProperty("IdempotencyKey", result.IdempotencyKey));
        return written;
    }
}
