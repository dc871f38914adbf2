using System.Globalization;

namespace Rutter.Benchmarks.Server;

/// <summary>
/// What an address of the page server stands for: so many rows, so long a wait for each response, spread evenly or not, with Rutter's rate limit
/// or without, and a tag that keeps the counts of one sample apart from those of the next.
/// </summary>
internal sealed record Dataset(int Count, int LatencyMs, bool IsSkewed, bool IsLimited, string Tag)
{
    private const long YearMs = 365L * 24 * 60 * 60 * 1000;
    private const long MinuteMs = 60 * 1000;

    private static readonly long Begin = new DateTimeOffset(2023, 1, 2, 2, 34, 56, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>How many rows were added after the others, a minute apart.</summary>
    public int Added { get; init; }

    public static Dataset Parse(string text)
    {
        var parts = text.Split(',');
        return new(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            parts[2] == "skewed",
            parts[3] == "limited",
            parts[4]);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count},{LatencyMs},{(IsSkewed ? "skewed" : "even")},{(IsLimited ? "limited" : "free")},{Tag}");

    /// <summary>
    /// The last_synced_at of a row in Unix milliseconds; it grows with the row. Skewed: nine rows in ten within one minute of two years.
    /// </summary>
    public long SyncedAt(int row)
    {
        if (row >= Count)
        {
            return Begin + (2 * YearMs) + ((row - Count + 1) * MinuteMs);
        }

        if (!IsSkewed)
        {
            return Begin + (row * 2L * YearMs / Count);
        }

        var (first, last) = (Count / 20, Count - (Count / 20));
        return row < first ? Begin + (row * YearMs / first)
            : row < last ? Begin + YearMs + ((row - first) * MinuteMs / (last - first))
            : Begin + YearMs + MinuteMs + ((row - last) * YearMs / (Count - last));
    }

    /// <summary>How many rows are older than an instant.</summary>
    public int CountBefore(long instant)
    {
        int low = 0, high = Count + Added;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (SyncedAt(middle) < instant)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
