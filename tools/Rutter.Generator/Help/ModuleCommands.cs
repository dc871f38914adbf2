using System.Reflection;

namespace Rutter.Generator.Help;

/// <summary>A cmdlet as it was compiled.</summary>
/// <param name="Verb">Its verb.</param>
/// <param name="Noun">Its noun, with the prefix.</param>
/// <param name="Parameters">Its parameters in the order of the code, the inherited ones last; without PowerShell's common ones.</param>
/// <param name="Sets">The names of its parameter sets, the default one first.</param>
/// <param name="Outputs">The full names of the types that it says it emits.</param>
internal sealed record Command(
    string Verb, string Noun, IReadOnlyList<CommandParameter> Parameters, IReadOnlyList<string> Sets, IReadOnlyList<string> Outputs)
{
    public string Name => $"{Verb}-{Noun}";
}

/// <summary>A parameter of a cmdlet.</summary>
/// <param name="Name">Its name, without a dash.</param>
/// <param name="Type">The full name of its type.</param>
/// <param name="ShortType">The type as a syntax line shows it.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Places">Where it stands in each of its parameter sets.</param>
internal sealed record CommandParameter(
    string Name, string Type, string ShortType, IReadOnlyList<string> Aliases, IReadOnlyList<ParameterPlace> Places)
{
    /// <summary>The query parameter that it becomes, where only this object has it.</summary>
    public string? Query { get; init; }

    public bool IsSwitch => Type == "System.Management.Automation.SwitchParameter";

    public ParameterPlace? In(string set) => Places.FirstOrDefault(place => place.Set == set || place.Set == ModuleCommands.AllSets);
}

/// <summary>How a parameter is bound in a parameter set.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="Position">Its position; null for a parameter that is always named.</param>
/// <param name="IsRequired">Whether the command needs it.</param>
/// <param name="FromPipeline">Whether whole objects of the pipeline bind to it.</param>
/// <param name="FromProperty">Whether properties of objects in the pipeline bind to it.</param>
internal sealed record ParameterPlace(string Set, int? Position, bool IsRequired, bool FromPipeline, bool FromProperty);

/// <summary>Reads the cmdlets out of a compiled assembly, without running it: what PowerShell will find is what the help says.</summary>
internal static class ModuleCommands
{
    /// <summary>PowerShell's name for a parameter that belongs to every set.</summary>
    public const string AllSets = "__AllParameterSets";

    private const string Automation = "System.Management.Automation.";

