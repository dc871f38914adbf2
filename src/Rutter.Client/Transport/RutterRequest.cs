using System.Text;

namespace Rutter.Client.Transport;

/// <summary>
/// What is to be asked, immutable and without credentials, so that each attempt can make a message of its own from it.
/// </summary>
public sealed record RutterRequest
{
    private const string CursorName = "cursor";

    private readonly string? idempotencyKey;

    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>The path below the base address, without a leading slash, percent-encoded.</summary>
    public required string Path { get; init; }

    /// <summary>Query parameters as they are meant; they are percent-encoded when sent. The access token is not among them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>The JSON body in UTF-8, or null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The value of <c>Idempotency-Key</c>, or null.</summary>
    /// <exception cref="ArgumentException">Not 1 to 255 printable ASCII characters without spaces.</exception>
    public string? IdempotencyKey
    {
        get => idempotencyKey;
        init => idempotencyKey = value is null ? null : IdempotencyKeys.Require(value);
    }

    /// <summary>Whether the connection's access token goes along.</summary>
    public bool NeedsAccessToken { get; init; } = true;

    /// <summary>Makes the body anew for each attempt, where it is not held in memory; it calls the action with each piece that was sent.</summary>
    internal Func<Action, HttpContent>? Content { get; init; }

    /// <summary>What is asked for in the place of JSON, or null.</summary>
    internal string? Accept { get; init; }

    /// <summary>An address of another server that a response gave: it is read without credentials. Null for one of the API.</summary>
    internal Uri? Link { get; init; }

    /// <summary>Whether the method is one that can be sent twice without changing more than once. Source: RFC 9110, section 9.2.2.</summary>
    internal bool IsIdempotent => Method == HttpMethod.Get || Method == HttpMethod.Delete || Method == HttpMethod.Head;

    /// <summary>Whether the request asks for a change.</summary>
    internal bool IsWrite => Method != HttpMethod.Get && Method != HttpMethod.Head;

    /// <summary>Where in a list the request starts, or null.</summary>
    internal string? Cursor => Query.LastOrDefault(parameter => parameter.Key == CursorName).Value;

    /// <summary>The same request for another part of the list.</summary>
    internal RutterRequest AtCursor(string? cursor) => cursor is null
        ? this
        : this with { Query = [.. Query.Where(parameter => parameter.Key != CursorName), new(CursorName, cursor)] };

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
