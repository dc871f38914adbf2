using System.Text.Json;
using System.Text.Json.Serialization;
using Rutter.Client.Errors;
using Rutter.Client.Json;
using Rutter.Client.Text;

namespace Rutter.Client.Writes;

/// <summary>The response to a deletion. Source: "Bank Transfers", heading "Delete a Bank Transfer".</summary>
public sealed class Deletion
{
    internal const string NotFound = "not_found";

    /// <summary><c>deleted</c>, or <c>not_found</c> if the object did not exist. The list is open.</summary>
    public string? Code { get; set; }

    /// <summary>Whether the object was deleted, by this attempt or an earlier one of the same deletion.</summary>
    public bool? Success { get; set; }

    /// <summary>Members that the API sent and this version does not know, by their API names.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }

    /// <summary>Whether the response says that the object was deleted; null if it does not say, or contradicts itself.</summary>
    [JsonIgnore]
    internal bool? IsDone => (Code, Success) switch
    {
        (NotFound, _) => false,
        ("deleted", false) => null,
        (_, not null) => Success,
        ("deleted", null) => true,
        _ => null,
    };

    /// <summary>Makes the failure for a response without success.</summary>
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
