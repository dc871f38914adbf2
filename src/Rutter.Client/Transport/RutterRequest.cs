using System.Text;

namespace Rutter.Client.Transport;

/// <summary>
/// An immutable description of a request without credentials. Each attempt makes its own message from it.
/// </summary>
public sealed record RutterRequest
{
    private const string CursorName = "cursor";

    private readonly string? idempotencyKey;

    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>The path below the base address, without a leading slash, percent-encoded.</summary>
    public required string Path { get; init; }

    /// <summary>Query parameters, not yet percent-encoded, without the access token.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>The JSON body in UTF-8, or null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The value of <c>Idempotency-Key</c>, or null.</summary>
    /// <exception cref="ArgumentException">It does not have 1 to 255 printable ASCII characters without spaces.</exception>
    public string? IdempotencyKey
    {
        get => idempotencyKey;
        init => idempotencyKey = value is null ? null : IdempotencyKeys.Require(value);
    }

    /// <summary>Whether to send the connection's access token.</summary>
    public bool NeedsAccessToken { get; init; } = true;

    /// <summary>Makes a body that is not held in memory, once per attempt. It calls the action with the size of each piece that was sent.</summary>
    internal Func<Action, HttpContent>? Content { get; init; }

    /// <summary>The value of <c>Accept</c>; null for JSON.</summary>
    internal string? Accept { get; init; }

    /// <summary>A link from a response to another server, read without credentials. Null for requests to the API.</summary>
    internal Uri? Link { get; init; }

    /// <summary>Whether the method is idempotent: sent twice, it changes nothing more. Source: RFC 9110, section 9.2.2.</summary>
    internal bool IsIdempotent => Method == HttpMethod.Get || Method == HttpMethod.Delete || Method == HttpMethod.Head;

    /// <summary>Whether the request changes data.</summary>
    internal bool IsWrite => Method != HttpMethod.Get && Method != HttpMethod.Head;

    /// <summary>The cursor of the request, or null.</summary>
    internal string? Cursor => Query.LastOrDefault(parameter => parameter.Key == CursorName).Value;

    /// <summary>The same request with another cursor.</summary>
    internal RutterRequest AtCursor(string? cursor) => cursor is null
        ? this
        : this with { Query = [.. Query.Where(parameter => parameter.Key != CursorName), new(CursorName, cursor)] };

    /// <summary>The percent-encoded path and query below the base address.</summary>
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
