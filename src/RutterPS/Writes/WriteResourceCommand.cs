using System.Management.Automation;
using Rutter.Client.Catalog;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Writes;
using RutterPS.Common;

namespace RutterPS.Writes;

/// <summary>Writes objects of one kind.</summary>
/// <typeparam name="T">The model.</typeparam>
/// <typeparam name="TResult">What the API responds with.</typeparam>
public abstract class WriteResourceCommand<T, TResult> : WriteCommand<TResult>
    where T : RutterObject
    where TResult : class
{
    /// <summary>Whether the API responds at once with a job, which is then waited for, or tries to wait itself.</summary>
    [Parameter]
    [Alias("response_mode")]
    [ResponseModeTransformation]
    public ResponseMode ResponseMode { get; set; }

    /// <summary>What the API calls this kind of object, and how.</summary>
    protected abstract ResourceDefinition<T> Definition { get; }

    private protected override WriteOptions Options => base.Options with { ResponseMode = ResponseMode };

    private protected ResourceWriter<T> Writer => Client.Writer(Definition);

    /// <summary>An object that an id points to, for a sentence: its name where it is known without a request, else the id.</summary>
    private protected string? NameOf(string noun, string? id) =>
        (ResourceCatalog.FindNoun(noun) is { } kind ? FindKnown(kind, id)?.Name : null) ?? id;

    /// <summary>The object that is changed, for a sentence: its name where it is known without a request, and its id.</summary>
    private protected string Named(string id) => FindKnown(Definition, id)?.Name is { } name ? $"{name} ({id})" : id;
}