    /// <summary>The cmdlets, by name.</summary>
    /// <param name="assemblyPath">The assembly with the cmdlets.</param>
    /// <param name="references">Every assembly that it was compiled against.</param>
    public static IReadOnlyList<Command> Read(string assemblyPath, IEnumerable<string> references)
    {
        using var context = new MetadataLoadContext(new PathAssemblyResolver([assemblyPath, .. references]));
        return
        [
            .. context.LoadFromAssemblyPath(assemblyPath).GetTypes()
                .Where(type => type is { IsClass: true, IsAbstract: false, IsPublic: true })
                .Select(type => (type, cmdlet: Find(type.GetCustomAttributesData(), "CmdletAttribute")))
                .Where(found => found.cmdlet is not null)
                .Select(found => Read(found.type, found.cmdlet!))
                .OrderBy(command => command.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static Command Read(Type type, CustomAttributeData cmdlet)
    {
        var parameters = Properties(type).Select(Parameter).OfType<CommandParameter>().ToList();
        if (Named<bool>(cmdlet, "SupportsPaging"))
        {
            parameters.Add(Common("IncludeTotalCount", isSwitch: true));
            parameters.Add(Common("Skip", isSwitch: false));
            parameters.Add(Common("First", isSwitch: false));
        }

        if (Named<bool>(cmdlet, "SupportsShouldProcess"))
        {
            parameters.Add(Common("WhatIf", isSwitch: true, "wi"));
            parameters.Add(Common("Confirm", isSwitch: true, "cf"));
        }

        var sets = parameters.SelectMany(parameter => parameter.Places).Select(place => place.Set).Where(set => set != AllSets).Distinct().ToList();
        var standard = Named<string>(cmdlet, "DefaultParameterSetName");
        return new Command(
            (string)cmdlet.ConstructorArguments[0].Value!,
            (string)cmdlet.ConstructorArguments[1].Value!,
            parameters,
            sets.Count == 0 ? [AllSets] : [.. sets.OrderByDescending(set => set == standard)],
            [.. type.GetCustomAttributesData().Where(attribute => attribute.AttributeType.Name == "OutputTypeAttribute")
                .SelectMany(Types).Distinct()]);
    }

    // The most derived declaration of each property, those of the cmdlet itself first.
    private static IEnumerable<PropertyInfo> Properties(Type type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var property in at.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Where(property => seen.Add(property.Name)))
            {
                yield return property;
            }
        }
    }

    private static CommandParameter? Parameter(PropertyInfo property)
    {
        var attributes = property.GetCustomAttributesData();
        var places = attributes.Where(attribute => attribute.AttributeType.FullName == Automation + "ParameterAttribute").Select(Place).ToList();
        if (places.Count == 0)
        {
            return null;
        }

        var aliases = Find(attributes, "AliasAttribute")?.ConstructorArguments[0].Value is IReadOnlyCollection<CustomAttributeTypedArgument> names
            ? names.Select(name => (string)name.Value!).ToList()
            : [];
        return new CommandParameter(property.Name, FullName(property.PropertyType), ShortName(property.PropertyType), aliases, places)
        {
            Query = attributes.FirstOrDefault(
                attribute => attribute.AttributeType.Name == "QueryParameterAttribute")?.ConstructorArguments[0].Value as string,
        };
    }

    private static ParameterPlace Place(CustomAttributeData attribute)
    {
        var position = Named<int?>(attribute, "Position");
        return new(
            Named<string>(attribute, "ParameterSetName") ?? AllSets,
            position >= 0 ? position : null,
            Named<bool>(attribute, "Mandatory"),
            Named<bool>(attribute, "ValueFromPipeline"),
            Named<bool>(attribute, "ValueFromPipelineByPropertyName"));
    }

    private static CommandParameter Common(string name, bool isSwitch, params string[] aliases) => new(
        name,
        isSwitch ? Automation + "SwitchParameter" : "System.UInt64",
        isSwitch ? "switch" : "ulong",
        aliases,
        [new ParameterPlace(AllSets, null, IsRequired: false, FromPipeline: false, FromProperty: false)]);

    private static CustomAttributeData? Find(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == Automation + name);

    private static T? Named<T>(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is T value ? value : default;

    private static IEnumerable<string> Types(CustomAttributeData attribute) =>
        attribute.ConstructorArguments.SelectMany(argument =>
            argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> several ? several.Select(one => one.Value) : [argument.Value])
            .OfType<Type>().Select(FullName);

    // As Type.ToString() says it, which is what PowerShell shows.
    private static string FullName(Type type) => type.ToString();

    private static string ShortName(Type type)
    {
        if (type.IsArray)
        {
            return ShortName(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericType && type.Name == "Nullable`1")
        {
            return ShortName(type.GetGenericArguments()[0]);
        }

        return type.FullName switch
        {
            "System.String" => "string",
            "System.Int32" => "int",
            "System.Int64" => "long",
            "System.UInt64" => "ulong",
            "System.Boolean" => "bool",
            "System.Decimal" => "decimal",
            "System.TimeSpan" => "timespan",
            "System.Uri" => "uri",
            "System.Security.SecureString" => "securestring",
            Automation + "SwitchParameter" => "switch",
            Automation + "PSObject" => "psobject",
            Automation + "PSCredential" => "pscredential",
            _ => type.Name,
        };
    }
}
