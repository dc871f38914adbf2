using System.Management.Automation;
using RutterPS.Common;

namespace RutterPS.Webhooks;

/// <summary>The base of cmdlets about payloads, given as bytes, text or a file.</summary>
public abstract class WebhookPayloadCmdlet : WebhookSecretCmdlet
{
    /// <summary>The parameter set of payloads.</summary>
    protected const string PayloadSet = "Payload";

    /// <summary>The parameter set of files.</summary>
    protected const string PathSet = "Path";

    private readonly WebhookPayload payloads = new();

    /// <summary>The body as it arrived: a byte array, or a string that stands for its UTF-8 bytes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PayloadSet)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Payload { get; set; }

    /// <summary>A file with the exact bytes of the body.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PathSet)
        {
            Handle(ReadFile());
        }
        else if (TakePayload() is { } payload)
        {
            Handle(payload);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (payloads.TakeLoose() is { } payload)
        {
            Handle(payload);
        }
    }

    /// <summary>Processes one payload.</summary>
    private protected abstract void Handle(byte[] payload);

    private byte[]? TakePayload()
    {
        try
        {
            return payloads.Take(Payload!);
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(ErrorRecords.InvalidInput(
                exception,
                "InvalidPayload",
                null,
                "Give the raw body, for example $Request.RawBody, or a file with Get-Content -AsByteStream -Raw or -Path."));
            throw;
        }
    }

    private byte[] ReadFile()
    {
        try
        {
            return File.ReadAllBytes(FileSystemPath.Resolve(this, Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            ThrowTerminatingError(
                ErrorRecords.Create(exception, "FileNotRead", ErrorCategory.ReadError, Path, "Check the path, and whether the file may be read."));
            throw;
        }
    }
}
