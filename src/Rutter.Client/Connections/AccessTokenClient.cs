using Rutter.Client.Errors;
using Rutter.Client.Resources.Connections;
using Rutter.Client.Responses;
using Rutter.Client.Transport;

namespace Rutter.Client.Connections;

/// <summary>The access tokens of connections. Source: the public page "Tokens" of 2024-08-31.</summary>
public sealed class AccessTokenClient
{
    private readonly RequestSender sender;

    internal AccessTokenClient(RequestSender sender) => this.sender = sender;

    /// <summary>Exchanges the public token that a person's sign-in gave for the connection's access token.</summary>
    /// <param name="publicToken">The public token.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The access token and its connection.</returns>
    /// <exception cref="RutterApiException">The exchange failed.</exception>
    public async ValueTask<RutterAccessToken> ExchangeAsync(Secret publicToken, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(publicToken);
        (string, string)[] body =
        [
            ("client_id", sender.Options.ClientId),
            ("public_token", publicToken.Reveal()),
            ("secret", sender.Options.ClientSecret.Reveal()),
        ];

        // The token becomes this sender's own, so that it is masked wherever the server echoes it.
        var token = await new RequestSender(sender.Options with { AccessToken = publicToken }).SendAsync(
            ConnectionRequests.Post("item/public_token/exchange", body) with { NeedsAccessToken = false, IdempotencyKey = IdempotencyKeys.Create() },
            ConnectionJson.Default.RutterAccessToken,
            response => response.AccessToken is null ? null : response,
            "access_token",
            cancellationToken).ConfigureAwait(false);
        SecretMembers.Protect(token.AdditionalProperties);
        return token;
    }

    /// <summary>Replaces the client's access token with a new one. Never retried: a retry would carry a token that is no longer valid.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The new token.</returns>
    /// <exception cref="RutterApiException">The request failed. Without a response, the old token may be invalid; the list of connections has the
    /// new one.</exception>
    public async ValueTask<RutterAccessToken> RenewTokenAsync(CancellationToken cancellationToken = default)
    {
        var renewed = await sender.SendAsync(
            ConnectionRequests.Post("connections/access_token/invalidate", []),
            ConnectionJson.Default.RenewedToken,
            response => response.NewAccessToken is null ? null : response,
            "new_access_token",
            cancellationToken).ConfigureAwait(false);
        SecretMembers.Protect(renewed.AdditionalProperties);
        return new RutterAccessToken { AccessToken = renewed.NewAccessToken, AdditionalProperties = renewed.AdditionalProperties };
    }
}
