using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rutter.Client.Errors;
using Rutter.Client.Transport;

namespace Rutter.Client.Connections;

/// <summary>How connections and tokens are asked for.</summary>
internal static class ConnectionRequests
{
    /// <summary>A request with a JSON object of texts.</summary>
    public static RutterRequest Post(string path, (string Name, string Value)[] members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in members)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return new RutterRequest { Method = HttpMethod.Post, Path = path, Body = buffer.ToArray() };
    }

    /// <summary>Sends a request, and takes from its response what it is about; without that it is an error.</summary>
    public static ValueTask<TResult> SendAsync<TResponse, TResult>(
        this RequestSender sender,
        RutterRequest request,
        JsonTypeInfo<TResponse> json,
        Func<TResponse, TResult?> select,
        string key,
        CancellationToken cancellationToken,
        WriteEvidence? evidence = null)
        where TResponse : class
        where TResult : class => sender.SendAsync(
            request,
            new ResponseHandler<TResult>(async (_, body, token) =>
            {
                using var content = await BodyBuffer.ReadAsync(body, token).ConfigureAwait(false);
                var response = JsonSerializer.Deserialize(content.Content.Span, json);
                return (response is null ? null : select(response)) ?? throw new JsonException($"It has no '{key}'.");
            }),
            cancellationToken,
            evidence);
}

/// <summary>Members that the API has added: they are kept, but a secret must not be readable.</summary>
internal static class SecretMembers
{
    private static readonly string[] SecretWords = ["token", "secret", "password", "credential"];

    /// <summary>The members of both, protected; of those with the same name the first.</summary>
    public static IDictionary<string, object?>? Merge(IDictionary<string, object?>? first, IDictionary<string, object?>? second)
    {
        Protect(first);
        Protect(second);
        if (first is null || second is null)
        {
            return first ?? second;
        }

        foreach (var (name, value) in second)
        {
            first.TryAdd(name, value);
        }

        return first;
    }

    /// <summary>Makes texts unreadable that are called a token or a secret.</summary>
    public static void Protect(IDictionary<string, object?>? members)
    {
        foreach (var (name, value) in members?.ToList() ?? [])
        {
            if (value is IDictionary<string, object?> inner)
            {
                Protect(inner);
            }
            else if (value is IEnumerable<object?> items)
            {
                items.OfType<IDictionary<string, object?>>().ToList().ForEach(Protect);
            }
            else if (value is string text && SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                members![name] = new NetworkCredential("", text).SecurePassword;
            }
        }
    }
}
