using System.Management.Automation;
using Rutter.Client.Catalog;
using Rutter.Client.Resources;
using Rutter.Client.Text;
using RutterPS.Common;

namespace RutterPS.Filters;

/// <summary>The base of cmdlets that check a filter without sending it.</summary>
public abstract class FilterCommand : PSCmdlet
{
    /// <summary>The filter: text of Rutter's filter language, or a script block in PowerShell's operators.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [FilterTransformation]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [ValidateNotNull]
    [AllowEmptyString]
    public object Filter { get; set; } = "";

    /// <summary>The API's name for the kind of object to filter.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string Resource { get; set; } = "bank_transfer";

    private protected ResourceDefinition Definition { get; private set; } = null!;

    private protected FilterArgument Argument => new(this, Definition);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ResourceCatalog.FindName(Resource) is { } definition && definition.FilterableFields.Any())
        {
            Definition = definition;
            return;
        }

        var known = string.Join(", ", ResourceCatalog.Filterable.Select(candidate => candidate.ItemKey));
        ThrowTerminatingError(ErrorRecords.InvalidInput(
            new ArgumentException($"No object that this module knows, and that can be filtered, is called '{DisplayText.Clean(Resource)}'."),
            "UnknownResource",
            Resource,
            $"Give -Resource one of: {known}."));
    }
}
