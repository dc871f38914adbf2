using System.Text.Json.Nodes;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Transport;
using Rutter.Client.Webhooks;

namespace Rutter.Emulator.Tests.Webhooks;

/// <summary>The emulator's sender and the client's receiver, over a real connection.</summary>
public sealed class ReceiverTests
{
    [Fact]
    public async Task Every_change_arrives_once_although_some_are_doubled_or_not_taken_at_first_and_none_that_was_tampered_with()
    {
        const int Changes = 40;
        const int Tampered = 5;
        var time = new ManualTime();
        await using var receiver = WebhookReceiver.Start(new WebhookReceiverOptions { Secret = new Secret("emulator-client-secret-not-real") });
        using var emulator = RutterEmulator.Start(new EmulatorOptions { WebhookUri = receiver.Address, TimeProvider = time });
        emulator.AddFault(new EmulatorFault { Kind = FaultKind.DuplicateWebhook, Probability = 0.3, Seed = 1 });
        emulator.AddFault(new EmulatorFault { Kind = FaultKind.TamperedWebhook, Count = Tampered });
        var made = Enumerable.Range(0, Changes)
            .Select(i => (string)emulator.ChangeObject("bank_transfers", new JsonObject { ["memo"] = $"change {i}" })["id"]!).ToList();

        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(TimeSpan.FromSeconds(60));
        var clock = MoveAsync(time, end.Token);
        var taken = new List<string>();
        var refused = new HashSet<string>();
        await foreach (var delivery in receiver.ReceiveAsync(end.Token))
        {
            var id = ((BankTransfer)delivery.Event.Entity!).Id;
            if (made.IndexOf(id) % 7 == 0 && refused.Add(id))
            {
                delivery.Refuse();
                continue;
            }

            delivery.Accept();
            taken.Add(id);
            if (taken.Count == Changes - Tampered)
            {
                break;
            }
        }

        await end.CancelAsync();
        await clock;
        Assert.Equal(taken.Distinct(), taken);
        Assert.Subset(made.ToHashSet(), taken.ToHashSet());
        Assert.NotEmpty(refused);
    }

    // The pauses between two tries are minutes long.
    private static async Task MoveAsync(ManualTime time, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
