using Rutter.Client.Jobs;

namespace RutterPS.Jobs;

/// <summary>Converts -TimeoutSec and -PollingIntervalSec for the client.</summary>
internal static class PollingParameters
{
    public static JobPolling ToPolling(int? timeoutSec, double? intervalSec) => new()
    {
        Timeout = timeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Interval = intervalSec is { } interval ? TimeSpan.FromSeconds(interval) : null,
    };
}
