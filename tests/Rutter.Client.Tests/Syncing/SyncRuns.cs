using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Syncing;
using Rutter.Client.Transport;
using Rutter.Emulator;

namespace Rutter.Client.Tests.Syncing;

/// <summary>Runs of a sync over one state file, as a nightly job has them.</summary>
internal sealed class SyncRuns(RutterEmulator emulator, bool includeDeleted = true) : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("rutter-sync-").FullName;
    private readonly RutterClient client = new(new RutterClientOptions
    {
        BaseAddress = emulator.BaseUri,
        ClientId = emulator.ClientId,
        ClientSecret = new Secret(emulator.ClientSecret),
        AccessToken = new Secret(emulator.AccessToken),
        MaximumRetryCount = 8,
    });

    public string StatePath => Path.Combine(directory, "state.json");

    /// <summary>One run, which ends abruptly after a number of batches. The changes up to then are returned.</summary>
    public async Task<List<RutterChange>> RunAsync(
        int diesAfter = int.MaxValue, TimeSpan? overlap = null, CancellationToken cancellationToken = default)
    {
        using var file = SyncStateFile.Hold(StatePath);
        var state = file.Load(BankTransfer.Definition);
        var options = new SyncOptions { IncludeDeleted = includeDeleted };
        var sync = client.Sync(BankTransfer.Definition, state, overlap is null ? options : options with { Overlap = overlap.Value });

        var taken = new List<RutterChange>();
        var batches = 0;
        await foreach (var batch in sync.ReadAsync(cancellationToken))
        {
            taken.AddRange(batch);
            if (++batches >= diesAfter)
            {
                return taken;
            }
        }

        file.Stage(state);
        file.Commit();
        return taken;
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
