using System.Management.Automation;
using Rutter.Client.Errors;
using Rutter.Client.Resources.Connections;

namespace RutterPS.Common;

/// <summary>Turns a failure into the record that PowerShell shows and scripts catch.</summary>
internal static class ErrorRecords
{
    /// <summary>A failed request. The target is what the person gave, never the request.</summary>
    public static ErrorRecord From(RutterApiException failure, object? target) =>
        new(failure, failure.Meaning.ErrorId, Enum.Parse<ErrorCategory>(failure.Meaning.Category.ToString()), target)
        {
            // Of many connections that are read one after the other, the message says which it was.
            ErrorDetails = new ErrorDetails(target is RutterConnection connection ? $"{connection}: {failure.Message}" : failure.Message) { RecommendedAction = failure.RecommendedAction },
        };

    /// <summary>Input that was refused before anything was sent.</summary>
    public static ErrorRecord InvalidInput(Exception exception, string errorId, object? target, string recommendedAction) =>
        Create(exception, errorId, ErrorCategory.InvalidArgument, target, recommendedAction);

    public static ErrorRecord Create(Exception exception, string errorId, ErrorCategory category, object? target, string recommendedAction) =>
        new(exception, errorId, category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = recommendedAction },
        };
}
