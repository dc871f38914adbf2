using System.Management.Automation;

namespace RutterPS.Resources;

/// <summary>Which of the objects of a list are wanted: -Skip and -First, applied page by page.</summary>
internal sealed class PagingRange(PagingParameters? parameters)
{
    // Without -First, PowerShell gives the largest number there is.
    private readonly bool isBounded = parameters?.First < ulong.MaxValue;
    private readonly long first = (long)Math.Min(parameters?.First ?? ulong.MaxValue, long.MaxValue);
    private readonly long skip = (long)Math.Min(parameters?.Skip ?? 0, long.MaxValue / 2);
    private long seen;

    /// <summary>How many objects have to be read, or null for all.</summary>
    public long? Last => isBounded ? (long.MaxValue - first < skip ? long.MaxValue : first + skip) : null;

    public bool IsComplete => isBounded && seen >= Last;

    /// <summary>The size of a page: what was asked for, but no more than is wanted; null leaves it to the client.</summary>
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
