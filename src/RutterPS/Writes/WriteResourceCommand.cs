using System.Management.Automation;
using Rutter.Client.Catalog;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Writes;
using RutterPS.Common;

namespace RutterPS.Writes;

/// <summary>The base of cmdlets that write objects of one kind.</summary>
/// <typeparam name="T">The model.</typeparam>
/// <typeparam name="TResult">The type of the response.</typeparam>
public abstract class WriteResourceCommand<T, TResult> : WriteCommand<TResult>
    where T : RutterObject
    where TResult : class
{
    /// <summary>Whether the API responds at once with a job to wait for, or first waits for the result.</summary>
    [Parameter]
    [Alias("response_mode")]
    [ResponseModeTransformation]
    public ResponseMode ResponseMode { get; set; }

    /// <summary>The definition of this kind of object.</summary>
    protected abstract ResourceDefinition<T> Definition { get; }

    private protected override WriteOptions Options => base.Options with { ResponseMode = ResponseMode };

    private protected ResourceWriter<T> Writer => Client.Writer(Definition);

    /// <summary>Describes an object for a sentence: by its name if that is known without a request, else by its id.</summary>
    private protected string? NameOf(string noun, string? id) =>
        (ResourceCatalog.FindNoun(noun) is { } kind ? FindKnown(kind, id)?.Name : null) ?? id;

    /// <summary>Describes the changed object for a sentence: by its id, and its name if that is known without a request.</summary>
    private protected string Named(string id) => FindKnown(Definition, id)?.Name is { } name ? $"{name} ({id})" : id;
}
