using Rutter.Emulator.Description;

namespace Rutter.Emulator;

/// <summary>The options of an emulator. The defaults give a ready QuickBooks connection with 120 bank transfers on a free port.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The TCP port on 127.0.0.1, 1 to 65535; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The platform of the connection, in capitals: <c>QUICKBOOKS</c>, <c>NETSUITE</c>, <c>XERO</c> and so on. The Sage platforms
    /// refuse <c>filter</c>, <c>sort</c> and <c>id_type</c>. Source: "Bank Transfers", heading "List Bank Transfers".
    /// </summary>
    public string Platform { get; init; } = "QUICKBOOKS";

    /// <summary>
    /// The platforms of further connections of the same organisation, none unless given: each has an access token and <see cref="TransferCount"/>
    /// bank transfers of its own.
    /// </summary>
    public IReadOnlyList<string> MorePlatforms { get; init; } = [];

    /// <summary>The number of bank transfers at the start, 0 to 10,000,000.</summary>
    public int TransferCount { get; init; } = 120;

    /// <summary>
    /// How many objects there are at the start of each kind that <see cref="Resources"/> names, 0 to 1,000,000; null for as many as usual, some sixty
    /// invoices and a handful of classes. A chart of accounts and the like do not get smaller than usual. Bank transfers have
    /// <see cref="TransferCount"/>.
    /// </summary>
    public int? Count { get; init; }

    /// <summary>
    /// The nouns to which <see cref="Count"/> applies, for example <c>Invoice</c>; empty for all except bank transfers.
    /// </summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The seed of the data: the same seed, platform and count give the same objects and ids.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// How long a job takes, in milliseconds: <c>prequeued</c> for the first half, <c>pending</c> for the second. 0 runs it at once.
    /// </summary>
    public int JobDelayMs { get; init; }

    /// <summary>The minimum time of a response, in milliseconds.</summary>
    public int LatencyMs { get; init; }

    /// <summary>
    /// Whether the connection's first sync is still going on: reads fail with PRODUCT_NOT_READY unless <c>force_fetch=true</c>.
    /// Source: "Basics", heading "Iniitial Update".
    /// </summary>
    public bool NotReady { get; init; }

    /// <summary>
    /// How long the first sync of a connection goes on, in milliseconds, with <c>INITIAL_UPDATE</c> at its end. 0 is no time, or for ever
    /// with <see cref="NotReady"/>.
    /// </summary>
    public int ReadyAfterMs { get; init; }

    /// <summary>
    /// Where webhooks are posted: an http address on this machine; null for nowhere. Source: "Basics", heading "Webhooks".
    /// </summary>
    public Uri? WebhookUri { get; init; }

    /// <summary>The clock of jobs, of the rate window, of waits, of new objects and of the attempts of a webhook.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether more than 500 requests in 10 seconds are answered with 429. Source: "Basics", heading "Rate Limiting".</summary>
    public bool EnforceRateLimit { get; init; } = true;

    /// <summary>
    /// Whether an asynchronous response is the bare <c>{id, status, response_url}</c> of the API's sample rather than wrapped in
    /// <c>async_response</c>. Source: "Basics", heading "Response Mode: Async".
    /// </summary>
    public bool BareAsyncResponse { get; init; }

    /// <summary>
    /// Whether <c>GET /jobs/{id}</c> wraps a finished job as <c>{type: "JOB", code: "JOB_COMPLETED", job: {}}</c> rather than sending it bare.
    /// Source: "Basics", heading "Response Mode: Async".
    /// </summary>
    public bool WebhookFormJobs { get; init; }

    /// <summary>Whether a job's <c>request.url</c> shows the access token that the request was sent with, so that redaction can be tested.</summary>
    public bool AccessTokenInJobUrl { get; init; }

    internal void Validate()
    {
        ThrowUnlessBetween(Port, 0, 65535, nameof(Port));
        ThrowUnlessBetween(TransferCount, 0, 10_000_000, nameof(TransferCount));
        ThrowUnlessBetween(Count ?? 0, 0, 1_000_000, nameof(Count));
        ArgumentNullException.ThrowIfNull(Resources);
        foreach (var noun in Resources)
        {
            ThrowUnlessNoun(noun);
        }

        ThrowUnlessBetween(JobDelayMs, 0, MaximumDelayMs, nameof(JobDelayMs));
        ThrowUnlessBetween(LatencyMs, 0, MaximumDelayMs, nameof(LatencyMs));
        ThrowUnlessBetween(ReadyAfterMs, 0, MaximumDelayMs, nameof(ReadyAfterMs));
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(MorePlatforms);
        ThrowUnlessPlatform(Platform, nameof(Platform));
        foreach (var platform in MorePlatforms)
        {
            ThrowUnlessPlatform(platform, nameof(MorePlatforms));
        }

        if (WebhookUri is not null && !(WebhookUri.IsAbsoluteUri && WebhookUri.Scheme == Uri.UriSchemeHttp && WebhookUri.IsLoopback))
        {
            throw new ArgumentException("Webhooks are posted to an http address on this machine only, for example http://127.0.0.1:8080/.",
                nameof(WebhookUri));
        }
    }

    internal static void ThrowUnlessPlatform(string platform, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(platform, name);
        if (!platform.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            throw new ArgumentException($"'{platform}' is not the name of a platform: capitals, digits and underscores, for example NETSUITE.", name);
        }
    }

    /// <summary>How many objects of a noun were asked for; null for as many as usual.</summary>
    internal int? CountOf(string noun)
    {
        var isNamed = Resources.Contains(noun, StringComparer.OrdinalIgnoreCase);
        return noun == "BankTransfer" && !(isNamed && Count is not null) ? TransferCount : isNamed || Resources.Count == 0 ? Count : null;
    }

    private static void ThrowUnlessNoun(string noun)
    {
        var nouns = ApiDescription.Instance.ListedNouns;
        if (!nouns.Contains(noun, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"There are no objects called '{noun}'. Known: {string.Join(", ", nouns)}.", nameof(noun));
        }
    }

    private const int MaximumDelayMs = 24 * 60 * 60 * 1000;

    private static void ThrowUnlessBetween(int value, int minimum, int maximum, string name)
    {
        if (value < minimum || value > maximum)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {minimum} to {maximum}.");
        }
    }
}
