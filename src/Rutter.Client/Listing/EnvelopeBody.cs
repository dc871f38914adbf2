namespace Rutter.Client.Listing;

/// <summary>A response as it stands: what was asked for under a key of its own, with what the API sends beside it.</summary>
internal sealed class EnvelopeBody<T>
    where T : class
{
    public T? Content { get; set; }

    public string? NextCursor { get; set; }

    public ConnectionReference? Connection { get; set; }
}
