using System.Security;

namespace Rutter.Client.Resources.BankFeeds;

/// <summary>
/// A password for one use, with which a person connects bank feeds at the platform. Source: the description, schema <c>BankFeedOtp</c>.
/// </summary>
public sealed class BankFeedOtp
{
    private readonly string? wholeRedirectUri;

    internal BankFeedOtp(SecureString otp, string? redirectUri, string? maskedRedirectUri) =>
        (Otp, wholeRedirectUri, RedirectUri) = (otp, redirectUri, maskedRedirectUri);

    /// <summary>The password. It shows nothing.</summary>
    public SecureString Otp { get; }

    /// <summary>Until when it is good.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Where the person goes with it, or null. Where the address holds the password, it is masked there.</summary>
    public string? RedirectUri { get; }

    /// <summary>Properties that the API sent and this version does not know, by their API names. What is called a token shows nothing.</summary>
    public IDictionary<string, object?>? AdditionalProperties { get; init; }

    /// <summary>The address as it came, with the password where it has it.</summary>
    /// <returns>The address, or null.</returns>
    public string? RevealRedirectUri() => wholeRedirectUri;
}

/// <summary>
/// A page on which a person says which bank feed account belongs to which account of the books. Source: the description, schema
/// <c>BankFeedAccountMappingUi</c>.
/// </summary>
public sealed class BankFeedAccountMappingLink
{
    /// <summary>The address of the page. Whoever has it can open the page, until it expires.</summary>
    public string? Url { get; internal set; }

    /// <summary>Until when it is good.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>Properties that the API sent and this version does not know, by their API names. What is called a token shows nothing.</summary>
    public IDictionary<string, object?>? AdditionalProperties { get; internal set; }
}
