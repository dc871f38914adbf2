using System.Management.Automation;
using Rutter.Client.Webhooks;
using RutterPS.Common;

namespace RutterPS.Webhooks;

/// <summary>Listens for webhooks and emits each as it arrives. Rutter gets a 204 when the pipeline has processed the event.</summary>
[Cmdlet(VerbsCommunications.Receive, "RutterWebhook")]
[OutputType(typeof(RutterWebhookEvent))]
public sealed class ReceiveRutterWebhookCommand : WebhookSecretCmdlet
{
    // The most refused requests to remember while the pipeline is busy.
    private const int MaximumNotes = 1000;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(800);
    private static readonly int[] StatusesThatLose = [400, 401, 413];

    private readonly HashSet<int> warnedOf = [];
    private int notes;

    /// <summary>Where to listen, as http://ADDRESS:PORT/PATH/; port 0 means a free port.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Prefix { get; set; } = WebhookReceiverOptions.DefaultPrefix;

    /// <summary>The types to emit; wildcards are allowed. By default all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(WebhookTypeCompleter))]
    public string[] Type { get; set; } = ["*"];

    /// <summary>The codes to emit; wildcards are allowed. By default all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(WebhookCodeCompleter))]
    public string[] Code { get; set; } = ["*"];

    /// <summary>The number of events after which to stop.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>How long to listen, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int? TimeoutSec { get; set; }

    /// <summary>Emit a webhook each time that it is sent.</summary>
    [Parameter]
    public SwitchParameter NoDeduplication { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => this.ExcludeTokenFromSerialization(typeof(RutterWebhookEvent));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RequireUnbufferedOutput();
        var receiver = Start();
        try
        {
            if (!receiver.IsLoopback)
            {
                WriteWarning(
                    $"Other machines can reach {receiver.Address}. What they send is refused without the right signature, but travels unencrypted.");
            }

            WriteInformation($"Listening for webhooks at {receiver.Address}", ["PSHOST"]);
            Receive(receiver);
        }
        finally
        {
            // Here, events that the pipeline has not processed get a 503.
            receiver.DisposeAsync().AsTask().Wait(ShutdownTimeout);
        }
    }

    private void Receive(WebhookReceiver receiver)
    {
        using var end = TimeoutSec is { } seconds ? new CancellationTokenSource(TimeSpan.FromSeconds(seconds)) : new CancellationTokenSource();
        var taken = 0;
        var events = Enumerate(receiver.ReceiveAsync(end.Token)).GetEnumerator();
        try
        {
            while (taken != Count && Next(events, end.Token))
            {
                // After any exception of the pipeline, also by Select-Object -First, the event is not accepted, so that Rutter sends it again.
                WriteObject(new RutterWebhookEvent(events.Current.Event));
                events.Current.Accept();
                taken++;
            }
        }
        finally
        {
            events.Dispose();
        }

        if (Count is { } count && taken < count)
        {
            WriteError(ErrorRecords.Create(
                new TimeoutException($"{taken} of {count} webhooks arrived within {TimeoutSec} seconds."),
                "WebhookTimeout",
                ErrorCategory.OperationTimeout,
                null,
                "Webhooks are not certain to come; also ask the API for what has changed, from time to time."));
        }
    }

    private static bool Next(IEnumerator<WebhookDelivery> events, CancellationToken end)
    {
        try
        {
            return events.MoveNext();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return false;
        }
    }

    private WebhookReceiver Start()
    {
        var types = Patterns(Type);
        var codes = Patterns(Code);
        try
        {
            return WebhookReceiver.Start(new WebhookReceiverOptions
            {
                Secret = RequireSecret(),
                Prefix = Prefix,
                Filter = webhook => types.Any(type => type.IsMatch(webhook.Type)) && codes.Any(code => code.IsMatch(webhook.Code)),
                DropsDuplicates = !NoDeduplication,
                Refused = NoteRefusal,
            });
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            ThrowTerminatingError(
                ErrorRecords.InvalidInput(exception, "CannotListen", Prefix, "Give -Prefix as http://127.0.0.1:PORT/, with a port that is free."));
            throw;
        }
    }

    private static WildcardPattern[] Patterns(string[] texts) =>
        Array.ConvertAll(texts, text => WildcardPattern.Get(text, WildcardOptions.IgnoreCase));

    // With a buffer, an event would be accepted before the next command has seen it.
    private void RequireUnbufferedOutput()
    {
        if (MyInvocation.BoundParameters.TryGetValue("OutBuffer", out var size) && size is > 0)
        {
            ThrowTerminatingError(ErrorRecords.InvalidInput(
                new ArgumentException("-OutBuffer would tell Rutter that events are taken care of while they wait in the buffer."),
                "OutBufferNotAllowed",
                null,
                "Leave -OutBuffer out."));
        }
    }

    private void NoteRefusal(int status, string reason)
    {
        if (Interlocked.Increment(ref notes) > MaximumNotes)
        {
            return;
        }

        var message = $"A request was refused with {status}: {reason}";
        Streams.Post(cmdlet =>
        {
            if (StatusesThatLose.Contains(status) && warnedOf.Add(status))
            {
                cmdlet.WriteWarning(message + " More of these show with -Verbose.");
            }
            else
            {
                cmdlet.WriteVerbose(message);
            }
        });
    }
}
