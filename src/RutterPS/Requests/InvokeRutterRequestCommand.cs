using System.Collections;
using System.Management.Automation;
using Rutter.Client.Transport;
using RutterPS.Common;
using RutterPS.Filters;
using RutterPS.Session;

namespace RutterPS.Requests;

/// <summary>Calls any endpoint, with the same credentials, retries and errors as all other cmdlets.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "RutterRequest", DefaultParameterSetName = ValueSet, SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), ParameterSetName = [ValueSet, AllSet])]
[OutputType(typeof(RutterRawResponse), ParameterSetName = [RawSet])]
public sealed class InvokeRutterRequestCommand : RutterSessionCmdlet
{
    private const string ValueSet = "Value";
    private const string AllSet = "All";
    private const string RawSet = "Raw";
    private const string Get = "GET";

    /// <summary>The path below the session's base address, for example <c>/accounting/accounts</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The HTTP method.</summary>
    [Parameter]
    [ValidateSet(Get, "POST", "PATCH", "PUT", "DELETE")]
    public string Method { get; set; } = Get;

    /// <summary>Query parameters: strings, numbers, booleans, dates, and arrays of them, which are joined by commas.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>The body: a dictionary or object, which is converted to JSON, or JSON text, which is sent unchanged.</summary>
    [Parameter(ParameterSetName = ValueSet)]
    [Parameter(ParameterSetName = RawSet)]
    [ValidateNotNull]
    public object? Body { get; set; }

    /// <summary>The idempotency key, by which a write happens once even if it is retried; by default a new UUID.</summary>
    [Parameter(ParameterSetName = ValueSet)]
    [Parameter(ParameterSetName = RawSet)]
    [Alias("idempotency_key")]
    [ValidateNotNullOrEmpty]
    public string? IdempotencyKey { get; set; }

    /// <summary>Read all pages of a list, and emit its elements.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <summary>Emit the response as text, with its status and ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RawSet)]
    public SwitchParameter Raw { get; set; }

    /// <summary>Do not send the access token, for endpoints that are not about one connection.</summary>
    [Parameter]
    public SwitchParameter SkipAccessToken { get; set; }

    /// <inheritdoc/>
    private protected override bool NeedsAccessToken => !SkipAccessToken;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            InvokeForInput(Path, Send, isOnly: true);
        }
        catch (InvalidDataException exception)
        {
            ThrowTerminatingError(ErrorRecords.Create(
                exception,
                "AmbiguousReply",
                ErrorCategory.InvalidResult,
                Path,
                "The request was carried out. Use -Raw to have the response as text."));
        }
    }

    private void Send()
    {
        var request = Describe();
        if (request.Method != HttpMethod.Get && !ShouldProcess(Path, request.Method.Method))
        {
            return;
        }

        var client = Client;
        var objects = new ResponseObjects(client.MaskOwnSecrets);
        if (Raw)
        {
            WriteObject(new RutterRawResponse(WaitFor(client.SendAsync(request, Cancellation)), client.MaskOwnSecrets));
        }
        else if (All)
        {
            using var progress = new ReadProgress(this);
            foreach (var page in Enumerate(client.ListPagesAsync(request)))
            {
                progress.Add(page.Items.Count);
                foreach (var item in page.Items)
                {
                    WriteObject(objects.From(item));
                }
            }
        }
        else if (WaitFor(client.ReadAsync(request, Cancellation)) is { } value)
        {
            WriteObject(objects.From(value), enumerateCollection: true);
        }
    }

    private RutterRequest Describe()
    {
        var method = new HttpMethod(Method.ToUpperInvariant());
        var isRead = method == HttpMethod.Get;
        if (isRead && (Body is not null || IdempotencyKey is not null))
        {
            throw new ArgumentException(
                "A GET takes neither -Body nor -IdempotencyKey; say what to read with -Query, or give a -Method that writes.");
        }

        if (All && !isRead)
        {
            throw new ArgumentException($"-All reads a list, which {method} does not.");
        }

        if (Path.Contains('?', StringComparison.Ordinal))
        {
            throw new ArgumentException("The path has a query. Give it as a table: -Query @{ name = 'value' }.");
        }

        var path = RequestPath.Parse(Path);
        return new RutterRequest
        {
            Method = method,
            Path = path,
            Query = QueryParameters.From(isRead ? RequestFilter.Check(this, path, Query) : Query),
            Body = JsonBody.From(Body),
            IdempotencyKey = IdempotencyKey ?? (isRead || method == HttpMethod.Delete ? null : Guid.NewGuid().ToString()),
            NeedsAccessToken = !SkipAccessToken,
        };
    }
}
