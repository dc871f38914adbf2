using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using Rutter.Client.Catalog;
using Rutter.Client.Resources;
using RutterPS.Common;

namespace RutterPS.Filters;

/// <summary>
/// The <c>filter</c> of a raw request. If the path is the list of a known kind of object, it is checked like -Filter. Elsewhere the parameter may
/// mean something else (for example <c>TREE</c> in a report), so text is sent unchanged.
/// </summary>
internal static class RequestFilter
{
    private const string Key = "filter";

    // Without known fields, values are written by their own types, and names unchanged.
    private static readonly ResourceDefinition Unknown = new("object", "", "objects", "object", []);

    /// <summary>The query with a filter that can be sent. It is a copy if a script block was translated.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="path">The path below the base address, without a leading slash.</param>
    /// <param name="query">The given query.</param>
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
