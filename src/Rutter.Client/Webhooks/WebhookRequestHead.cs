namespace Rutter.Client.Webhooks;

/// <summary>A request's first line and headers.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Target">Path and query as sent.</param>
/// <param name="Headers">The headers by name, whatever its case; of one that came several times the values joined by commas.</param>
/// <param name="KeepsAlive">Whether another request may follow.</param>
internal sealed record WebhookRequestHead(string Method, string Target, IReadOnlyDictionary<string, string> Headers, bool KeepsAlive)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public bool HasToken(string name, string token) =>
        Header(name)?.Split(',').Any(part => part.Trim().Equals(token, StringComparison.OrdinalIgnoreCase)) == true;
}
