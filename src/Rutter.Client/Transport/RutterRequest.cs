using System.Text;

namespace Rutter.Client.Transport;

/// <summary>
/// What is to be asked, immutable and without credentials, so that each attempt can make a message of its own from it.
/// </summary>
public sealed record RutterRequest
{
    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>The path below the base address, without a leading slash, percent-encoded.</summary>
    public required string Path { get; init; }

    /// <summary>Query parameters as they are meant; they are percent-encoded when sent. The access token is not among them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>The JSON body in UTF-8, or null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The value of <c>Idempotency-Key</c>, or null.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether the connection's access token goes along.</summary>
    public bool NeedsAccessToken { get; init; } = true;

    /// <summary>Whether the method only reads, or deletes what may be gone already: repeating it changes nothing.</summary>
    internal bool IsRepeatable => Method == HttpMethod.Get || Method == HttpMethod.Delete || Method == HttpMethod.Head;

    /// <summary>The path and query behind the base address, percent-encoded.</summary>
    internal string RelativeAddress(string? accessToken)
    {
        var text = new StringBuilder(Path);
        var separator = '?';
        foreach (var (name, value) in Query)
        {
            Append(name, value);
        }

        if (accessToken is not null)
        {
            Append("access_token", accessToken);
        }

        return text.ToString();

        void Append(string name, string value)
        {
            text.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }
    }
}
