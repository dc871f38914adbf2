using System.Collections.Concurrent;

namespace Rutter.Client.Transport;

/// <summary>Credentials, base address, API version, retries and timeout. Immutable: <c>with</c> makes a changed copy.</summary>
public sealed record RutterClientOptions
{
    /// <summary>The default maximum number of retries.</summary>
    public const int DefaultMaximumRetryCount = 4;

    private readonly Uri baseAddress = RutterEnvironment.Production;
    private readonly string clientId = "";
    private readonly string apiVersion = RutterEnvironment.DefaultApiVersion;

    /// <summary>The base address of every path; https, or http on loopback.</summary>
    /// <exception cref="ArgumentException">The address is relative, has another scheme, or has user info, query or fragment.</exception>
    public Uri BaseAddress
    {
        get => baseAddress;
        init => baseAddress = Origin.RequireSafeBase(value);
    }

    /// <summary>The organisation's client id: the user name of HTTP Basic authentication.</summary>
    /// <exception cref="ArgumentException">It is empty, or has a colon or control character, which Basic authentication cannot carry.</exception>
    public required string ClientId
    {
        get => clientId;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            if (value.Any(c => c == ':' || char.IsControl(c)))
            {
                throw new ArgumentException("A client id cannot hold a colon or a control character.", nameof(value));
            }

            clientId = value;
        }
    }

    /// <summary>The organisation's client secret: the password of HTTP Basic authentication, and the key of webhook signatures.</summary>
    public required Secret ClientSecret { get; init; }

    /// <summary>The access token of the connection, sent as a query parameter. Null if no call needs one.</summary>
    public Secret? AccessToken { get; init; }

    /// <summary>The value of <c>X-Rutter-Version</c>.</summary>
    /// <exception cref="ArgumentException">It has characters other than letters, digits, dots, dashes and underscores.</exception>
    public string ApiVersion
    {
        get => apiVersion;
        init
        {
            if (string.IsNullOrEmpty(value) || value.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_')))
            {
                throw new ArgumentException($"'{value}' is not an API version; one looks like {RutterEnvironment.DefaultApiVersion}.", nameof(value));
            }

            apiVersion = value;
        }
    }

    /// <summary>The maximum number of retries of a request; 0 turns retries off.</summary>
    public int MaximumRetryCount { get; init; } = DefaultMaximumRetryCount;

    /// <summary>How long to wait for the headers of a response, and then for each piece of its body.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Observes each attempt, retry and wait; null for none.</summary>
    public ITransportObserver? Observer { get; init; }

    /// <summary>
    /// The platforms that responses named, by a hash of the access token. Copies of the options share it.
    /// </summary>
    internal ConcurrentDictionary<string, string> KnownPlatforms { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The clock of timeouts, waits and back-off.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Sends instead of the socket, and is not disposed of. Null for the socket.</summary>
    internal HttpMessageHandler? Handler { get; init; }
}
