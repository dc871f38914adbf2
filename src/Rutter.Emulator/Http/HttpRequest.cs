namespace Rutter.Emulator.Http;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Target">Path and query as sent.</param>
/// <param name="Headers">The headers by name, whatever its case; of one that came several times the values joined by commas.</param>
/// <param name="Body">The body; one byte more than the limit for one that is too long.</param>
/// <param name="CanGoOn">Whether another request may follow on the connection.</param>
internal sealed record HttpRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, bool CanGoOn)
{
    /// <summary>The longest body that is read, in bytes.</summary>
    public const int MaximumBodyBytes = 1024 * 1024;

    public bool IsTooLarge => Body.Length > MaximumBodyBytes;

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
