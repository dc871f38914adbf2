using System.Text;
using System.Text.Json;
using Rutter.Client.Json;

namespace Rutter.Client.Errors;

/// <summary>
/// The body of an error response, as far as it can be read. Source: "Basics", heading "Error Response".
/// </summary>
internal sealed record ErrorBody
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, MaxDepth = 32 };

    public string? ErrorType { get; private init; }

    public string? ErrorCode { get; private init; }

    public string? ErrorMessage { get; private init; }

    public string? Source { get; private init; }

    public string? HumanReadable { get; private init; }

    public string? Platform { get; private init; }

    /// <summary>Whether it is a web page, as proxies send.</summary>
    public bool IsWebPage { get; private init; }

    /// <summary>Describes a body that is not one of Rutter's error objects; else null.</summary>
    public string? Unreadable { get; private init; }

    public static ErrorBody Read(ReadOnlyMemory<byte> body, bool isMarkup)
    {
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new ErrorBody { Unreadable = "The response has no body." };
        }

        try
        {
            using var document = JsonDocument.Parse(JsonText.Sanitize(body), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? FromObject(document.RootElement)
                : new ErrorBody { Unreadable = $"The response is JSON, but not an error object: {Excerpt(body)}" };
        }
        catch (JsonException)
        {
            isMarkup |= body.Span.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
            return isMarkup
                ? new ErrorBody { IsWebPage = true, Unreadable = "The response is a web page, not JSON: probably from a proxy." }
                : new ErrorBody { Unreadable = $"The response is not JSON: {Excerpt(body)}" };
        }
    }

    private static ErrorBody FromObject(JsonElement error)
    {
        var metadata = error.TryGetProperty("error_metadata", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var read = new ErrorBody
        {
            ErrorType = Text(error, "error_type"),
            ErrorCode = Text(error, "error_code"),
            ErrorMessage = Text(error, "error_message"),
            Source = Text(metadata, "source"),
            HumanReadable = Text(metadata, "human_readable"),
            Platform = Text(metadata, "platform"),
        };
        return read.ErrorMessage is null && read.ErrorCode is null && read.HumanReadable is null
            ? read with { Unreadable = "The response is JSON, but names no error." }
            : read;
    }

    // error_metadata is experimental, so a member of any type is read as text.
    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Null or JsonValueKind.Undefined => null,
                _ => value.GetRawText(),
            }
            : null;

    private static string Excerpt(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 200)]);
}
