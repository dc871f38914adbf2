using System.Management.Automation;
using Rutter.Emulator;
using RutterPS.Common;

namespace RutterPS.Emulators;

/// <summary>Starts a local Rutter in this process, on loopback only, with test credentials and data generated from a seed.</summary>
[Cmdlet(VerbsLifecycle.Start, "RutterEmulator", SupportsShouldProcess = true)]
[OutputType(typeof(RutterEmulator))]
public sealed class StartRutterEmulatorCommand : RutterCmdlet
{
    /// <summary>The port; 0 for a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The accounting platform of the connection; one connection for each if there are several.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Platform { get; set; } = ["QUICKBOOKS"];

    /// <summary>The number of bank transfers.</summary>
    [Parameter]
    [ValidateRange(0, 10_000_000)]
    public int TransferCount { get; set; } = 120;

    /// <summary>The number of objects of each other kind, or of the kinds of -Resource.</summary>
    [Parameter]
    [ValidateRange(0, 1_000_000)]
    public int Count { get; set; }

    /// <summary>The kinds of object to which -Count applies.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EmulatedResourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Resource { get; set; } = [];

    /// <summary>The same seed gives the same data.</summary>
    [Parameter]
    public int Seed { get; set; } = 1;

    /// <summary>How long a job takes, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int JobDelayMs { get; set; }

    /// <summary>The delay of each response, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int LatencyMs { get; set; }

    /// <summary>Start while the connection's first download is not complete. Reads are refused unless forced.</summary>
    [Parameter]
    public SwitchParameter NotReady { get; set; }

    /// <summary>How long the connections' first download takes, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ReadyAfterMs { get; set; }

    /// <summary>The address for webhooks about changes: an http address on this machine.</summary>
    [Parameter]
    public Uri? WebhookUri { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess($"127.0.0.1:{(Port == 0 ? "a free port" : Port)}", "Start a Rutter emulator"))
        {
            return;
        }

        try
        {
            var emulator = RutterEmulator.Start(new EmulatorOptions
            {
                Port = Port,
                Platform = Platform[0],
                MorePlatforms = Platform[1..],
                TransferCount = TransferCount,
                Count = MyInvocation.BoundParameters.ContainsKey(nameof(Count)) ? Count : null,
                Resources = Resource,
                Seed = Seed,
                JobDelayMs = JobDelayMs,
                LatencyMs = LatencyMs,
                NotReady = NotReady,
                ReadyAfterMs = ReadyAfterMs,
                WebhookUri = WebhookUri,
            });
            EmulatorStore.Add(emulator);
            WriteObject(emulator);
        }
        catch (InvalidOperationException exception)
        {
            ThrowTerminatingError(ErrorRecords.Create(
                exception,
                "EmulatorNotStarted",
                ErrorCategory.ResourceUnavailable,
                Port,
                "Choose another port, or leave -Port out to take a free one."));
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(ErrorRecords.InvalidInput(exception, "InvalidInput", null, "Correct the parameter and start it again."));
        }
    }
}
