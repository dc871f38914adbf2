using System.Collections.ObjectModel;
using System.Management.Automation;
using RutterPS.Common;

namespace RutterPS.Amounts;

/// <summary>A property to group by, or a script block that gets the object as <c>$_</c>.</summary>
/// <param name="Name">The property's name, or null for a script block.</param>
/// <param name="Of">Reads an object's value.</param>
internal sealed record GroupKey(string? Name, Func<PSObject, object?> Of)
{
    /// <exception cref="ArgumentException">Neither a name nor a script block.</exception>
    public static GroupKey From(object given) => PSObjects.Unwrap(given) switch
    {
        ScriptBlock script => new(null, item => Single(script.InvokeWithContext(null, [new PSVariable("_", item)]))),
        string { Length: > 0 } name => OfProperty(name),
        _ => throw new ArgumentException($"'{given}' is neither the name of a property nor a script block."),
    };

    private static GroupKey OfProperty(string name)
    {
        var path = new PropertyPath(name);
        return new(name, item =>
        {
            object? found = null;
            path.Visit(item, (_, value) => found = PSObjects.Unwrap(value));
            return found;
        });
    }

    private static object? Single(Collection<PSObject> output) => output.Count switch
    {
        0 => null,
        1 => PSObjects.Unwrap(output[0]),
        _ => string.Join(", ", output),
    };
}
