using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Filtering;

namespace Rutter.Emulator.Tests.Listing;

/// <summary>
/// Random filters over random accounts, against plain LINQ: each condition is made twice, as text and as a function, by a generator that
/// knows the language from the public page "Basics", heading "Filtering Objects", and nothing of the parser.
/// </summary>
public sealed class FilterDifferentialTests
{
    private const int Filters = 2_000;
    private const int Rows = 40;

    private static readonly string?[] Names =
        [null, "", "Rutter", "rutter", "The Rutter API Company", "Truly", "Tax-Rücklage 2024", "a AND b", "(x)", "ru", "RU 2", "Überschuss"];
    private static readonly string[] Starts = ["ru", "RU", "tax", "rück", "20", "b", "ü", "The"];

    private readonly Random random = new(20240301);

    [Fact]
    public void The_emulator_selects_what_linq_selects()
    {
        var disagreements = new List<string>();
        var (selectedSome, selectedFew) = (0, 0);
        for (var round = 0; round < Filters; round++)
        {
            var rows = Enumerable.Range(0, Rows).Select(NewRow).ToList();
            var (text, holds) = Chain(depth: 3);
            var filter = FilterEvaluator.Parse(ApiDescription.Instance.Object("Account"), text);

            var expected = rows.Where(holds).Select(row => row.Number).ToList();
            var actual = rows.Where(row => filter.Matches(Stored(row))).Select(row => row.Number).ToList();

            selectedSome += expected.Count > 0 ? 1 : 0;
            selectedFew += expected.Count < Rows ? 1 : 0;
            if (!expected.SequenceEqual(actual))
            {
                disagreements.Add(text);
            }
        }

        Assert.Empty(disagreements);

        // A generator that made nothing but tautologies would agree with anything.
        Assert.InRange(selectedSome, Filters / 2, Filters);
        Assert.InRange(selectedFew, Filters / 2, Filters);
    }

    private (string Text, Func<Row, bool> Holds) Chain(int depth)
    {
        var (text, holds) = Condition(depth);
        for (var more = random.Next(4); more > 0; more--)
        {
            var (nextText, nextHolds) = Condition(depth);
            var (before, isAnd) = (holds, random.Next(2) == 0);
            text += Space(isAnd ? "AND" : "OR") + nextText;
            holds = isAnd ? row => before(row) && nextHolds(row) : row => before(row) || nextHolds(row);
        }

        return (text, holds);
    }

    private (string Text, Func<Row, bool> Holds) Condition(int depth)
    {
        if (depth == 0 || random.Next(3) > 0)
        {
            return Comparison();
        }

        var (text, holds) = Chain(depth - 1);
        return ($"({text})", holds);
    }

    private (string Text, Func<Row, bool> Holds) Comparison()
    {
        switch (random.Next(5))
        {
            case 0:
                var number = NewNumber();
                return Ordered(
                    "balance", number.ToString(CultureInfo.InvariantCulture), row => row.Balance is { } balance ? balance.CompareTo(number) : null);
            case 1:
                var instant = NewInstant();
                var isDate = instant.TimeOfDay == TimeSpan.Zero && random.Next(2) == 0;
                var written = instant.ToString(isDate ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
                return Ordered("updated_at", $"\"{written}\"", row => row.UpdatedAt is { } updated ? updated.CompareTo(instant) : null);
            case 2:
                var name = Names[random.Next(1, Names.Length)]!;
                return ($"name = \"{name}\"", row => row.Name == name);
            case 3:
                var start = Starts[random.Next(Starts.Length)];
                return ($"name ~ \"{start}\"", row => Words(row.Name).Any(word => word.StartsWith(start, StringComparison.OrdinalIgnoreCase)));
            default:
                var status = random.Next(2) == 0 ? "active" : "inactive";
                return ($"status=\"{status}\"", row => row.Status == status);
        }
    }

    private (string Text, Func<Row, bool> Holds) Ordered(string field, string value, Func<Row, int?> order) => random.Next(5) switch
    {
        0 => ($"{field} = {value}", row => order(row) == 0),
        1 => ($"{field} < {value}", row => order(row) < 0),
        2 => ($"{field}<={value}", row => order(row) <= 0),
        3 => ($"{field} > {value}", row => order(row) > 0),
        _ => ($"{field}>= {value}", row => order(row) >= 0),
    };

    private Row NewRow(int number) => new(
        number,
        Names[random.Next(Names.Length)],
        random.Next(6) == 0 ? null : NewNumber(),
        random.Next(6) == 0 ? null : NewInstant(),
        random.Next(2) == 0 ? "active" : "inactive");

    private decimal NewNumber() => random.Next(-4, 5) / 2m;

    private DateTimeOffset NewInstant() => new DateTimeOffset(2024, 3, random.Next(1, 5), 0, 0, 0, TimeSpan.Zero).AddMilliseconds(random.Next(3));

    private string Space(string connective) => random.Next(4) == 0 ? $"\n  {connective}\t" : $" {connective} ";

    private static IEnumerable<string> Words(string? text) =>
        text is null ? [] : Regex.Split(text, @"[^\p{L}\p{Nd}]+").Where(word => word.Length > 0);

    private static StoredObject Stored(Row row) => ObjectReader.Read(ApiDescription.Instance.Object("Account"), new JsonObject
    {
        ["id"] = $"{row.Number}",
        ["platform_id"] = $"{row.Number}",
        ["name"] = row.Name,
        ["balance"] = row.Balance,
        ["updated_at"] = row.UpdatedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["status"] = row.Status,
    });

    private sealed record Row(int Number, string? Name, decimal? Balance, DateTimeOffset? UpdatedAt, string Status);
}
