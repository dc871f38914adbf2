namespace Rutter.Client.Errors;

/// <summary>What a failure means and what to do about it.</summary>
/// <param name="ErrorId">A stable name for scripts, used where the server sent no <c>error_code</c>.</param>
/// <param name="Category">The kind of failure.</param>
/// <param name="RecommendedAction">What a person can do; never empty.</param>
/// <param name="IsTransient">Whether the same request may succeed later.</param>
/// <param name="Remedy">What a program can offer besides, in words of its own.</param>
public sealed record ErrorMeaning(
    string ErrorId,
    RutterErrorCategory Category,
    string RecommendedAction,
    bool IsTransient = false,
    ErrorRemedy Remedy = ErrorRemedy.None);

/// <summary>A way out that each program has under a name of its own: a parameter, a setting, a button.</summary>
public enum ErrorRemedy
{
    /// <summary>None but what the recommended action says.</summary>
    None,

    /// <summary>Other credentials.</summary>
    Credentials,

    /// <summary>A longer timeout.</summary>
    LongerTimeout,

    /// <summary>Which type of id was given.</summary>
    IdType,

    /// <summary>The response mode async.</summary>
    AsyncResponseMode,

    /// <summary>Waiting for a connection's first download, or reading what is there of it.</summary>
    Download,

    /// <summary>Reading what is there of a download.</summary>
    ForceFetch,

    /// <summary>Waiting for a job, or taking its result.</summary>
    Job,

    /// <summary>Smaller pages.</summary>
    PageSize,

    /// <summary>One response instead of a list.</summary>
    OneResponse,
}
