using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using Rutter.Client.Catalog;
using Rutter.Client.Resources;
using RutterPS.Common;

namespace RutterPS.Names;

/// <summary>A property that holds the id of another object, or several ids.</summary>
/// <param name="IdName">The property: <c>CreditAccountId</c>.</param>
/// <param name="Noun">The noun of the other object.</param>
internal sealed record Reference(string IdName, string Noun)
{
    /// <summary>The property that gets the name: <c>CreditAccountName</c>, <c>credit_account_name</c>, <c>AdditionalClassNames</c>.</summary>
    public string NameName { get; } = IdName switch
    {
        [.. var start, 'I', 'd', 's'] => start + "Names",
        [.. var start, 'I', 'd'] => start + "Name",
        [.. var start, '_', 'i', 'd', 's'] => start + "_names",
        [.. var start, '_', 'i', 'd'] => start + "_name",
        "id" => "name",
        _ => IdName + "Name",
    };

    public PropertyReader Reader { get; } = PropertyReader.Of(IdName);
}

/// <summary>Knows which properties of a type hold ids of other objects, and which hold nested objects that may.</summary>
internal sealed class ReferencePlan
{
    private static readonly ConcurrentDictionary<Type, ReferencePlan> Plans = new();

    private static readonly Lazy<Dictionary<string, string>> NounsByName = new(FindNouns);

    private readonly List<Reference> references = [];
    private readonly List<PropertyReader> parts = [];

    /// <summary>Visits every property with ids in an object and its nested objects.</summary>
    /// <param name="item">An object of the pipeline.</param>
    /// <param name="visit">Called with the object that has the property, the property, and its ids.</param>
    public static void Visit(object item, Action<object, Reference, IReadOnlyList<string>> visit)
    {
        var target = PSObjects.Unwrap(item);
        var isRow = item is PSObject shown && target is not RutterData && shown.Properties.Any(property => property is PSNoteProperty);
        if (isRow || target is PSCustomObject)
        {
            // Rows, and totals, which have the properties that they are grouped by.
            VisitRow(PSObject.AsPSObject(item), visit);
        }
        else if (target.GetType().Assembly == typeof(RutterData).Assembly)
        {
            Of(target.GetType()).VisitTyped(target, visit);
        }
    }

    private static ReferencePlan Of(Type type) => Plans.GetOrAdd(type, Create);

    private static ReferencePlan Create(Type type)
    {
        var plan = new ReferencePlan();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<ReferencesAttribute>() is { } reference)
            {
                plan.references.Add(new Reference(property.Name, reference.Noun));
            }
            else if (IsPart(property.PropertyType))
            {
                plan.parts.Add(PropertyReader.Of(property.Name));
            }
        }

        return plan;
    }

    private static bool IsPart(Type type) =>
        type.IsAssignableTo(typeof(RutterData))
        || (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable))
            && type.GetGenericArguments() is [var item] && item.IsAssignableTo(typeof(RutterData)));

    // In rows without a type, only the name of a property shows what its id points to.
    private static void VisitRow(PSObject row, Action<object, Reference, IReadOnlyList<string>> visit)
    {
        foreach (var property in row.Properties.ToList())
        {
            if (NounsByName.Value.TryGetValue(property.Name, out var noun) && property.IsGettable)
            {
                visit(row, new Reference(property.Name, noun), IdsOf(property.Value));
            }
        }
    }

    private static Dictionary<string, string> FindNouns()
    {
        var fields = ResourceCatalog.All.SelectMany(definition => definition.Fields).Where(field => field.References is not null);
        var nouns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields.GroupBy(field => field.ApiName))
        {
            // account_id could be the id of several kinds of account. It is taken for the kind with exactly this name.
            var meant = field.Select(one => one.References!).Distinct().ToList();
            var called = PropertyPath.ToPascalCase(field.Key[..Math.Max(0, field.Key.LastIndexOf("_id", StringComparison.Ordinal))]);
            if (meant is [var only] || (only = meant.Find(noun => noun == called)) is not null)
            {
                nouns[field.Key] = only;
                nouns[field.First().Name] = only;
            }
        }

        return nouns;
    }

    private static IReadOnlyList<string> IdsOf(object? value) => PSObjects.Unwrap(value) switch
    {
        string { Length: > 0 } id => [id],
        IEnumerable ids and not string => [.. ids.Cast<object?>().Select(PSObjects.Unwrap).OfType<string>().Where(id => id.Length > 0)],
        _ => [],
    };

    private void VisitTyped(object item, Action<object, Reference, IReadOnlyList<string>> visit)
    {
        foreach (var reference in references)
        {
            reference.Reader.TryRead(item, out var value);
            visit(item, reference, IdsOf(value));
        }

        foreach (var part in parts)
        {
            if (part.TryRead(item, out var value) && value is not null)
            {
                foreach (var one in value is IEnumerable many ? many : new[] { value })
                {
                    if (one is not null)
                    {
                        Of(one.GetType()).VisitTyped(one, visit);
                    }
                }
            }
        }
    }
}
