using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Errors;
using Rutter.Client.Resources.Connections;
using Rutter.Client.Text;

namespace RutterPS.Common;

/// <summary>Turns a failure into the record that PowerShell shows and scripts catch.</summary>
internal static class ErrorRecords
{
    private const int LongestShownCursor = 500;

    /// <summary>A failed request. The target is what the person gave, never the request.</summary>
    /// <param name="failure">What failed.</param>
    /// <param name="target">What the person gave.</param>
    /// <param name="subject">What it was about in words, where the target alone does not say it.</param>
    public static ErrorRecord From(RutterApiException failure, object? target, string? subject = null)
    {
        // Of many connections that are read one after the other, the message says which it was.
        var about = subject ?? (target is RutterConnection connection ? connection.ToString() : null);
        return new(failure, failure.Meaning.ErrorId, Enum.Parse<ErrorCategory>(failure.Meaning.Category.ToString()), target)
        {
            ErrorDetails = new ErrorDetails(about is null ? failure.Message : $"{about}: {failure.Message}") { RecommendedAction = Advice(failure) },
        };
    }

    /// <summary>Input that was refused before anything was sent.</summary>
    public static ErrorRecord InvalidInput(Exception exception, string errorId, object? target, string recommendedAction) =>
        Create(exception, errorId, ErrorCategory.InvalidArgument, target, recommendedAction);

    public static ErrorRecord Create(Exception exception, string errorId, ErrorCategory category, object? target, string recommendedAction) =>
        new(exception, errorId, category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = recommendedAction },
        };

    // The client names no parameter of PowerShell.
    private static string Advice(RutterApiException failure) =>
        failure.Verdict is { State: WriteState.Unknown, IdempotencyKey: { } key }
            ? $"{failure.RecommendedAction} To retry, add -IdempotencyKey {key}."
            : failure.RecommendedAction + GoOn(failure.Cursor);

    // The line is meant to be copied, so a cursor stands in it only if it is plain text, and as PowerShell quotes it.
    private static string GoOn(string? cursor) => cursor switch
    {
        null => "",
        { Length: <= LongestShownCursor } when cursor == DisplayText.Clean(cursor) => $" Go on with -Cursor '{CodeGeneration.EscapeSingleQuotedStringContent(cursor)}'.",
        _ => " Go on with -Cursor and the value in the Cursor property of the error's Exception, which cannot be shown as it is.",
    };
}
