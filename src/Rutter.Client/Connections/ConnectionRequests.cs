using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rutter.Client.Errors;
using Rutter.Client.Transport;

namespace Rutter.Client.Connections;

/// <summary>Makes and sends the requests about connections and tokens.</summary>
internal static class ConnectionRequests
{
    /// <summary>Makes a request whose body is a JSON object of strings.</summary>
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

    /// <summary>Sends a request and takes the expected part from its response. A response without that part is an error.</summary>
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

/// <summary>Unknown members of a response. They are kept, but secrets among them are made unreadable.</summary>
internal static class SecretMembers
{
    private static readonly string[] SecretWords = ["token", "secret", "password", "credential"];

    /// <summary>Joins and protects the members of both. Where both have a name, the first wins.</summary>
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

    /// <summary>Makes members unreadable that have "token" or "secret" in their names.</summary>
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
