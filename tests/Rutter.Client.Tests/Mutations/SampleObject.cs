using System.Security;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Rutter.Client.Resources;

namespace Rutter.Client.Tests.Mutations;

/// <summary>An object of any kind, made from what its model says, so that a new model is covered by itself.</summary>
internal static class SampleObject
{
    /// <summary>The id of every sample.</summary>
    public const string Id = "7f9c0d3e-0001";

    private const int MaximumDepth = 4;

    /// <summary>An object with a value for every field.</summary>
    public static JsonObject Of(ResourceDefinition definition)
    {
        var sample = (JsonObject)Value(definition.ModelJson, "", 0)!;
        foreach (var field in definition.Fields.Where(field => !sample.ContainsKey(field.ApiName)))
        {
            sample[field.ApiName] = field.Type == FieldType.Structure ? Anything() : "text";
        }

        sample["new_field"] = Anything();
        return sample;
    }

    private static JsonNode? Value(JsonTypeInfo type, string name, int depth)
    {
        if (depth > MaximumDepth)
        {
            return null;
        }

        return type.Kind switch
        {
            JsonTypeInfoKind.Object when type.Type != typeof(object) => ObjectOf(type, depth),
            JsonTypeInfoKind.Enumerable => new JsonArray(Value(type.Options.GetTypeInfo(type.ElementType!), name, depth + 1)),
            JsonTypeInfoKind.Dictionary => new JsonObject { ["key"] = Value(type.Options.GetTypeInfo(type.ElementType!), name, depth + 1) },
            _ => Plain(Nullable.GetUnderlyingType(type.Type) ?? type.Type, name),
        };
    }

    private static JsonObject ObjectOf(JsonTypeInfo type, int depth)
    {
        var members = new JsonObject();
        var read = type.Properties.Where(property => property is { IsExtensionData: false, Set: not null } && !property.Name.StartsWith('('));
        foreach (var property in read)
        {
            members[property.Name] = property.CustomConverter is null
                ? Value(type.Options.GetTypeInfo(property.PropertyType), property.Name, depth + 1)
                : Plain(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property.Name);
        }

        return members;
    }

    private static JsonNode? Plain(Type type, string name) => type switch
    {
        _ when type == typeof(DateTimeOffset) => "2024-04-29T20:35:14.000Z",
        _ when type == typeof(decimal) => 12.5m,
        _ when type == typeof(int) || type == typeof(long) => 7,
        _ when type == typeof(double) => 1.5,
        _ when type == typeof(bool) => true,
        _ when type == typeof(SecureString) => "token-0123456789",
        _ when type == typeof(object) => Anything(),
        _ when type == typeof(string) => name == "id" ? Id : "text",
        _ => Anything(),
    };

    private static JsonObject Anything() => new() { ["a"] = new JsonArray(1, "x", null), ["b"] = false };
}
