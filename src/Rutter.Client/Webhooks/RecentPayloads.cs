namespace Rutter.Client.Webhooks;

/// <summary>The payloads that are under way or were taken a short while ago.</summary>
internal sealed class RecentPayloads(TimeProvider time)
{
    // Rutter's six attempts take about 15 minutes. Source: "Basics", heading "Webhook Retries".
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(20);

    // About 10 MB.
    private const int MaximumCount = 50_000;

    private readonly Dictionary<UInt128, WebhookDelivery?> known = [];
    private readonly Queue<(UInt128 Hash, DateTimeOffset Since)> taken = new();

    /// <summary>Claims a payload for one of the requests that bring it.</summary>
    /// <param name="hash">The payload's hash.</param>
    /// <param name="delivery">How this request would hand it over.</param>
    /// <returns>
    /// The delivery that decides: the given one for the first request, that of the first for another while it is under way, null for one that was
    /// taken.
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

    /// <summary>Ends the claim: a payload that was taken is remembered, another one is not.</summary>
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
