using System.Management.Automation;
using RutterPS.Common;

namespace RutterPS.Session;

/// <summary>Shows the sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "RutterSession")]
[OutputType(typeof(RutterSession))]
public sealed class GetRutterSessionCommand : RutterCmdlet
{
    /// <summary>The names; wildcards are allowed. By default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "*";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var found = SessionSelection.Find(Name).ToList();
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            WriteError(SessionSelection.NotFound(Name));
        }

        WriteObject(found, enumerateCollection: true);
    }
}
