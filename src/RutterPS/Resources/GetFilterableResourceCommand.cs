using System.Management.Automation;
using Rutter.Client.Resources;
using RutterPS.Common;
using RutterPS.Filters;
using RutterPS.Names;

namespace RutterPS.Resources;

/// <summary>Lists or fetches a kind of API object whose operations take all the usual parameters.</summary>
/// <typeparam name="T">The model.</typeparam>
public abstract class GetFilterableResourceCommand<T> : GetResourceCommand<T>
    where T : RutterObject
{
    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FetchSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdCompleter))]
    public override string[] Id { get; set; } = [];

    /// <inheritdoc/>
    [Parameter(ParameterSetName = FetchSet)]
    [Alias("id_type")]
    [ValidateSet("rutter", "platform")]
    public override string IdType { get; set; } = "rutter";

    /// <inheritdoc/>
    [Parameter]
    [Alias("force_fetch")]
    public override SwitchParameter ForceFetch { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [FilterTransformation]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [ValidateNotNullOrEmpty]
    public override object? Filter { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public override DateTimeOffset? CreatedAfter { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public override DateTimeOffset? CreatedBefore { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public override DateTimeOffset? UpdatedAfter { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public override DateTimeOffset? UpdatedBefore { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public override DateTimeOffset? LastSyncedAfter { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [InstantTransformation]
    public override DateTimeOffset? LastSyncedBefore { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(SortCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Sort { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("limit")]
    [ValidateRange(1, int.MaxValue)]
    public override int? PageSize { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public override string? Cursor { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ExpandCompleter))]
    [ValidateNotNullOrEmpty]
    public override string? Expand { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("last_synced_at_min")]
    [InstantTransformation]
    public override DateTimeOffset? LastSyncedAtMin { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("updated_at_min")]
    [InstantTransformation]
    public override DateTimeOffset? UpdatedAtMin { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("updated_at_max")]
    [InstantTransformation]
    public override DateTimeOffset? UpdatedAtMax { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, 32)]
    public override int? Parallel { get; set; }
}
