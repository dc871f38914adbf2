using System.Text.Json.Serialization.Metadata;

namespace Rutter.Client.Resources;

/// <summary>A <see cref="ResourceDefinition"/> with the .NET type that its objects become.</summary>
/// <typeparam name="T">The model.</typeparam>
public sealed class ResourceDefinition<T> : ResourceDefinition
    where T : RutterObject
{
    internal ResourceDefinition(string name, string path, string listKey, string itemKey, JsonTypeInfo<T> json, IReadOnlyList<ResourceField> fields)
        : base(name, path, listKey, itemKey, fields) => Json = json;

    internal JsonTypeInfo<T> Json { get; }

    internal override JsonTypeInfo ModelJson => Json;
}
