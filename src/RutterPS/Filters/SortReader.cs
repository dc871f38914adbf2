using System.Management.Automation;
using System.Text.RegularExpressions;
using Rutter.Client.Filtering;
using Rutter.Client.Resources;
using Rutter.Client.Text;
using RutterPS.Common;

namespace RutterPS.Filters;

/// <summary>
/// Checks an order before it is sent: fields of which the API's page says that they are filterable, each with ASC, DESC or neither, several
/// separated by commas. Source: seed "Bank Transfers", heading "List Bank Transfers", parameter <c>sort</c>.
/// </summary>
internal sealed partial class SortReader(PSCmdlet cmdlet, ResourceDefinition definition)
{
    private const string Directions = "ASC, DESC, or neither for ASC";

    /// <summary>The order as it is sent, or null for none; one that cannot be sent ends the command.</summary>
    public string? Read(string[]? sort)
    {
        if (sort is null)
        {
            return null;
        }

        var text = string.Join(", ", sort);
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var start = 0;
        foreach (var part in text.Split(','))
        {
            if (Check(part, start, named) is { } error)
            {
                Refuse(text, error);
            }

            start += part.Length + 1;
        }

        return text;
    }

    private FilterError? Check(string part, int start, HashSet<string> named)
    {
        var words = Words().Matches(part);
        if (words.Count == 0)
        {
            return Error(start, part.Length, "A field is missing here.", Fields());
        }

        var name = words[0].Value;
        var field = definition.FindField(name);
        if (field is { IsFilterable: false })
        {
            return At(words[0], $"The {definition.Name} has the field {field.ApiName}, but Rutter cannot sort by it; Sort-Object {field.Name} can.", Fields());
        }

        if (field is not null && field.ApiName != name)
        {
            return At(words[0], $"The API knows this field as {field.ApiName}.", field.ApiName);
        }

        if (field is null && !Name().IsMatch(name))
        {
            return At(words[0], "This cannot be the name of a field.", Fields());
        }

        if (!named.Add(name))
        {
            return At(words[0], $"{name} stands here a second time.", "another field");
        }

        if (words.Count > 1 && words[1].Value is not ("ASC" or "DESC"))
        {
            return At(words[1], $"'{DisplayText.Shorten(words[1].Value)}' is not a direction; they are written in capitals, and fields are separated by commas.", Directions);
        }

        if (words.Count > 2)
        {
            return At(words[2], "The order of this field is complete before this.", "a comma, or the end");
        }

        if (field is null)
        {
            cmdlet.WriteWarning($"The {definition.Name} is not known to have a field {name}; the order is sent for the API to judge. It can sort by {Fields()}.");
        }

        return null;

        FilterError At(Match word, string message, string expected) => Error(start + word.Index, word.Length, message, expected);
    }

    private void Refuse(string text, FilterError error) => cmdlet.ThrowTerminatingError(ErrorRecords.InvalidInput(
        new RutterFilterException($"The order was not sent:\n{error.Describe(text)}", text, [error]),
        "InvalidSort",
        text,
        "Correct -Sort; nothing was sent. One that works is -Sort 'last_synced_at ASC'."));

    private static FilterError Error(int start, int length, string message, string expected) =>
        new(FilterErrorKind.Syntax, new FilterSpan(start, length), message, expected);

    private string Fields() => string.Join(", ", definition.Fields.Where(field => field.IsFilterable).Select(field => field.ApiName));

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
