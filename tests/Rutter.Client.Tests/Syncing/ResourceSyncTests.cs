using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Syncing;
using Rutter.Emulator;
using Xunit;

namespace Rutter.Client.Tests.Syncing;

public sealed class ResourceSyncTests
{
    private const string Transfers = "bank_transfers";

    [Theory]
    [InlineData("QUICKBOOKS", 0.0)]
    [InlineData("QUICKBOOKS", 0.2)]
    [InlineData("SAGE_INTACCT", 0.0)]
    [InlineData("SAGE_INTACCT", 0.2)]
    public async Task A_copy_made_of_the_changes_equals_the_data_however_often_a_run_dies(string platform, double failures)
    {
        // Sage platforms report no deletions.
        var deletes = platform == "QUICKBOOKS";
        using var emulator = Start(platform, 300);
        using var runs = new SyncRuns(emulator, deletes);
        emulator.AddFault(new EmulatorFault { Kind = FaultKind.Status, Status = 503, RetryAfter = "0", Probability = failures, Seed = 5 });
        var random = new Random(11);
        var copy = new Dictionary<string, BankTransfer>();
        for (var run = 0; run < 20; run++)
        {
            for (var i = 0; i < 50; i++)
            {
                Change(emulator, random, deletes);
            }

            Apply(
                copy,
                await runs.RunAsync(
                    random.Next(3) == 0 ? random.Next(1, 4) : int.MaxValue, cancellationToken: TestContext.Current.CancellationToken));
        }

        Apply(copy, await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken));
        AssertEqual(emulator, copy);
        Assert.Empty(await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("QUICKBOOKS")]
    [InlineData("SAGE_INTACCT")]
    public async Task All_existing_objects_are_emitted_although_the_data_changes_during_the_reading(string platform)
    {
        using var emulator = Start(platform, 600);
        using var runs = new SyncRuns(emulator);
        var before = emulator.GetObjects(Transfers).Select(item => (string)item["id"]!).ToHashSet();
        emulator.AddFault(new EmulatorFault
            { Kind = FaultKind.ChangeData, Method = "GET", Path = "/versioned/accounting/bank_transfers", Changes = 15, Count = 12, Seed = 3 });
        var changes = await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        var left = emulator.GetObjects(Transfers).Select(item => (string)item["id"]!).ToHashSet();
        Assert.NotEqual(before, left);
        Assert.Empty(before.Intersect(left).Except(changes.Select(change => change.Id)));
    }

    [Fact]
    public async Task Each_version_is_emitted_once_and_in_the_order_of_last_synced_at()
    {
        using var emulator = Start("QUICKBOOKS", 130);
        using var runs = new SyncRuns(emulator);
        var first = await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(130, first.Count);
        Assert.All(first, change => Assert.Equal(ChangeType.Created, change.Change));
        Assert.Equal(first.Select(change => change.LastSyncedAt).Order(), first.Select(change => change.LastSyncedAt));
        Assert.Empty(await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken));

