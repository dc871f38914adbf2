using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Syncing;
using Rutter.Emulator;
using Xunit;

namespace Rutter.Client.Tests.Syncing;

public sealed class SyncStateFileTests
{
    [Theory]
    [InlineData("", "damaged")]
    [InlineData("{", "damaged")]
    [InlineData("null", "not a state")]
    [InlineData("[1]", "damaged")]
    [InlineData("""{"id":"x","csv":true}""", "not a state")]
    [InlineData("""{"format":"rutter-sync-state","version":2,"resource":"bank_transfers","objects":{}}""", "version 2")]
    [InlineData("""{"format":"rutter-sync-state","version":1,"resource":"accounts","objects":{}}""", "'accounts'")]
    [InlineData("""{"format":"rutter-sync-state","version":1,"resource":"bank_transfers"}""", "not a state")]
    [InlineData("""{"format":"rutter-sync-state","version":1,"resource":"bank_transfers","objects":{"a":"1"}}""", "'a'")]
    [InlineData("""{"format":"rutter-sync-state","version":1,"resource":"bank_transfers","objects":{"a":null}}""", "'a'")]
    [InlineData("""{"format":"rutter-sync-state","version":1,"resource":"bank_transfers","last_synced_at":"soon","objects":{}}""", "damaged")]
    public async Task A_file_that_is_not_a_state_is_an_error_and_stays_unchanged(string content, string reason)
    {
        using var emulator = RutterEmulator.Start();
        using var runs = new SyncRuns(emulator);
        File.WriteAllText(runs.StatePath, content);
        var failure = await Assert.ThrowsAsync<SyncStateException>(() => runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(runs.StatePath));
        Assert.Empty(emulator.Requests);
    }

    [Fact]
    public async Task A_state_of_another_connection_is_an_error_and_stays_as_it_is()
    {
        using var one = RutterEmulator.Start(new EmulatorOptions { Seed = 1 });
        using var other = RutterEmulator.Start(new EmulatorOptions { Seed = 2 });
        using var runs = new SyncRuns(one);
        using var foreign = new SyncRuns(other);
        await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        File.Copy(runs.StatePath, foreign.StatePath);
        var failure = await Assert.ThrowsAsync<SyncStateException>(() => foreign.RunAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(one.ConnectionId, failure.Message, StringComparison.Ordinal);
        Assert.Contains(other.ConnectionId, failure.Message, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(runs.StatePath), File.ReadAllText(foreign.StatePath));
    }

    [Fact]
    public void Only_one_run_at_a_time_holds_a_file()
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { TransferCount = 1 });
        using var runs = new SyncRuns(emulator);
        using (SyncStateFile.Hold(runs.StatePath))
        {
            Assert.Throws<SyncStateException>(() => SyncStateFile.Hold(runs.StatePath));
        }

        SyncStateFile.Hold(runs.StatePath).Dispose();
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(runs.StatePath)!));
    }

    [Fact]
    public void A_state_that_was_staged_only_is_forgotten()
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { TransferCount = 1 });
        using var runs = new SyncRuns(emulator);
        using (var file = SyncStateFile.Hold(runs.StatePath))
        {
            file.Stage(SyncState.StartOf(BankTransfer.Definition));
        }

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(runs.StatePath)!));
    }

    [Fact]
    public void A_directory_that_is_not_there_is_an_error_that_names_the_path()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "state.json");
        Assert.Contains(path, Assert.Throws<SyncStateException>(() => SyncStateFile.Hold(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_while_the_new_state_was_written_leaves_the_old_one_in_force()
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { TransferCount = 30 });
        using var runs = new SyncRuns(emulator);
        await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        File.WriteAllText(runs.StatePath + ".new", """{"format":"rutter-sync-st""");
        Assert.Empty(await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal([runs.StatePath], Directory.GetFiles(Path.GetDirectoryName(runs.StatePath)!));
    }
}
