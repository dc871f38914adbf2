namespace Rutter.Emulator;

/// <summary>The kinds of fault. "Not executed" means that the request changes and reads nothing.</summary>
public enum FaultKind
{
    /// <summary>The connection is dropped; the request is not executed.</summary>
    DropBeforeCommit,

    /// <summary>The request is executed, a write to its end despite the job delay, and then the connection is dropped.</summary>
    DropAfterCommit,

    /// <summary>
    /// A Rutter error with <see cref="EmulatorFault.Status"/> (default 500); not executed unless <see cref="EmulatorFault.WithJobId"/>.
    /// </summary>
    Status,

    /// <summary>An HTML page, as a gateway sends it (default status 502); not executed.</summary>
    Html,

    /// <summary>A status (default 200) with no body; not executed.</summary>
    EmptyBody,

    /// <summary>The request is executed; half of the response's body arrives, then the connection is dropped.</summary>
    CutBody,

    /// <summary>The request is executed; the response begins after <see cref="EmulatorFault.DelayMs"/>.</summary>
    SlowHeaders,

    /// <summary>The request is executed; headers and half of the body arrive at once, the rest after <see cref="EmulatorFault.DelayMs"/>.</summary>
    SlowBody,

    /// <summary>A redirect (default 302) to <see cref="EmulatorFault.RedirectTo"/>; not executed.</summary>
    Redirect,

    /// <summary>
    /// A scripted response: the unchecked body, content type, headers and status (default 200) of the fault; not executed unless
    /// <see cref="EmulatorFault.AfterCommit"/>.
    /// </summary>
    RawBody,

    /// <summary>A JSON body of <see cref="EmulatorFault.BodyBytes"/> (default status 200); not executed.</summary>
    HugeBody,

    /// <summary>The request is executed; the response carries 256 KiB of headers.</summary>
    HugeHeaders,

    /// <summary>
    /// A write is accepted; its job fails with the error of the fault, and does so again under the same key. Of reads only a
    /// statement has a job, and it fails where the fault names its path.
    /// </summary>
    JobFailure,

    /// <summary>
    /// The request is executed; in its response what <see cref="EmulatorFault.JsonPointer"/> points to becomes <see cref="EmulatorFault.Value"/>.
    /// </summary>
    ChangeBody,

    /// <summary>
    /// The request is executed; in its response the strings that <see cref="EmulatorFault.JsonPointer"/> points to, or all, end in
    /// <see cref="EmulatorFault.Text"/>.
    /// </summary>
    HostileText,

    /// <summary>
    /// The request is executed; the next cursor of every <see cref="EmulatorFault.Pages"/>th page after the first leads back to the second page, so
    /// that a list never ends. What is not a page is not touched.
    /// </summary>
    CircularCursor,

    /// <summary>
    /// The request is executed and answered as usual. Then the data changes, as on a platform during a list: <see cref="EmulatorFault.Changes"/>
    /// times a bank transfer is created, changed or deleted, drawn from the seed.
    /// </summary>
    ChangeData,

    /// <summary>A webhook is never sent. For webhooks, see <see cref="EmulatorFault.WebhookCode"/>; requests are not touched.</summary>
    LostWebhook,

    /// <summary>A webhook that arrived is sent once more.</summary>
    DuplicateWebhook,

    /// <summary>A webhook is sent with a wrong signature.</summary>
    TamperedWebhook,
}
