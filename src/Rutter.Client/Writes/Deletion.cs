using System.Text.Json;
using System.Text.Json.Serialization;
using Rutter.Client.Errors;
using Rutter.Client.Json;
using Rutter.Client.Text;

namespace Rutter.Client.Writes;

/// <summary>The response to a deletion. Source: the public API's "Bank Transfers", heading "Delete a Bank Transfer".</summary>
public sealed class Deletion
{
    internal const string NotFound = "not_found";

    /// <summary><c>deleted</c>, or <c>not_found</c> where the object was gone already; other codes may be added.</summary>
    public string? Code { get; set; }

    /// <summary>Whether the object was deleted; true also where an earlier attempt of the same deletion did it.</summary>
    public bool? Success { get; set; }

    /// <summary>Members that the API sent and this version does not know, by their API names.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }

    /// <summary>Whether the response says that the object was deleted; null where it does not say, or says two things.</summary>
    [JsonIgnore]
    internal bool? IsDone => (Code, Success) switch
    {
        (NotFound, _) => false,
        ("deleted", false) => null,
        (_, not null) => Success,
        ("deleted", null) => true,
        _ => null,
    };

    /// <summary>The failure that a response without success is.</summary>
    internal RutterApiException ToFailure(string what, string? requestId) =>
        new(TransportErrors.NotDeleted, $"Rutter did not delete the {what}: its response has the code '{DisplayText.Clean(Code)}'.")
        {
            RequestId = requestId,
        };

    /// <exception cref="JsonException">The body is not the response to a deletion.</exception>
    internal static Deletion Read(ReadOnlyMemory<byte> body) =>
        JsonSerializer.Deserialize(JsonText.Sanitize(body).Span, WriteJson.Default.Deletion) is { } deletion
        && (deletion.Code is not null || deletion.Success is not null)
            ? deletion
            : throw new JsonException("It has neither a 'code' nor a 'success'.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(PlainValueConverter)])]
[JsonSerializable(typeof(Deletion))]
internal sealed partial class WriteJson : JsonSerializerContext;
