using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using Rutter.Client.Catalog;
using Rutter.Client.Resources;
using RutterPS.Common;

namespace RutterPS.Filters;

/// <summary>
/// The <c>filter</c> of a raw request. Where the path is the list of an object that the module knows it is checked as -Filter is.
/// Elsewhere the word may mean something else (a report's <c>TREE</c>, for one), so text goes as it is.
/// </summary>
internal static class RequestFilter
{
    private const string Key = "filter";

    // Knows no field: values are written by their own types, and names as they stand.
    private static readonly ResourceDefinition Unknown = new("object", "", "objects", "object", []);

    /// <summary>The query with a filter that can be sent: a copy where a script block had to be translated.</summary>
    /// <param name="cmdlet">Who sends it.</param>
    /// <param name="path">The path below the base address, without a leading slash.</param>
    /// <param name="query">The query as given.</param>
    public static IDictionary? Check(PSCmdlet cmdlet, string path, IDictionary? query)
    {
        var name = query?.Keys.OfType<string>().FirstOrDefault(key => key.Equals(Key, StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            return query;
        }

        var value = PSObjects.Unwrap(query![name]);
        var definition = ResourceCatalog.FindPath(path);
        if (value is not ScriptBlock && (definition is null || value is not string))
        {
            return query;
        }

        var text = new FilterArgument(cmdlet, definition ?? Unknown).Read(value)!.Text;
        var checkedQuery = new OrderedDictionary();
        foreach (DictionaryEntry entry in query)
        {
            checkedQuery.Add(entry.Key, name.Equals(entry.Key) ? text : entry.Value);
        }

        return checkedQuery;
    }
}
