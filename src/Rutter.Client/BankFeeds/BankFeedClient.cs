using System.Net;
using System.Text.Json.Serialization;
using Rutter.Client.Errors;
using Rutter.Client.Json;
using Rutter.Client.Resources.BankFeeds;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.BankFeeds;

/// <summary>Makes what a person needs to connect bank feeds. Source: the description, the paths below <c>/accounting/bank_feeds</c>.</summary>
public sealed class BankFeedClient
{
    private static readonly KeyValuePair<string, object?>[] NoFields = [];

    private readonly RequestSender sender;

    internal BankFeedClient(RequestSender sender) => this.sender = sender;

    /// <summary>Makes a one-time password. Making another does no harm, so it is retried.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The password and where a person goes with it.</returns>
    /// <exception cref="RutterApiException">It could not be made.</exception>
    public async ValueTask<BankFeedOtp> CreateOtpAsync(CancellationToken cancellationToken = default)
    {
        var made = await sender.ChangeAsync(
            Post("otp"),
            BankFeedJson.Default.OtpResponse,
            response => response.BankFeedOtp is { Otp.Length: > 0 } found ? found : null,
            "bank_feed_otp",
            cancellationToken).ConfigureAwait(false);
        var otp = made.Otp!;
        SecretMembers.Protect(made.AdditionalProperties);
        var redirectUri = sender.Redactor.CleanValues(made.RedirectUri);
        return new BankFeedOtp(new NetworkCredential("", otp).SecurePassword, redirectUri, new Redactor([otp]).CleanValues(redirectUri))
        {
            ExpiresAt = made.ExpiresAt,
            AdditionalProperties = made.AdditionalProperties,
        };
    }

    /// <summary>Makes the link to the page on which accounts are matched. Making another does no harm, so it is retried.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The link.</returns>
    /// <exception cref="RutterApiException">It could not be made.</exception>
    public async ValueTask<BankFeedAccountMappingLink> CreateMappingLinkAsync(CancellationToken cancellationToken = default)
    {
        var made = await sender.ChangeAsync(
            Post("accounts/mapping_link"),
            BankFeedJson.Default.MappingLinkResponse,
            response => response.BankFeedAccountMappingLink is { Url.Length: > 0 } found ? found : null,
            "bank_feed_account_mapping_link",
            cancellationToken).ConfigureAwait(false);
        SecretMembers.Protect(made.AdditionalProperties);
        return new BankFeedAccountMappingLink
        {
            Url = sender.Redactor.CleanValues(made.Url),
            ExpiresAt = made.ExpiresAt,
            AdditionalProperties = made.AdditionalProperties,
        };
    }

    private static RutterRequest Post(string path) =>
        new() { Method = HttpMethod.Post, Path = $"accounting/bank_feeds/{path}", Body = PlainJson.Write(NoFields) };
}

/// <summary><c>{bank_feed_otp: {}}</c>.</summary>
internal sealed record OtpResponse(OtpBody? BankFeedOtp);

internal sealed record OtpBody(string? Otp, DateTimeOffset? ExpiresAt, string? RedirectUri)
{
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }
}

/// <summary><c>{bank_feed_account_mapping_link: {}}</c>.</summary>
internal sealed record MappingLinkResponse(MappingLinkBody? BankFeedAccountMappingLink);

internal sealed record MappingLinkBody(string? Url, DateTimeOffset? ExpiresAt)
{
    [JsonExtensionData]
    public IDictionary<string, object?>? AdditionalProperties { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(NullableInstantConverter), typeof(PlainValueConverter)])]
[JsonSerializable(typeof(OtpResponse))]
[JsonSerializable(typeof(MappingLinkResponse))]
internal sealed partial class BankFeedJson : JsonSerializerContext;
