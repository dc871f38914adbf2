using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace RutterPS.Resources;

/// <summary>Marks a cmdlet's parameter that is sent in the query of a list, with the API's name.</summary>
/// <param name="name">The API's name, for example <c>document_number</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QueryParameterAttribute(string name) : Attribute
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, string Name)[]> Declared = new();

    /// <summary>The API's name.</summary>
    public string Name { get; } = name;

    /// <summary>The given query parameters of a cmdlet, in the order of their declaration.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> Read(PSCmdlet cmdlet) =>
    [
        .. from declared in Declared.GetOrAdd(cmdlet.GetType(), Find)
           where cmdlet.MyInvocation.BoundParameters.ContainsKey(declared.Property.Name)
           let value = declared.Property.GetValue(cmdlet)
           where value is not null
           select KeyValuePair.Create(declared.Name, Format(value)),
    ];

    private static (PropertyInfo, string)[] Find(Type cmdlet) =>
    [
        .. from property in cmdlet.GetProperties()
           let attribute = property.GetCustomAttribute<QueryParameterAttribute>()
           where attribute is not null
           select (property, attribute.Name),
    ];

    private static string Format(object value) => value switch
    {
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        SwitchParameter on => on ? "true" : "false",
        bool on => on ? "true" : "false",
        IEnumerable<string> several => string.Join(',', several),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
