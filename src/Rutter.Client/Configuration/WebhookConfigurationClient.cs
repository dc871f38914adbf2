using System.Text.Json;
using System.Text.Json.Serialization;
using Rutter.Client.Errors;
using Rutter.Client.Json;
using Rutter.Client.Resources.Configuration;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Configuration;

/// <summary>Shows where webhooks are sent, and sets which platform data they have. Source: the description, <c>/configs/webhooks</c>.</summary>
/// <remarks>It belongs to the organisation, and takes no access token. Places are made and deleted in Rutter's dashboard only.</remarks>
public sealed class WebhookConfigurationClient
{
    private const string DataConfig = "platform_data_config";

    private readonly RequestSender sender;

    internal WebhookConfigurationClient(RequestSender sender) => this.sender = sender;

    /// <summary>Lists the places, which come in one response.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The places, in the order of the API.</returns>
    /// <exception cref="RutterApiException">The request failed.</exception>
    public async ValueTask<IReadOnlyList<WebhookConfiguration>> ListAsync(CancellationToken cancellationToken = default) =>
        await sender.SendAsync(
            Get("configs/webhooks"),
            async (_, body, token) =>
            {
                using var content = await BodyBuffer.ReadAsync(body, token).ConfigureAwait(false);
                return ReadList(content.Content.Span);
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Fetches one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The place.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is none, or the request failed.</exception>
    public ValueTask<WebhookConfiguration> FetchAsync(string id, CancellationToken cancellationToken = default) => sender.SendAsync(
        Get(PathOf(id)),
        WebhookConfigurationJson.Default.WebhookConfiguration,
        response => response.Id.Length > 0 ? response : null,
        "id",
        cancellationToken);

    /// <summary>Reads what of the platform's data the webhooks of one place carry.</summary>
    /// <param name="id">The id of the place.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such place, or the request failed.</exception>
    public async ValueTask<WebhookPlatformDataConfiguration> GetPlatformDataAsync(string id, CancellationToken cancellationToken = default) =>
        ToConfiguration(id, await sender.SendAsync(
            Get($"{PathOf(id)}/{DataConfig}"), WebhookConfigurationJson.Default.PlatformDataResponse, Read, DataConfig, cancellationToken)
            .ConfigureAwait(false));

    /// <summary>Says what of the platform's data the webhooks of one place carry. The second time changes nothing more.</summary>
    /// <param name="id">The id of the place.</param>
    /// <param name="config">JSON paths by kind of object: what <see cref="PlainJson"/> writes as an object.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The configuration as it is now.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path, or the value has no form in JSON.</exception>
    /// <exception cref="RutterApiException">There is no such place, or it could not be changed.</exception>
    public async ValueTask<WebhookPlatformDataConfiguration> UpdatePlatformDataAsync(
        string id, object config, CancellationToken cancellationToken = default)
    {
        KeyValuePair<string, object?>[] body = [new(DataConfig, config)];
        var request = new RutterRequest
        {
            Method = HttpMethod.Patch,
            Path = $"{PathOf(id)}/{DataConfig}",
            NeedsAccessToken = false,
            Body = PlainJson.Write(body),
        };
        return ToConfiguration(id, await sender.ChangeAsync(
            request, WebhookConfigurationJson.Default.PlatformDataResponse, Read, DataConfig, cancellationToken).ConfigureAwait(false));
    }

    private static string PathOf(string id) => $"configs/webhooks/{PathSegment.FromRutterId(id)}";

    private static RutterRequest Get(string path) => new() { Method = HttpMethod.Get, Path = path, NeedsAccessToken = false };

    // A bare array in the public types, wrapped on the public page.
    private static List<WebhookConfiguration> ReadList(ReadOnlySpan<byte> body)
    {
        var isBare = body.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
        var found = isBare
            ? JsonSerializer.Deserialize(body, WebhookConfigurationJson.Default.ListWebhookConfiguration)
            : JsonSerializer.Deserialize(body, WebhookConfigurationJson.Default.WebhookList)?.Webhooks;
        return (found ?? throw new JsonException("It has no 'webhooks'.")).FindIndex(item => item is null) is var index and >= 0
            ? throw new UnexpectedResponseException(TransportErrors.UnreadableResponse, $"Number {index + 1} of its 'webhooks' is null.")
            : found!;
    }

    // Null is a value here: none of the platform's data is sent.
    private static PlatformDataResponse? Read(PlatformDataResponse response) => response.Members?.ContainsKey(DataConfig) == true ? response : null;

    private static WebhookPlatformDataConfiguration ToConfiguration(string id, PlatformDataResponse response) =>
        new() { Id = id, PlatformDataConfig = response.Members![DataConfig] };
}

/// <summary><c>{platform_data_config: {}}</c>, or null in it: as members, to tell null from nothing.</summary>
internal sealed record PlatformDataResponse
{
    [JsonExtensionData]
    public IDictionary<string, object?>? Members { get; set; }
}

/// <summary><c>{webhooks: []}</c>.</summary>
internal sealed record WebhookList(List<WebhookConfiguration>? Webhooks);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(List<WebhookConfiguration>))]
[JsonSerializable(typeof(WebhookConfiguration))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(PlatformDataResponse))]
internal sealed partial class WebhookConfigurationJson : JsonSerializerContext;
