namespace Rutter.Generator.Reading;

/// <summary>Something in the description that has to be corrected, in the form that MSBuild and editors understand.</summary>
/// <param name="File">The file's full path.</param>
/// <param name="Position">Where in the file.</param>
/// <param name="Code">Which kind of mistake.</param>
/// <param name="Text">What is wrong, and what to do.</param>
internal sealed record Mistake(string File, Position Position, string Code, string Text)
{
    public override string ToString() => $"{File}({Position.Line},{Position.Column}): error {Code}: {Text}";
}

/// <summary>A place in a file; both count from 1.</summary>
internal readonly record struct Position(int Line, int Column);

/// <summary>The kinds of mistakes.</summary>
internal static class MistakeCodes
{
    public const string NotJson = "RPS0001";
    public const string NotOpenApi = "RPS0002";
    public const string UnknownObject = "RPS0003";
    public const string UnknownMember = "RPS0004";
    public const string WrongType = "RPS0005";
    public const string MissingMember = "RPS0006";
    public const string UnknownField = "RPS0007";
    public const string MissingWords = "RPS0008";
    public const string NotSupported = "RPS0009";
    public const string BadCorrection = "RPS0010";
    public const string UnknownReference = "RPS0011";
}

/// <summary>Gathers mistakes, so that one build shows them all.</summary>
internal sealed class Mistakes
{
    private readonly List<Mistake> all = [];

    public IReadOnlyList<Mistake> All => all;

    /// <param name="source">The file.</param>
    /// <param name="pointer">The place in it, as a JSON pointer.</param>
    /// <param name="code">Which kind of mistake.</param>
    /// <param name="text">What is wrong, and what to do.</param>
    public void Add(JsonSource source, string pointer, string code, string text) => Add(source.Path, source.PositionOf(pointer), code, text);

    public void Add(string file, Position position, string code, string text)
    {
        var mistake = new Mistake(file, position, code, text);
        if (!all.Contains(mistake))
        {
            all.Add(mistake);
        }
    }

    /// <summary>Says which of some names is the most like another, for a question at the end of a message.</summary>
    public static string Nearest(string name, IEnumerable<string> known)
    {
        var nearest = known.Select(candidate => (candidate, distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal).FirstOrDefault();
        return nearest.candidate is not null && nearest.distance <= Math.Max(2, name.Length / 3) ? $" Did you mean '{nearest.candidate}'?" : "";
    }

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
