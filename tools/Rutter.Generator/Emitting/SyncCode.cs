using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary><c>Sync-Rutter…</c>, for objects whose list can be read in the order of the last sync.</summary>
internal static class SyncCode
{
    public static bool IsPossible(ApiObject item) =>
        item.IsSynced && new[] { "filter", "sort" }.All(name => item.ListParameters?.Any(parameter => parameter.ApiName == name) == true);

    public static string Of(ApiObject item)
    {
        var code = CmdletCode.Begin(item, "Rutter.Client.Syncing", "RutterPS.Syncing");
        code.Gap().Summary($"Emits the {item.PluralName} that are new, changed or deleted since the last run.")
            .Line($"[Cmdlet(VerbsData.Sync, \"Rutter{item.Noun}\", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]")
            .Line("[OutputType(typeof(RutterChange))]")
            .Open($"public sealed partial class SyncRutter{item.Noun}Command : SyncResourceCommand<{CmdletCode.ModelOf(item)}>");
        CmdletCode.WriteDefinition(code, item);
        return code.Close().ToString();
    }
}
