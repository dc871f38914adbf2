using System.Management.Automation.Language;
using Rutter.Client.Filtering;

namespace RutterPS.Filters;

/// <summary>Maps PowerShell's operators to those of the filter language.</summary>
internal static class ScriptOperators
{
    public const string InWords = "-eq, -lt, -le, -gt, -ge or -like";

    private static readonly (string Name, FilterOperator Operator)[] Known =
    [
        ("-eq", FilterOperator.Equal), ("-lt", FilterOperator.Less), ("-le", FilterOperator.LessOrEqual), ("-gt", FilterOperator.Greater),
        ("-ge", FilterOperator.GreaterOrEqual), ("-like", FilterOperator.HasWordStartingWith),
    ];

    /// <summary>The operators with their descriptions, for completion.</summary>
    public static IEnumerable<(string Name, FilterOperator Operator)> All => Known;

    public static FilterOperator Read(ScriptSource source, IScriptExtent place)
    {
        var match = Array.Find(Known, known => known.Name.Equals(place.Text, StringComparison.OrdinalIgnoreCase));
        return match.Name is not null ? match.Operator : throw source.Refuse(place, Refusal(place.Text), InWords);
    }

    public static string Name(FilterOperator value) => Array.Find(Known, known => known.Operator == value).Name;

    private static string Refusal(string text) => text.ToLowerInvariant() switch
    {
        "-ne" or "-ine" or "-cne" or "!=" or "<>" =>
            "The filter language has no 'not equal': ask for what is wanted on both sides with -lt and -gt, or select here with Where-Object.",
        "=" or "==" => "An assignment is no condition: -eq compares.",
        "-ceq" or "-ieq" => "The API compares text with its case: write -eq.",
        "-match" or "-imatch" or "-cmatch" or "-clike" or "-ilike" or "-contains" or "~" =>
            "Write -like 'ru*', which finds words that start with the text.",
        "-in" or "-icontains" or "-ccontains" => "Write one -eq for each value, joined by -or in parentheses.",
        "<" or "-lte" => "Write -lt or -le.",
        ">" or "-gte" => "Write -gt or -ge.",
        _ => "This is not an operator of the filter language.",
    };
}
