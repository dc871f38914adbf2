using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rutter.Client.Catalog;
using Rutter.Client.Jobs;
using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Webhooks;

/// <summary>Turns one payload into an event. Tokens anywhere in the payload become secrets.</summary>
internal sealed class WebhookReader(ReadOnlyMemory<byte> payload, Secret? secret)
{
    // A shorter token may occur in data by chance, and data must not be changed.
    private const int ShortestMaskedSecret = 8;

    private const string TokenKey = "access_token";

    private static readonly string[] SecretNames = [TokenKey, "new_access_token", "public_token", "client_secret"];
    private static readonly string[] OwnMembers = ["type", "code", "connection_id", TokenKey];

    /// <exception cref="WebhookException">The payload is not a webhook.</exception>
    public WebhookEvent Read()
    {
        if (payload.Length > WebhookEvent.LargestPayload)
        {
            throw new WebhookException(
                WebhookFailure.TooLarge, $"The payload has {payload.Length} bytes; a webhook has at most {WebhookEvent.LargestPayload}.");
        }

        var json = JsonText.Sanitize(payload);
        try
        {
            UniqueMembers.Require(json.Span);
            return JsonSerializer.Deserialize(json.Span, PlainResponse.AnyValue) is Dictionary<string, object?> members
                ? Describe(members, json)
                : throw new JsonException("It is not an object.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new WebhookException(WebhookFailure.Malformed, "The payload is not a webhook: " + Reason(exception));
        }
    }

    // The parser's own messages may quote the payload.
    private static string Reason(Exception exception) => exception is JsonException { LineNumber: { } line, BytePositionInLine: { } column }
        ? $"it is not valid JSON, at line {line + 1}, byte {column + 1}."
        : exception is JsonException ? char.ToLowerInvariant(exception.Message[0]) + exception.Message[1..] : "it holds text that is not Unicode.";

    private static string Require(Dictionary<string, object?> members, string name) =>
        members.GetValueOrDefault(name) is string { Length: > 0 } text ? text : throw new JsonException($"It has no '{name}'.");

    private static string? EntityKey(string type, Dictionary<string, object?> members)
    {
        if (type == WebhookEvent.ConnectionType)
        {
            return null;
        }

        var key = type.ToLowerInvariant();
        if (members.ContainsKey(key))
        {
            return key;
        }

        // Some kinds have a key that differs from the type.
        var objects = members.Where(member => member.Value is Dictionary<string, object?>).Select(member => member.Key).ToList();
        return objects is [var only] ? only : null;
    }

    private static Secret? SecretOf(object? value) => value is string { Length: > 0 } text && !text.Any(char.IsControl) ? new Secret(text) : null;

    private WebhookEvent Describe(Dictionary<string, object?> members, ReadOnlyMemory<byte> json)
    {
        var type = Require(members, "type");
        var code = Require(members, "code");
        var connectionId = members.GetValueOrDefault("connection_id") as string;
        var token = SecretOf(members.GetValueOrDefault(TokenKey));
        var redactor = new Redactor(new[] { token, secret }.Where(value => value?.Reveal().Length >= ShortestMaskedSecret).ToArray());
        var key = EntityKey(type, members);
        return new WebhookEvent
        {
            Type = type,
            Code = code,
            ConnectionId = connectionId,
            AccessToken = token,
            Entity = key is null ? null : Typed(type, key, connectionId, json, redactor) ?? Mask(members[key], redactor),
            AdditionalProperties = members.Where(member => member.Key != key && !OwnMembers.Contains(member.Key))
                .ToDictionary(member => member.Key, member => MaskMember(member.Key, member.Value, redactor)),
            IsUnique = key is not null,
            PayloadHash = Convert.ToHexString(SHA256.HashData(payload.Span)),
        };
    }

    private static object? Typed(string type, string key, string? connectionId, ReadOnlyMemory<byte> json, Redactor redactor)
    {
        var definition = ResourceCatalog.FindEntity(type);
        if (definition is null && type != WebhookEvent.JobType)
        {
            return null;
        }

        var masked = MaskNamedSecrets(Encoding.UTF8.GetBytes(redactor.CleanValues(Encoding.UTF8.GetString(json.Span))!));
        try
        {
            if (definition is null)
            {
                return JobParser.TryParse(masked, new ResponseHead { StatusCode = 200 }, redactor);
            }

            // The key is not always the same as in a fetch.
            using var document = JsonDocument.Parse(masked);
            if (document.RootElement.GetProperty(key).Deserialize(definition.ModelJson) is not RutterObject entity)
            {
                return null;
            }

            entity.ConnectionId = connectionId;
            return entity;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // The payload is signed, and a refusal would lose it, so an object with an unexpected form is kept as a dictionary.
            return null;
        }
    }

    /// <summary>The same JSON with masked values for all members that are named like secrets.</summary>
    private static ReadOnlyMemory<byte> MaskNamedSecrets(ReadOnlyMemory<byte> json)
    {
        byte[]? copy = null;
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = UniqueMembers.MaximumDepth });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName
                && SecretNames.Contains(reader.GetString(), StringComparer.OrdinalIgnoreCase)
                && reader.Read()
                && reader.TokenType == JsonTokenType.String)
            {
                copy ??= json.ToArray();
                copy.AsSpan((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length).Fill((byte)'*');
            }
        }

        return copy ?? json;
    }

    private static object? Mask(object? value, Redactor redactor) => value switch
    {
        string text => redactor.CleanValues(text),
        object?[] items => Array.ConvertAll(items, item => Mask(item, redactor)),
        Dictionary<string, object?> members => members.ToDictionary(member => member.Key, member => MaskMember(member.Key, member.Value, redactor)),
        _ => value,
    };

    private static object? MaskMember(string name, object? value, Redactor redactor) =>
        value is string && SecretNames.Contains(name, StringComparer.OrdinalIgnoreCase)
        ? SecretOf(value)
        : Mask(value, redactor);
}
