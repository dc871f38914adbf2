using System.Globalization;
using System.Management.Automation;
using System.Security;
using Rutter.Client.Catalog;
using Rutter.Client.Errors;
using Rutter.Client.Names;
using Rutter.Client.Resources;
using Rutter.Client.Text;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Names;

/// <summary>Adds the name of an object beside each id that points to it.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "RutterName")]
[OutputType(typeof(PSObject))]
public sealed class ResolveRutterNameCommand : RutterSessionCmdlet
{
    private readonly List<(object Owner, Reference Reference, IReadOnlyList<string> Ids)> found = [];
    private readonly Dictionary<string, Kind> kinds = new(StringComparer.Ordinal);
    private HashSet<string> wanted = [];
    private NameDirectory? directory;
    private SecureString? tokenOfDirectory;

    /// <summary>The objects.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The properties with ids to find names for; by default all.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Property { get; set; } = [];

    private NameDirectory Directory
    {
        get
        {
            // Each company has its own names.
            if (directory is null || !ReferenceEquals(tokenOfDirectory, AccessToken))
            {
                (directory, tokenOfDirectory) = (Client.Names, AccessToken);
            }

            return directory;
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        wanted = Property.Select(PropertyPath.ToPascalCase).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        found.Clear();
        ReferencePlan.Visit(InputObject, (owner, reference, ids) =>
        {
            if (wanted.Count == 0 || wanted.Contains(PropertyPath.ToPascalCase(reference.IdName)))
            {
                found.Add((owner, reference, ids));
            }
        });
        InvokeForInput(InputObject, () =>
        {
            foreach (var group in found.GroupBy(one => one.Reference.Noun))
            {
                AddNames(KindOf(group.Key), [.. group]);
            }
        });
        WriteObject(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var kind in kinds.Values.Where(kind => kind.NotFound.Count > 0))
        {
            var number = kind.NotFound.Count.ToString(CultureInfo.InvariantCulture);
            WriteWarning($"No name was found for {number} {(kind.NotFound.Count == 1 ? "id" : "ids")} of {kind.Noun}, such as " +
                $"'{DisplayText.Shorten(kind.NotFound.First())}': gone, not allowed, or of another connection.");
        }
    }

    private Kind KindOf(string noun)
    {
        if (!kinds.TryGetValue(noun, out var kind))
        {
            kinds[noun] = kind = new Kind(
                noun, ResourceCatalog.FindNoun(noun) is { } definition && NameDirectory.HasNames(definition) ? definition : null);
        }

        return kind;
    }

    private void AddNames(Kind kind, IReadOnlyList<(object Owner, Reference Reference, IReadOnlyList<string> Ids)> references)
    {
        if (kind.Definition is not { } definition)
        {
            return;
        }

        var names = Find(kind, definition, [.. references.SelectMany(reference => reference.Ids).Distinct(StringComparer.Ordinal)]);
        foreach (var (owner, reference, ids) in references)
        {
            var shown = PSObject.AsPSObject(owner);
            if (shown.Properties[reference.NameName] is { } there)
            {
                // Replace a name that this command added before, but not one that the object has itself.
                if (there is PSNoteProperty note)
                {
                    note.Value = NameOf(reference, ids);
                }

                continue;
            }

            shown.Properties.Add(new PSNoteProperty(reference.NameName, NameOf(reference, ids)));
        }

        object? NameOf(Reference reference, IReadOnlyList<string> ids) =>
            reference.IdName.EndsWith("ids", StringComparison.OrdinalIgnoreCase)
                ? ids.Select(id => names.GetValueOrDefault(id)?.Name).ToArray()
                : ids is [var id] ? names.GetValueOrDefault(id)?.Name : null;
    }

    private IReadOnlyDictionary<string, NamedObject?> Find(Kind kind, ResourceDefinition definition, IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0 || kind.HasFailed)
        {
            return new Dictionary<string, NamedObject?>();
        }

        try
        {
            var names = WaitFor(Directory.FindAsync(definition, ids, Cancellation));
            kind.NotFound.UnionWith(names.Where(name => name.Value is null).Select(name => name.Key));
            return names;
        }
        catch (RutterApiException failure)
        {
            // A failure to find names must not lose the objects.
            kind.HasFailed = true;
            WriteWarning($"The names of {kind.Noun} objects stay empty: {failure.Message}");
            return new Dictionary<string, NamedObject?>();
        }
    }

    private sealed class Kind(string noun, ResourceDefinition? definition)
    {
        public string Noun => noun;

        public ResourceDefinition? Definition => definition;

        public bool HasFailed { get; set; }

        public HashSet<string> NotFound { get; } = new(StringComparer.Ordinal);
    }
}
