using System.Collections.Concurrent;
using System.Text.Json;

namespace Rutter.Emulator.State;

/// <summary>What an organisation has configured: what is synced, and where its webhooks go.</summary>
internal sealed class ConfigurationStore(string webhookId, DateTimeOffset now)
{
    private readonly ConcurrentDictionary<string, JsonElement> syncs = new();

    /// <summary>The one place that webhooks go to.</summary>
    public WebhookTarget Webhook { get; } = new(webhookId, now);

    public JsonElement? FindSync(string owner) => syncs.TryGetValue(owner, out var found) ? found : null;

    public bool TryAddSync(string owner, JsonElement configuration) => syncs.TryAdd(owner, configuration);

    public bool TryReplaceSync(string owner, JsonElement configuration) =>
        syncs.TryGetValue(owner, out var known) && syncs.TryUpdate(owner, configuration, known);

    public bool TryRemoveSync(string owner) => syncs.TryRemove(owner, out _);
}

/// <summary>A place that webhooks go to.</summary>
internal sealed class WebhookTarget(string id, DateTimeOffset now)
{
    /// <summary>What is shown where no webhooks are sent.</summary>
    public static readonly Uri Nowhere = new("https://example.com/webhooks");

    public string Id => id;

    public DateTimeOffset CreatedAt { get; } = now;

    public DateTimeOffset UpdatedAt { get; set; } = now;

    /// <summary>What of the platform's data is sent, by kind of object; null for none.</summary>
    public JsonElement? PlatformData { get; set; }
}
