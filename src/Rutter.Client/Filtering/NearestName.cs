namespace Rutter.Client.Filtering;

/// <summary>Finds what a misspelled name was probably meant to be.</summary>
internal static class NearestName
{
    private const int LongestName = 64;

    /// <summary>The candidate with the smallest edit distance, or null if more than a third of the name would change.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;
        var limit = Math.Max(1, name.Length / 3) + 1;
        foreach (var candidate in candidates.Where(candidate => candidate.Length <= LongestName && Math.Abs(candidate.Length - name.Length) < limit))
        {
            if (Distance(name, candidate) is var distance && distance < limit)
            {
                (nearest, limit) = (candidate, distance);
            }
        }

        return nearest;
    }

    private static int Distance(string name, string candidate)
    {
        // One row of the edit matrix at a time: the distance of a prefix of the name from each prefix of the candidate.
        Span<int> row = stackalloc int[candidate.Length + 1];
        for (var column = 0; column < row.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= name.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column < row.Length; column++)
            {
                var isSame = char.ToLowerInvariant(name[line - 1]) == char.ToLowerInvariant(candidate[column - 1]);
                var replaced = diagonal + (isSame ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[^1];
    }
}
