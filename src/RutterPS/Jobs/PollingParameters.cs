using Rutter.Client.Jobs;

namespace RutterPS.Jobs;

/// <summary>The parameters -TimeoutSec and -PollingIntervalSec as the client takes them.</summary>
internal static class PollingParameters
{
    public static JobPolling ToPolling(int? timeoutSec, double? intervalSec) => new()
    {
        Timeout = timeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Interval = intervalSec is { } interval ? TimeSpan.FromSeconds(interval) : null,
    };
}