        var changed = first[7].Id;
        emulator.ChangeObject(Transfers, new JsonObject { ["id"] = changed, ["memo"] = "corrected" });
        emulator.RemoveObject(Transfers, first[9].Id);
        var made = (string)emulator.ChangeObject(Transfers, new JsonObject { ["memo"] = "new", ["total_amount"] = 5 })["id"]!;
        var second = await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            [(ChangeType.Updated, changed), (ChangeType.Created, made), (ChangeType.Deleted, first[9].Id)],
            second.OrderBy(change => change.Change == ChangeType.Deleted).ThenBy(change => change.Change != ChangeType.Updated).Select(
                change => (change.Change, change.Id)));
        Assert.Equal("corrected", ((BankTransfer)second.Single(change => change.Id == changed).Object!).Memo);
        Assert.All(second, change => Assert.Equal(emulator.ConnectionId, change.ConnectionId));
        Assert.Empty(await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_row_on_the_boundary_or_late_within_the_overlap_is_not_lost()
    {
        using var emulator = Start("QUICKBOOKS", 40);
        using var runs = new SyncRuns(emulator);
        var latest = (await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken)).Max(change => change.LastSyncedAt)!.Value;
        var overlap = TimeSpan.FromMinutes(3);
        string[] emitted = [Put("at", latest), Put("within", latest - overlap)];
        Put("before", latest - overlap - TimeSpan.FromMilliseconds(1));
        var changes = await runs.RunAsync(overlap: overlap, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(emitted.Order(), changes.Select(change => change.Id).Order());

        string Put(string id, DateTimeOffset syncedAt) => (string)emulator.ChangeObject(
            Transfers, new JsonObject { ["memo"] = id, ["last_synced_at"] = syncedAt.ToString("O", CultureInfo.InvariantCulture) })["id"]!;
    }

    [Fact]
    public async Task Two_changes_within_one_millisecond_are_two_versions()
    {
        using var emulator = Start("QUICKBOOKS", 3);
        using var runs = new SyncRuns(emulator);
        var one = (await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken))[0];
        emulator.ChangeObject(Transfers, new JsonObject
        {
            ["id"] = one.Id,
            ["memo"] = "again",
            ["last_synced_at"] = one.LastSyncedAt!.Value.ToString("O", CultureInfo.InvariantCulture),
        });
        Assert.Equal(
            [one.Id],
            (await runs.RunAsync(overlap: TimeSpan.FromDays(3650), cancellationToken: TestContext.Current.CancellationToken)).Select(
                change => change.Id));
    }

    [Fact]
    public async Task Deletions_are_emitted_when_asked_for_each_once_and_of_this_kind_only()
    {
        using var emulator = Start("QUICKBOOKS", 10);
        using var without = new SyncRuns(emulator, includeDeleted: false);
        using var with = new SyncRuns(emulator);
        Assert.Equal(10, (await without.RunAsync(cancellationToken: TestContext.Current.CancellationToken)).Count);
        emulator.RemoveObject("accounts", (string)emulator.GetObjects("accounts")[0]["id"]!);
        Remove();
        Assert.Empty(await without.RunAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(10, (await with.RunAsync(cancellationToken: TestContext.Current.CancellationToken)).Count);
        Remove();
        Assert.Equal(ChangeType.Deleted, Assert.Single(await with.RunAsync(cancellationToken: TestContext.Current.CancellationToken)).Change);
        Assert.Empty(await with.RunAsync(cancellationToken: TestContext.Current.CancellationToken));

        void Remove() => emulator.RemoveObject(Transfers, (string)emulator.GetObjects(Transfers)[0]["id"]!);
    }

    [Theory]
    [InlineData("""{"id":1,"data":"Varies by platform","nested":[{"a":null},[true,1.50,1e400]]}""", "platform_data")]
    [InlineData("""{"a":{"b":[]}}""", "new_field")]
    [InlineData("[1,\"a\",null,{}]", "new_field")]
    [InlineData("12345678901234567890123.45", "new_field")]
    [InlineData("7", "new_field")]
    [InlineData("1e400", "new_field")]
    [InlineData("true", "new_field")]
    [InlineData("\"text\"", "new_field")]
    [InlineData("null", "new_field")]
    public async Task An_object_may_hold_any_JSON_and_is_another_version_when_it_differs(string value, string field)
    {
        using var emulator = Start("QUICKBOOKS", 3);
        using var runs = new SyncRuns(emulator);
        Answer(value);
        Assert.Equal(3, (await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken)).Count);
        Assert.Empty(await runs.RunAsync(overlap: TimeSpan.FromDays(3650), cancellationToken: TestContext.Current.CancellationToken));

        Answer("""{"other":[0]}""");
        Assert.Single(await runs.RunAsync(overlap: TimeSpan.FromDays(3650), cancellationToken: TestContext.Current.CancellationToken));

        void Answer(string json)
        {
            emulator.ClearFaults();
            var item = $$"""{"id":"1","platform_id":"1","last_synced_at":"2024-01-01T00:00:00Z","{{field}}":{{json}}}""";
            emulator.AddFault(new EmulatorFault { Kind = FaultKind.ChangeBody, JsonPointer = "/bank_transfers/0", Value = item });
        }
    }

    [Fact]
    public async Task A_first_run_tells_of_no_deletion_from_long_before_it_but_of_those_of_what_was_given()
    {
        using var emulator = Start("QUICKBOOKS", 5);
        using var runs = new SyncRuns(emulator);
        using var later = new SyncRuns(emulator, includeDeleted: false);
        var given = (await later.RunAsync(cancellationToken: TestContext.Current.CancellationToken)).Select(change => change.Id).ToList();
        emulator.RemoveObject(Transfers, given[0]);
        const string LongAgo = "\"2020-01-01T00:00:00.000Z\"";
        emulator.AddFault(
            new EmulatorFault { Kind = FaultKind.ChangeBody, Path = "/events", JsonPointer = "/events/*/last_synced_at", Value = LongAgo });

        var first = await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.DoesNotContain(first, change => change.Change == ChangeType.Deleted);
        Assert.Equal(4, first.Count);

        // A state that has emitted the object reports its deletion.
        emulator.ClearFaults();
        File.Copy(later.StatePath, runs.StatePath, overwrite: true);
        var deletion = Assert.Single(await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal((ChangeType.Deleted, given[0]), (deletion.Change, deletion.Id));
    }

    [Fact]
    public async Task A_deletion_of_what_only_a_dead_run_emitted_is_not_lost()
    {
        using var emulator = Start("QUICKBOOKS", 10);
        using var runs = new SyncRuns(emulator);
        var seen = await runs.RunAsync(diesAfter: 1, cancellationToken: TestContext.Current.CancellationToken);
        emulator.RemoveObject(Transfers, seen[0].Id);
        var changes = await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(seen[0].Id, Assert.Single(changes, change => change.Change == ChangeType.Deleted).Id);
    }

    [Fact]
    public async Task An_object_that_is_there_again_is_not_deleted_by_the_old_event()
    {
        using var emulator = Start("QUICKBOOKS", 5);
        using var runs = new SyncRuns(emulator);
        var one = (await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken))[0].Id;
        emulator.RemoveObject(Transfers, one);
        await Task.Delay(5, TestContext.Current.CancellationToken);
        emulator.ChangeObject(Transfers, new JsonObject { ["id"] = one, ["platform_id"] = "77", ["memo"] = "restored" });
        Assert.Equal(
            "restored", ((BankTransfer)Assert.Single(await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken)).Object!).Memo);
        Assert.Empty(await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Sage_platforms_are_asked_by_last_synced_at_min_and_nothing_else()
    {
        using var emulator = Start("SAGE_INTACCT", 4);
        using var runs = new SyncRuns(emulator, includeDeleted: false);
        var latest = (await runs.RunAsync(cancellationToken: TestContext.Current.CancellationToken)).Max(change => change.LastSyncedAt)!.Value;
        emulator.ClearRequests();
        await runs.RunAsync(overlap: TimeSpan.FromSeconds(1), cancellationToken: TestContext.Current.CancellationToken);
        Assert.All(
            emulator.Requests,
            request => Assert.True(request.Status == 200 && !request.Query.ContainsKey("filter") && !request.Query.ContainsKey("sort")));
        var expected = (latest - TimeSpan.FromSeconds(1)).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        Assert.Contains(emulator.Requests, request => request.Query.GetValueOrDefault("last_synced_at_min") == expected);
    }

    private static RutterEmulator Start(string platform, int transfers) =>
        RutterEmulator.Start(new EmulatorOptions { Platform = platform, TransferCount = transfers, EnforceRateLimit = false });

    private static void Change(RutterEmulator emulator, Random random, bool deletes)
    {
        var all = emulator.GetObjects(Transfers);
        var id = (string)all[random.Next(all.Count)]["id"]!;
        switch (random.Next(deletes ? 3 : 2))
        {
            case 0:
                emulator.ChangeObject(Transfers, new JsonObject { ["memo"] = $"new {random.Next()}", ["total_amount"] = random.Next(1, 1000) });
                break;
            case 1:
                emulator.ChangeObject(Transfers, new JsonObject { ["id"] = id, ["memo"] = $"changed {random.Next()}" });
                break;
            default:
                emulator.RemoveObject(Transfers, id);
                break;
        }
    }

    private static void Apply(Dictionary<string, BankTransfer> copy, List<RutterChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.Change == ChangeType.Deleted)
            {
                copy.Remove(change.Id);
            }
            else
            {
                copy[change.Id] = (BankTransfer)change.Object!;
            }
        }
    }

    private static void AssertEqual(RutterEmulator emulator, Dictionary<string, BankTransfer> copy)
    {
        var expected = emulator.GetObjects(Transfers)
            .Select(item => (
                (string)item["id"]!, (string?)item["memo"], DateTimeOffset.Parse((string)item["last_synced_at"]!, CultureInfo.InvariantCulture)));
        Assert.Equal(expected.Order(), copy.Values.Select(item => (item.Id, item.Memo, item.LastSyncedAt!.Value)).Order());
    }
}
