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

    /// <summary>Makes the record of a failed request. The target is the person's input, never the request.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">The person's input.</param>
    /// <param name="subject">What it was about in words, if the target alone does not say it.</param>
    public static ErrorRecord From(RutterApiException failure, object? target, string? subject = null)
    {
        // When several connections are read, the message says which one failed.
        var about = subject ?? (target is RutterConnection connection ? connection.ToString() : null);
        var category = Enum.Parse<ErrorCategory>(failure.Meaning.Category.ToString());
        return Create(
            failure, failure.Meaning.ErrorId, category, target, Advice(failure), about is null ? failure.Message : $"{about}: {failure.Message}");
    }

    /// <summary>Makes the record of input that was refused before anything was sent.</summary>
    public static ErrorRecord InvalidInput(Exception exception, string errorId, object? target, string recommendedAction) =>
        Create(exception, errorId, ErrorCategory.InvalidArgument, target, recommendedAction);

    /// <summary>Makes a record that is safe to display, wherever its id, target and message come from.</summary>
    public static ErrorRecord Create(
        Exception exception, string errorId, ErrorCategory category, object? target, string recommendedAction, string? message = null)
    {
        var record = new ErrorRecord(exception, DisplayText.Clean(errorId), category, target)
        {
            ErrorDetails = new ErrorDetails(DisplayText.CleanLines(message ?? exception.Message))
            {
                RecommendedAction = DisplayText.CleanLines(recommendedAction),
            },
        };
        record.CategoryInfo.TargetName = DisplayText.Clean(record.CategoryInfo.TargetName);
        return record;
    }

    // The client names no parameter of PowerShell.
    private static string Advice(RutterApiException failure)
    {
        var retry = failure.Verdict is { State: WriteState.Unknown, IdempotencyKey: { } key } ? $"To retry, add -IdempotencyKey {key}." : null;
        string?[] additions = [RemedyOf(failure.Meaning.Remedy), retry];
        return failure.RecommendedActionWith(string.Join(' ', additions.Where(text => text is not null))) + GoOn(failure.Cursor);
    }

    private static string? RemedyOf(ErrorRemedy remedy) => remedy switch
    {
        ErrorRemedy.Credentials => "Connect-Rutter takes other ones.",
        ErrorRemedy.LongerTimeout => "Connect-Rutter sets it with -TimeoutSec.",
        ErrorRemedy.IdType => "Where a cmdlet has -IdType, it says whose id it is.",
        ErrorRemedy.AsyncResponseMode => "It is the one of -ResponseMode Async.",
        ErrorRemedy.Download => "Wait-RutterConnection comes back when it is complete; -ForceFetch takes what is there.",
        ErrorRemedy.ForceFetch => "-ForceFetch takes it.",
        ErrorRemedy.Job => "Wait-RutterJob with its id waits for it, and Receive-RutterJob takes its result.",
        ErrorRemedy.PageSize => "-PageSize makes pages smaller.",
        ErrorRemedy.OneResponse => "Leave out -All.",
        _ => null,
    };

    // People copy this line, so it has the cursor only if that is plain text, quoted for PowerShell.
    private static string GoOn(string? cursor) => cursor switch
    {
        null => "",
        { Length: <= LongestShownCursor } when cursor == DisplayText.Clean(cursor) =>
            $" Go on with -Cursor '{CodeGeneration.EscapeSingleQuotedStringContent(cursor)}'.",
        _ => " Go on with -Cursor and the value in the Cursor property of the error's Exception, which cannot be shown as it is.",
    };
}
