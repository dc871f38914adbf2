namespace Rutter.Client.Webhooks;

/// <summary>The payloads that are being delivered or were accepted recently.</summary>
internal sealed class RecentPayloads(TimeProvider time)
{
    // Rutter's six attempts take about 15 minutes. Source: "Basics", heading "Webhook Retries".
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(20);

    // About 10 MB.
    private const int MaximumCount = 50_000;

    private readonly Dictionary<UInt128, WebhookDelivery?> known = [];
    private readonly Queue<(UInt128 Hash, DateTimeOffset Since)> taken = new();

    /// <summary>Claims a payload for one of the requests with it.</summary>
    /// <param name="hash">The payload's hash.</param>
    /// <param name="delivery">The delivery of this request.</param>
    /// <returns>
    /// The delivery that counts: the given one for the first request, the first one for further requests during the delivery, and null for a payload
    /// that was accepted before.
    /// </returns>
    public WebhookDelivery? Claim(UInt128 hash, WebhookDelivery delivery)
    {
        lock (known)
        {
            Forget();
            if (known.TryGetValue(hash, out var first))
            {
                return first;
            }

            known.Add(hash, delivery);
            return delivery;
        }
    }

    /// <summary>Ends the claim. Only an accepted payload is remembered.</summary>
    public void Settle(UInt128 hash, bool isTaken)
    {
        lock (known)
        {
            if (!isTaken)
            {
                known.Remove(hash);
                return;
            }

            known[hash] = null;
            taken.Enqueue((hash, time.GetUtcNow()));
            Forget();
        }
    }

    private void Forget()
    {
        var oldest = time.GetUtcNow() - Memory;
        while (taken.TryPeek(out var first) && (taken.Count > MaximumCount || first.Since <= oldest))
        {
            known.Remove(taken.Dequeue().Hash);
        }
    }
}
