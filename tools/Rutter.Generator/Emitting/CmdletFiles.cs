using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>What the cmdlets' project is given: cmdlets, views, and the manifest with their names.</summary>
internal static class CmdletFiles
{
    /// <summary>The name of the file with all views, as the manifest has it.</summary>
    public const string Views = "Resources.Format.ps1xml";

    public static IEnumerable<OutputFile> Of(Api api, ModuleManifest manifest)
    {
        var cmdlets = api.Objects.SelectMany(CmdletsOf).ToList();
        return
        [
            .. cmdlets.Select(cmdlet => new OutputFile($"{cmdlet.Folder}/{cmdlet.Verb}Rutter{cmdlet.Noun}Command.cs", cmdlet.Code)),
            new OutputFile(Views, ViewCode.Of(api)),
            new OutputFile(Path.GetFileName(manifest.Path), manifest.With(cmdlets.Select(cmdlet => $"{cmdlet.Verb}-Rutter{cmdlet.Noun}"), [Views])),
        ];
    }

    /// <summary>The names of the generated cmdlets.</summary>
    public static IEnumerable<string> NamesOf(Api api) => api.Objects.SelectMany(CmdletsOf).Select(cmdlet => $"{cmdlet.Verb}-Rutter{cmdlet.Noun}");

    private static IEnumerable<Cmdlet> CmdletsOf(ApiObject item)
    {
        if (item.ListParameters is not null || item.FetchParameters is not null)
        {
            yield return new Cmdlet(item, "Get", GetCode.Of(item));
        }
        else if (item.SingleParameters is not null)
        {
            yield return new Cmdlet(item, "Get", GetCode.OfSingle(item));
        }

        if (SyncCode.IsPossible(item))
        {
            yield return new Cmdlet(item, "Sync", SyncCode.Of(item));
        }

        if (item.CreateBody is not null)
        {
            yield return new Cmdlet(item, "New", WriteCode.OfNew(item));
        }

        if (item.UpdateBody is not null)
        {
            yield return new Cmdlet(item, "Update", WriteCode.OfUpdate(item));
        }

        if (item.HasDelete)
        {
            yield return new Cmdlet(item, "Remove", WriteCode.OfRemove(item));
        }
    }

    private sealed record Cmdlet(ApiObject Item, string Verb, string Code)
    {
        public string Folder => Item.Folder;

        public string Noun => Item.Noun;
    }
}
