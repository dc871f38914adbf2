namespace Rutter.Client.Errors;

/// <summary>What a failure means and what to do about it.</summary>
/// <param name="ErrorId">A stable name for scripts, used where the server sent no <c>error_code</c>.</param>
/// <param name="Category">The kind of failure.</param>
/// <param name="RecommendedAction">What a person can do; never empty.</param>
/// <param name="IsTransient">Whether the same request may succeed later.</param>
public sealed record ErrorMeaning(string ErrorId, RutterErrorCategory Category, string RecommendedAction, bool IsTransient = false);
