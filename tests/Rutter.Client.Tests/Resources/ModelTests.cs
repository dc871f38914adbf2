using System.Reflection;
using System.Text.Json.Serialization;
using Rutter.Client.Resources;
using Xunit;

namespace Rutter.Client.Tests.Resources;

/// <summary>What holds for every API object that there is a model of.</summary>
public sealed class ModelTests
{
    public static TheoryData<Type> Models { get; } = [.. typeof(RutterObject).Assembly.GetExportedTypes()
        .Where(type => type.GetProperty("Definition")?.PropertyType.IsSubclassOf(typeof(ResourceDefinition)) is true)];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_definition_names_the_properties_in_their_order(Type model)
    {
        var definition = (ResourceDefinition)model.GetProperty("Definition")!.GetValue(null)!;
        var own = model.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => !property.IsDefined(typeof(JsonIgnoreAttribute))).ToArray();
        Assert.Equal(own.Select(property => property.Name), definition.Fields.Select(field => field.Name));
        foreach (var (property, field) in own.Zip(definition.Fields))
        {
            var isExpected = field.Type switch
            {
                FieldType.Number => property.PropertyType == typeof(decimal?),
                FieldType.Timestamp => property.PropertyType == typeof(DateTimeOffset?),
                FieldType.Boolean => property.PropertyType == typeof(bool?),
                FieldType.Structure => IsStructure(property.PropertyType),
                _ => property.PropertyType == typeof(string),
            };
            Assert.True(isExpected, $"{field.Name} is a {field.Type}, and the property a {property.PropertyType}.");
        }
    }

    private static bool IsStructure(Type type) =>
        type == typeof(object) || type == typeof(IReadOnlyList<string>) || type.IsSubclassOf(typeof(RutterData))
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            && type.GenericTypeArguments[0].IsSubclassOf(typeof(RutterData)));
}
