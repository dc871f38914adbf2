using System.Text.Json;
using System.Text.Json.Serialization;
using Rutter.Client.Catalog;
using Rutter.Client.Errors;
using Rutter.Client.Json;
using Rutter.Client.Resources;
using Rutter.Client.Resources.CustomFields;
using Rutter.Client.Responses;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.CustomFields;

/// <summary>Tells which custom fields there are. Source: the description, <c>/accounting/{entityType}/custom_fields</c>.</summary>
public sealed class CustomFieldClient
{
    private readonly RequestSender sender;

    internal CustomFieldClient(RequestSender sender) => this.sender = sender;

    /// <summary>The nouns of the kinds of object that can have custom fields.</summary>
    public static IReadOnlyList<string> Nouns { get; } = ["Bill", "Expense", "Invoice", "InvoicePayment", "JournalEntry"];

    /// <summary>Lists the custom fields of a kind of object: those of the object first, then those of its lines.</summary>
    /// <param name="kind">The kind: <c>Bill</c>, <c>bill</c> or <c>bills</c>.</param>
    /// <param name="withPlatformFields">Whether to add the fields that the platform itself has and Rutter does not.</param>
    /// <param name="forceFetch">Whether to answer although the connection's first download is not complete.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The fields, in the order of the API.</returns>
    /// <exception cref="ArgumentException">Such objects have no custom fields.</exception>
    /// <exception cref="RutterApiException">The request failed.</exception>
    public ValueTask<IReadOnlyList<CustomField>> ListAsync(
        string kind, bool withPlatformFields = false, bool forceFetch = false, CancellationToken cancellationToken = default)
    {
        var definition = DefinitionOf(kind);
        var query = RequestQuery.Of(("platform_fields", withPlatformFields ? "true" : null), RequestQuery.ForceFetch(forceFetch));
        return sender.SendAsync<CustomFieldResponse, IReadOnlyList<CustomField>>(
            new RutterRequest { Method = HttpMethod.Get, Path = $"{definition.Path}/custom_fields", Query = query },
            CustomFieldJson.Default.CustomFieldResponse,
            response => response.CustomFields is null ? null : [.. response.CustomFields.SelectMany(place => FieldsOf(definition, place, response))],
            "custom_fields",
            cancellationToken);
    }

    private static ResourceDefinition DefinitionOf(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return ResourceCatalog.FindName(kind.Trim()) is { } found && Nouns.Contains(found.Noun)
            ? found
            : throw new ArgumentException(
                $"Objects of the kind '{DisplayText.Clean(kind)}' have no custom fields; those that can have some are {string.Join(", ", Nouns)}.");
    }

    private static IEnumerable<CustomField> FieldsOf(
        ResourceDefinition definition, KeyValuePair<string, List<CustomField?>?> place, CustomFieldResponse response)
    {
        foreach (var field in place.Value ?? throw new JsonException($"Its '{place.Key}' is null."))
        {
            // Skipping it would lose a field.
            var found = field
                ?? throw new UnexpectedResponseException(TransportErrors.UnreadableResponse, $"One of its '{place.Key}' is null.");
            found.Resource = definition.Noun;
            found.Place = place.Key;
            Envelope.Stamp(found, response.Connection);
            yield return found;
        }
    }
}

/// <summary><c>{custom_fields: {entity: [], "entity.line_items": []}}</c>.</summary>
internal sealed record CustomFieldResponse(Dictionary<string, List<CustomField?>?>? CustomFields, ConnectionReference? Connection);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(CustomFieldResponse))]
internal sealed partial class CustomFieldJson : JsonSerializerContext;
