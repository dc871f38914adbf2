using System.Management.Automation;

namespace RutterPS.Resources;

/// <summary>Applies -Skip and -First page by page.</summary>
internal sealed class PagingRange(PagingParameters? parameters)
{
    // Without -First, PowerShell sets the largest number.
    private readonly bool isBounded = parameters?.First < ulong.MaxValue;
    private readonly long first = (long)Math.Min(parameters?.First ?? ulong.MaxValue, long.MaxValue);
    private readonly long skip = (long)Math.Min(parameters?.Skip ?? 0, long.MaxValue / 2);
    private long seen;

    /// <summary>The number of objects to read, or null for all.</summary>
    public long? Last => isBounded ? (long.MaxValue - first < skip ? long.MaxValue : first + skip) : null;

    public bool IsComplete => isBounded && seen >= Last;

    /// <summary>The page size: the given one, but not more than the wanted objects; null lets the client choose.</summary>
    public int? PageSize(int? asked) => Last is > 0 and var last && last < asked ? (int)last : asked;

    public IEnumerable<T> Select<T>(IEnumerable<T> items) => isBounded || skip > 0 ? SelectSome(items) : items;

    private IEnumerable<T> SelectSome<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            if (IsComplete)
            {
                yield break;
            }

            if (seen++ >= skip)
            {
                yield return item;
            }
        }
    }
}
