using System.Text.RegularExpressions;
using Rutter.Client.Resources;
using Rutter.Client.Text;

namespace Rutter.Client.Filtering;

/// <summary>
/// Checks a sort order before it is sent: filterable fields, each with ASC, DESC or neither, separated by commas. Source: "Bank Transfers", heading
/// "List Bank Transfers", parameter <c>sort</c>.
/// </summary>
public static partial class SortValidator
{
    private const string Directions = "ASC, DESC, or neither for ASC";

    /// <summary>Checks a sort order.</summary>
    /// <param name="text">Any text; none throws.</param>
    /// <param name="definition">The object that is sorted.</param>
    /// <returns>The first error of each field, and what is doubtful.</returns>
    public static SortVerdict Check(string text, ResourceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(definition);
        var verdict = new SortVerdict(text);
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var start = 0;
        foreach (var part in text.Split(','))
        {
            Check(part, start, definition, named, verdict);
            start += part.Length + 1;
        }

        return verdict;
    }

    private static void Check(string part, int start, ResourceDefinition definition, HashSet<string> named, SortVerdict verdict)
    {
        var words = Words().Matches(part);
        if (words.Count == 0)
        {
            verdict.Add(Error(start, part.Length, "A field is missing here.", Fields(definition)));
            return;
        }

        var name = words[0].Value;
        var field = definition.FindField(name);
        var (word, message, expected) = (words[0], field) switch
        {
            (var at, not null) when !definition.CanFilterBy(field) =>
                (at, $"The {definition.Name} has the field {field.ApiName}, but Rutter cannot sort by it.", Fields(definition)),
            (var at, not null) when field.ApiName != name => (at, $"The API knows this field as {field.ApiName}.", field.ApiName),
            (var at, null) when !Name().IsMatch(name) => (at, "This cannot be the name of a field.", Fields(definition)),
            (var at, _) when !named.Add(name) => (at, $"{name} stands here a second time.", "another field"),
            _ when words.Count > 1 && words[1].Value is not ("ASC" or "DESC") => (
                words[1],
                $"'{DisplayText.Shorten(words[1].Value)}' is not a direction; they are written in capitals, and fields are separated by commas.",
                Directions),
            _ when words.Count > 2 => (words[2], "The order of this field is complete before this.", "a comma, or the end"),
            _ => default,
        };
        if (message is not null)
        {
            verdict.Add(Error(start + word.Index, word.Length, message, expected));
        }
        else if (field is not { IsFilterable: true })
        {
            verdict.Add(new FilterWarning(
                field is null ? FilterWarningKind.UnknownField : FilterWarningKind.UnreadField,
                new FilterSpan(start + words[0].Index, words[0].Length),
                field is null
                    ? $"The {definition.Name} is not known to have a field {name}; the order is sent for the API to judge. "
                        + $"It can sort by {Fields(definition)}."
                    : $"Whether the {definition.Name} can be sorted by {name} is not known; the order is sent for the API to judge."));
        }
    }

    private static FilterError Error(int start, int length, string message, string expected) =>
        new(FilterErrorKind.Syntax, new FilterSpan(start, length), message, expected);

    private static string Fields(ResourceDefinition definition) => string.Join(", ", definition.FilterableFields.Select(field => field.ApiName));

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

/// <summary>The result of checking a sort order.</summary>
public sealed class SortVerdict
{
    private readonly List<FilterError> errors = [];
    private readonly List<FilterWarning> warnings = [];

    internal SortVerdict(string text) => Text = text;

    /// <summary>The sort order, ready to be sent if it is valid.</summary>
    public string Text { get; }

    /// <summary>Whether it can be sent. Warnings do not count.</summary>
    public bool IsValid => errors.Count == 0;

    /// <summary>Why it cannot be sent.</summary>
    public IReadOnlyList<FilterError> Errors => errors;

    /// <summary>What is doubtful.</summary>
    public IReadOnlyList<FilterWarning> Warnings => warnings;

    internal void Add(FilterError error) => errors.Add(error);

    internal void Add(FilterWarning warning) => warnings.Add(warning);
}
