using Rutter.Client.Errors;
using Rutter.Client.Resources.Connections;
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
    /// <exception cref="RutterApiException">It could not be exchanged.</exception>
    public async ValueTask<RutterAccessToken> ExchangeAsync(Secret publicToken, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(publicToken);
        (string, string)[] body =
        [
            ("client_id", sender.Options.ClientId),
            ("public_token", publicToken.Reveal()),
            ("secret", sender.Options.ClientSecret.Reveal()),
        ];

        // As this sender's own token it is masked wherever the server echoes it.
        var token = await new RequestSender(sender.Options with { AccessToken = publicToken }).SendAsync(
            ConnectionRequests.Post("item/public_token/exchange", body) with { NeedsAccessToken = false, IdempotencyKey = IdempotencyKeys.Create() },
            ConnectionJson.Default.RutterAccessToken,
            response => response.AccessToken is null ? null : response,
            "access_token",
            cancellationToken).ConfigureAwait(false);
        SecretMembers.Protect(token.AdditionalProperties);
        return token;
    }

    /// <summary>Gives up the client's access token for a new one. It is sent once: a retry would come with a token that is dead already.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The new token.</returns>
    /// <exception cref="RutterApiException">The request failed; without a response the old one may be dead, and the list of connections shows the
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
