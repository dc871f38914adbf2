using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>What the client library is given: models, definitions, bodies, and the list of all objects.</summary>
internal static class ClientFiles
{
    public static IEnumerable<OutputFile> Of(Api api) =>
    [
        .. api.Objects.Select(item => new OutputFile($"{item.Folder}/{item.Noun}.cs", ModelCode.Of(item))),
        .. api.Objects.Select(item => new OutputFile($"{item.Folder}/{item.Noun}Json.cs", JsonCode.Of(item))),
        .. api.Objects.Where(BodyCode.HasBodies).Select(item => new OutputFile($"{item.Folder}/{item.Noun}Bodies.cs", BodyCode.Of(item))),
        .. api.Shared.Select(structure => new OutputFile($"{structure.Name}.cs", ModelCode.Of(structure))),
        new OutputFile("GeneratedResources.cs", RegistryCode.Of(api)),
        new OutputFile("KnownValues.cs", RegistryCode.ValuesOf(api)),
    ];
}
