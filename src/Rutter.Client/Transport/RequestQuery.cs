namespace Rutter.Client.Transport;

/// <summary>Makes query parameters. Those without a value are not sent.</summary>
internal static class RequestQuery
{
    /// <summary>Asks for a response even if the connection's first download is not complete.</summary>
    public static (string Name, string? Value) ForceFetch(bool isForced) => ("force_fetch", isForced ? "true" : null);

    public static IReadOnlyList<KeyValuePair<string, string>> Of(params (string Name, string? Value)[] parameters) =>
        [.. from parameter in parameters where parameter.Value is not null select KeyValuePair.Create(parameter.Name, parameter.Value!)];
}
