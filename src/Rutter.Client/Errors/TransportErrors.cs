namespace Rutter.Client.Errors;

/// <summary>The meanings of failures without a response, or with an unreadable one.</summary>
internal static class TransportErrors
{
    /// <summary>Whether the failure happened before any part of the request could leave this machine.</summary>
    public static bool IsBeforeSending(ErrorMeaning meaning) => meaning == UnknownHost || meaning == NoConnection || meaning == NoSecureConnection;

    public static ErrorMeaning UnknownHost { get; } = new("UnknownHost", RutterErrorCategory.ConnectionError,
        "Check the base address for a typing error, and that this machine can resolve names.", IsTransient: true);

    public static ErrorMeaning NoConnection { get; } = new("NoConnection", RutterErrorCategory.ConnectionError,
        "Check the base address, the network, and any firewall or proxy in between.", IsTransient: true);

    public static ErrorMeaning NoSecureConnection { get; } = new("NoSecureConnection", RutterErrorCategory.SecurityError,
        "The server's certificate or TLS settings were not accepted. Check the base address, the machine's clock, and any proxy that opens TLS.");

    public static ErrorMeaning BrokenConnection { get; } = new("BrokenConnection", RutterErrorCategory.ConnectionError,
        "Try again; if it stays, check the network and any proxy in between.", IsTransient: true);

    public static ErrorMeaning Timeout { get; } = new("Timeout", RutterErrorCategory.OperationTimeout,
        "Try again, or with a longer timeout.", IsTransient: true, ErrorRemedy.LongerTimeout);

    public static ErrorMeaning UnreadableResponse { get; } = new("UnreadableReply", RutterErrorCategory.InvalidResult,
        "Check that the base address ends with /versioned and that no proxy answers in Rutter's place; else give Rutter's support the request id.");

    public static ErrorMeaning JobTimeout { get; } = new("JobTimeout", RutterErrorCategory.OperationTimeout,
        "The job goes on at Rutter: wait for it again, or take its result later.", IsTransient: true, ErrorRemedy.Job);

    public static ErrorMeaning ConnectionTimeout { get; } = new("ConnectionTimeout", RutterErrorCategory.OperationTimeout,
        "The download goes on at Rutter: wait for it again, or take what is there.", IsTransient: true, ErrorRemedy.Download);

    public static ErrorMeaning JobFailed { get; } = new("JobFailed", RutterErrorCategory.NotSpecified,
        "The job names no error. Give Rutter's support its id.");

    public static ErrorMeaning NotAList { get; } = new("NotAList", RutterErrorCategory.InvalidResult,
        "Only a response with exactly one array can be read page by page: read this one by itself.", Remedy: ErrorRemedy.OneResponse);

    public static ErrorMeaning NotStarted { get; } = new("NotStarted", RutterErrorCategory.InvalidResult,
        "Check the connection: Rutter reads only what is configured, of a connection that is healthy.");

    public static ErrorMeaning NoReport { get; } = new("NoReport", RutterErrorCategory.ObjectNotFound,
        "Rutter makes it of what it has read: wait until the connection's first download is complete.", Remedy: ErrorRemedy.Download);

    public static ErrorMeaning MorePages { get; } = new("MorePages", RutterErrorCategory.InvalidResult,
        "The API's description has no way to ask for the others by their owner: ask for those that you know of by their own ids.");

    public static ErrorMeaning InvalidJobId { get; } = new("InvalidInput", RutterErrorCategory.InvalidArgument,
        "Check the job's id.");

    public static ErrorMeaning NotDeleted { get; } = new("NotDeleted", RutterErrorCategory.InvalidResult,
        "Look at the object on the platform: something may depend on it.");

    public static ErrorMeaning NotApplied { get; } = new("NotApplied", RutterErrorCategory.InvalidResult,
        "Look on the platform at what is applied.");

    public static ErrorMeaning Unexpected { get; } = new("UnexpectedFailure", RutterErrorCategory.NotSpecified,
        "Report this to the maintainers of the module.");

    public static ErrorMeaning TooLargeResponse { get; } = UnreadableResponse with
    {
        RecommendedAction = "Ask for less at once.",
        Remedy = ErrorRemedy.PageSize,
    };

    public static ErrorMeaning NoFile { get; } = new("UnreadableReply", RutterErrorCategory.InvalidResult,
        "Nothing was saved. Try again; if it stays, look at the file on the platform.");

    public static ErrorMeaning LinkFailed { get; } = new("LinkFailed", RutterErrorCategory.ResourceUnavailable,
        "Nothing was saved. A link is good for a short time: try again, which asks for a new one.", IsTransient: true);

    public static ErrorMeaning UnreadableFile { get; } = new("FileNotRead", RutterErrorCategory.InvalidData,
        "Check that the file is there, can be read, and is not written to meanwhile.");

    public static ErrorMeaning CutResponse { get; } = UnreadableResponse with { IsTransient = true };
}
