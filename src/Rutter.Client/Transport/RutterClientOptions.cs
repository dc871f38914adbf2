using System.Collections.Concurrent;

namespace Rutter.Client.Transport;

/// <summary>Credentials, base address, API version, retries and timeout. Immutable: <c>with</c> makes a changed copy.</summary>
public sealed record RutterClientOptions
{
    /// <summary>How often a request is retried unless another number is set.</summary>
    public const int DefaultMaximumRetryCount = 4;

    private readonly Uri baseAddress = RutterEnvironment.Production;
    private readonly string clientId = "";
    private readonly string apiVersion = RutterEnvironment.DefaultApiVersion;

    /// <summary>The address that every path is put behind; https, or http on loopback.</summary>
    /// <exception cref="ArgumentException">Another scheme, a relative address, or one with user info, query or fragment.</exception>
    public Uri BaseAddress
    {
        get => baseAddress;
        init => baseAddress = Origin.RequireSafeBase(value);
    }

    /// <summary>The organisation's client id: the user name of HTTP Basic authentication.</summary>
    /// <exception cref="ArgumentException">Empty, or with a colon or control character, which Basic authentication cannot carry.</exception>
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

    /// <summary>The token of the connection whose data is meant; sent as a query parameter. Null where a call needs none.</summary>
    public Secret? AccessToken { get; init; }

    /// <summary>The value of <c>X-Rutter-Version</c>.</summary>
    /// <exception cref="ArgumentException">Not a word of letters, digits, dots, dashes and underscores.</exception>
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

    /// <summary>How often a request that may be sent again is retried, at most; 0 turns retries off.</summary>
    public int MaximumRetryCount { get; init; } = DefaultMaximumRetryCount;

    /// <summary>How long to wait for the headers of a response, and then for each further piece of its body.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Hears of each attempt, retry and wait; null for nobody.</summary>
    public ITransportObserver? Observer { get; init; }

    /// <summary>
    /// The platforms of connections, as responses named them, by a hash of what opens a connection. Copies of the options share it.
    /// </summary>
    internal ConcurrentDictionary<string, string> KnownPlatforms { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What timeouts, waits and back-off are measured by.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What sends in the place of the socket; it is not disposed of. Null for the socket.</summary>
    internal HttpMessageHandler? Handler { get; init; }
}
