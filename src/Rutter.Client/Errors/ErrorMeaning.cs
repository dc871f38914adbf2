namespace Rutter.Client.Errors;

/// <summary>What a failure means and what to do about it.</summary>
/// <param name="ErrorId">A stable name for scripts, used when the server sent no <c>error_code</c>.</param>
/// <param name="Category">The kind of failure.</param>
/// <param name="RecommendedAction">What a person can do; never empty.</param>
/// <param name="IsTransient">Whether the same request may succeed later.</param>
/// <param name="Remedy">A further remedy, which each program describes in its own terms.</param>
public sealed record ErrorMeaning(
    string ErrorId,
    RutterErrorCategory Category,
    string RecommendedAction,
    bool IsTransient = false,
    ErrorRemedy Remedy = ErrorRemedy.None);

/// <summary>A remedy that has a different name in each program: a parameter, a setting, a button.</summary>
public enum ErrorRemedy
{
    /// <summary>Nothing beyond the recommended action.</summary>
    None,

    /// <summary>Other credentials.</summary>
    Credentials,

    /// <summary>A longer timeout.</summary>
    LongerTimeout,

    /// <summary>Which type of id was given.</summary>
    IdType,

    /// <summary>The response mode async.</summary>
    AsyncResponseMode,

    /// <summary>Waiting for a connection's first download, or reading the part that is there.</summary>
    Download,

    /// <summary>Reading the part of a download that is there.</summary>
    ForceFetch,

    /// <summary>Waiting for a job, or taking its result.</summary>
    Job,

    /// <summary>Smaller pages.</summary>
    PageSize,

    /// <summary>One response instead of a list.</summary>
    OneResponse,
}
