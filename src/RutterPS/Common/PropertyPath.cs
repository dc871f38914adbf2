using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RutterPS.Common;

/// <summary>
/// A property of an object from the pipeline, by its PascalCase or API name, also inside lists: <c>TotalAmount</c>, <c>line_items.total_amount</c>.
/// Properties of .NET types are read by a delegate, which is many times faster than the engine's adapters.
/// </summary>
internal sealed class PropertyPath
{
    private readonly PropertyReader[] steps;
    private readonly object[] only = new object[1];

    public PropertyPath(string path)
    {
        Text = path;
        steps = [.. path.Split('.').Select(name => PropertyReader.Of(name))];
    }

    /// <summary>The path as it was given.</summary>
    public string Text { get; }

    /// <summary>Visits every value of the path, with the objects on the way, outermost first.</summary>
    /// <param name="root">An object of the pipeline.</param>
    /// <param name="visit">Called with the innermost object that has the property, and the value.</param>
    /// <returns>Whether the property exists anywhere.</returns>
    public bool Visit(object root, Action<IReadOnlyList<object>, object?> visit)
    {
        if (steps.Length > 1)
        {
            return Visit(root, new List<object>(steps.Length), visit);
        }

        if (!steps[0].TryRead(root, out var value))
        {
            return false;
        }

        only[0] = root;
        visit(only, value);
        return true;
    }

    private bool Visit(object owner, List<object> owners, Action<IReadOnlyList<object>, object?> visit)
    {
        var depth = owners.Count;
        if (!steps[depth].TryRead(owner, out var value))
        {
            return false;
        }

        owners.Add(owner);
        var isFound = true;
        if (depth == steps.Length - 1)
        {
            visit(owners, value);
        }
        else
        {
            // An empty list has no elements that could lack the property.
            foreach (var item in Items(value))
            {
                isFound &= item is not null && Visit(item, owners, visit);
            }
        }

        owners.RemoveAt(depth);
        return isFound;
    }

    /// <summary>Converts a PascalCase name to the API's spelling: <c>TotalAmount</c> becomes <c>total_amount</c>.</summary>
    public static string ToSnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 && name[i - 1] != '_' ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>Converts an API name to PascalCase: <c>total_amount</c> becomes <c>TotalAmount</c>.</summary>
    public static string ToPascalCase(string name) =>
        string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static IEnumerable<object?> Items(object? value) => PSObjects.Unwrap(value) switch
    {
        null => [],
        string or IDictionary => [value],
        IEnumerable items => items.Cast<object?>(),
        _ => [value],
    };
}

/// <summary>Reads the first of several properties that an object has.</summary>
internal sealed class PropertyReader(params string[] names)
{
    private Type? lastType;
    private Func<object, object?>? lastRead;

    /// <summary>Makes a reader of one property, in either spelling.</summary>
    public static PropertyReader Of(string name) => new(name, PropertyPath.ToPascalCase(name), PropertyPath.ToSnakeCase(name));

    // Runs for every cell of a file: optimized from the first call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(object owner, out object? value)
    {
        var target = PSObjects.Unwrap(owner)!;
        if (target.GetType() == lastType && lastRead is not null)
        {
            value = lastRead(target);
            return true;
        }

        if (target is IDictionary dictionary)
        {
            var key = dictionary.Keys.OfType<string>().FirstOrDefault(key => names.Contains(key, StringComparer.OrdinalIgnoreCase));
            value = key is null ? null : dictionary[key];
            return key is not null;
        }

        if (target is not PSCustomObject && ReadOf(target.GetType()) is { } read)
        {
            value = read(target);
            return true;
        }

        var property = names.Select(name => PSObject.AsPSObject(owner).Properties[name]).FirstOrDefault(property => property is not null);
        value = property?.Value;
        return property is not null;
    }

    private Func<object, object?>? ReadOf(Type type)
    {
        if (type != lastType)
        {
            lastRead = names.Select(name => type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase))
                .FirstOrDefault(
                    property => property?.GetMethod is { IsStatic: false } && property.GetIndexParameters().Length == 0 && type.IsClass) is { } found
                ? ToDelegate(found)
                : null;
            lastType = type;
        }

        return lastRead;
    }

    private static Func<object, object?> ToDelegate(PropertyInfo property) =>
        (Func<object, object?>)typeof(PropertyReader).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(property.DeclaringType!, property.PropertyType).Invoke(null, [property])!;

    private static Func<object, object?> Typed<TOwner, TValue>(PropertyInfo property)
        where TOwner : class
    {
        var get = property.GetMethod!.CreateDelegate<Func<TOwner, TValue>>();
        return owner => get((TOwner)owner);
    }
}
