using System.Collections;

namespace Rutter.Emulator;

/// <summary>
/// A fault to play on requests. If several match a request, the first added one plays. Faults play before everything else, even before the check of
/// credentials.
/// </summary>
public sealed record EmulatorFault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The verb to match, whatever its case; null matches all.</summary>
    public string? Method { get; init; }

    /// <summary>
    /// The path to match, below <c>/versioned</c>: <c>/accounting/bank_transfers</c> is that path only, <c>/accounting/*</c> and
    /// <c>/accounting/</c> are everything below. Null matches all.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>How many times it plays; null for always.</summary>
    public int? Count { get; init; }

    /// <summary>How many matching requests to skip first.</summary>
    public int SkipFirst { get; init; }

    /// <summary>The probability that it plays on a matching request, 0 to 1; drawn from <see cref="Seed"/> in the order of the requests.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The seed of <see cref="Probability"/>.</summary>
    public int Seed { get; init; }

    /// <summary>The status of the response, 200 to 999; 0 for the default of the kind.</summary>
    public int Status { get; init; }

    /// <summary>The <c>error_type</c>; null for the usual one of the status.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The <c>error_code</c>; null for the usual one of the status.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The <c>error_message</c>; null for a sentence about the status.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The <c>error_metadata.human_readable</c>.</summary>
    public string? HumanReadable { get; init; }

    /// <summary>The <c>error_metadata.source</c>, <c>rutter</c> or <c>platform</c>; null for the usual one of the status.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// For writes, with the kinds that have their own response: the request is accepted first, its job runs, and the faulty response has its
    /// <c>X-Rutter-Job-ID</c>.
    /// </summary>
    public bool WithJobId { get; init; }

    /// <summary>
    /// For the kinds that have their own response: the request is executed first, a write to its end despite the job delay, and then the faulty
    /// response is sent. Its headers name no job unless <see cref="WithJobId"/> or <see cref="Headers"/> does.
    /// </summary>
    public bool AfterCommit { get; init; }

    /// <summary>The <c>Retry-After</c> header, as it is.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The delay of the slow kinds, in milliseconds; it ends early when the emulator stops.</summary>
    public int DelayMs { get; init; }

    /// <summary>The <c>Location</c> of a redirect.</summary>
    public string? RedirectTo { get; init; }

    /// <summary>The text of a raw or HTML body, sent as UTF-8.</summary>
    public string? Body { get; init; }

    /// <summary>The bytes of a raw body that is not text; used instead of <see cref="Body"/>.</summary>
    public byte[]? BinaryBody { get; init; }

    /// <summary>
    /// Headers of the response by name: a text, several texts to repeat a header, or null to remove it. They replace the emulator's own. The headers
    /// Connection, Content-Length and Transfer-Encoding cannot be set.
    /// </summary>
    public IDictionary? Headers { get; init; }

    /// <summary>
    /// Where <see cref="FaultKind.ChangeBody"/> and <see cref="FaultKind.HostileText"/> change the response: a JSON Pointer (RFC 6901), in which
    /// <c>*</c> is any one member or element and <c>**</c> any number of levels: <c>/bank_transfers/0/total_amount</c>, <c>/**/id</c>. Several are
    /// separated by commas. Empty for the whole body; null for every string, with <see cref="FaultKind.HostileText"/> only.
    /// </summary>
    public string? JsonPointer { get; init; }

    /// <summary>The unchecked JSON that <see cref="FaultKind.ChangeBody"/> puts there; null to remove the member or element.</summary>
    public string? Value { get; init; }

    /// <summary>The text that <see cref="FaultKind.HostileText"/> appends to each string; null for escape sequences, line ends and quotes.</summary>
    public string? Text { get; init; }

    /// <summary>The number of pages after which <see cref="FaultKind.CircularCursor"/> leads back, 1 or more.</summary>
    public int Pages { get; init; } = 2;

    /// <summary>The <c>Content-Type</c> of a raw body; null for JSON.</summary>
    public string? ContentType { get; init; }

    /// <summary>The size of a huge body, in bytes; 64 MiB unless given.</summary>
    public long BodyBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>For a cut or slow body: whether it is sent in chunks rather than with a declared length.</summary>
    public bool Chunked { get; init; }

    /// <summary>How many changes <see cref="FaultKind.ChangeData"/> makes, 0 to 10,000; one unless given.</summary>
    public int Changes { get; init; } = 1;

    /// <summary>For the webhook kinds: the code to match, for example <c>BANK_TRANSFER_CREATED</c>; null matches all.</summary>
    public string? WebhookCode { get; init; }

    internal bool IsForWebhooks => Kind is FaultKind.LostWebhook or FaultKind.DuplicateWebhook or FaultKind.TamperedWebhook;

    /// <summary>Whether a write is completed before anything goes wrong.</summary>
    internal bool CommitsFirst => AfterCommit || Kind == FaultKind.DropAfterCommit;

    internal void Validate()
    {
        if (Status is not 0 and (< 200 or > 999))
        {
            throw new ArgumentOutOfRangeException(nameof(Status), Status, "Status is 200 to 999, or 0 for the default of the kind.");
        }

        if (Probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Probability), Probability, "Probability is 0 to 1.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(Count ?? 0, nameof(Count));
        ArgumentOutOfRangeException.ThrowIfNegative(SkipFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(DelayMs);
        ArgumentOutOfRangeException.ThrowIfNegative(BodyBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(Pages, 1);
        if (JsonPointer is not (null or "" or ['/', ..]))
        {
            throw new ArgumentException("JsonPointer is empty or begins with a slash.", nameof(JsonPointer));
        }

        if (Kind == FaultKind.ChangeBody && JsonPointer is null)
        {
            throw new ArgumentException("A changed body needs JsonPointer.", nameof(JsonPointer));
        }

        if (Changes is < 0 or > 10_000)
        {
            throw new ArgumentOutOfRangeException(nameof(Changes), Changes, "Changes is 0 to 10,000.");
        }

        if (new[] { RetryAfter, RedirectTo, ContentType }.Any(header => header?.AsSpan().ContainsAny('\r', '\n') == true))
        {
            throw new ArgumentException("A header cannot hold a line end.");
        }

        if (Kind == FaultKind.Redirect && RedirectTo is null)
        {
            throw new ArgumentException("A redirect needs RedirectTo.", nameof(RedirectTo));
        }
    }
}
