using System.Text.Json;
using Rutter.Emulator.Connections;
using Rutter.Emulator.Data;
using Rutter.Emulator.Http;
using Rutter.Emulator.Jobs;

namespace Rutter.Emulator.Webhooks;

/// <summary>
/// Makes a webhook of each change and hands it to the sender; nothing here waits. Source: "Basics", headings "Webhooks",
/// "Entity Webhooks", "Iniitial Update" and "Job Webhook".
/// </summary>
internal sealed class WebhookQueue : IDisposable
{
    private const int LogCapacity = 100_000;

    private readonly Func<string, FaultKind?> nextFault;
    private readonly WebhookSender? sender;
    private readonly Queue<Webhook> log = new();
    private int count;

    public WebhookQueue(EmulatorOptions options, Func<string, FaultKind?> nextFault)
    {
        this.nextFault = nextFault;
        sender = options.WebhookUri is null ? null : new WebhookSender(options.WebhookUri, options.TimeProvider);
    }

    public IReadOnlyList<EmulatorWebhook> Snapshot()
    {
        lock (log)
        {
            return log.Select(webhook => webhook.Description).ToArray();
        }
    }

    public void OfEntity(Connection connection, StoredObject item, string change)
    {
        var name = item.Description.WebhookName;
        Add(name, $"{name}_{change}", item.Id, json =>
        {
            json.WriteStartObject();
            json.WriteString("type", name);
            json.WriteString("code", $"{name}_{change}");
            json.WriteString("access_token", connection.AccessToken);
            json.WriteString("connection_id", connection.Id);
            json.WritePropertyName(item.Description.ItemKey);
            item.Write(json);
            json.WriteEndObject();
        });
    }

    public void OfInitialUpdate(Connection connection) => Add("CONNECTION", "INITIAL_UPDATE", connection.Id, json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "CONNECTION");
        json.WriteString("code", "INITIAL_UPDATE");
        json.WriteString("connection_id", connection.Id);
        json.WriteString("access_token", connection.AccessToken);
        json.WriteEndObject();
    });

    /// <summary>Sends a webhook about a successful job; there is none for a failed one.</summary>
    public void OfJob(Job job)
    {
        if (job.Result is { IsSuccess: true })
        {
            Add("JOB", "JOB_COMPLETED", job.Id, job.WriteAsWebhook);
        }
    }

    public void Dispose() => sender?.Dispose();

    private void Add(string type, string code, string subjectId, Action<Utf8JsonWriter> write)
    {
        if (sender is null)
        {
            return;
        }

        var payload = JsonText.Write(write, sizeHint: 1024);
        lock (log)
        {
            var description = new EmulatorWebhook { Number = ++count, Type = type, Code = code, SubjectId = subjectId, State = "Pending" };
            var webhook = new Webhook(description, payload, nextFault(code));
            log.Enqueue(webhook);
            if (log.Count > LogCapacity)
            {
                log.Dequeue();
            }

            if (webhook.Fault == FaultKind.LostWebhook || !sender.TryEnqueue(webhook))
            {
                webhook.Lose();
            }
        }
    }
}

/// <summary>A webhook that is being sent.</summary>
internal sealed class Webhook(EmulatorWebhook description, ReadOnlyMemory<byte> payload, FaultKind? fault)
{
    private volatile EmulatorWebhook description = description;

    public ReadOnlyMemory<byte> Payload => payload;

    public FaultKind? Fault => fault;

    public EmulatorWebhook Description => description;

    /// <summary>Records the end of an attempt.</summary>
    /// <param name="statusCode">The status of the response; null without one.</param>
    /// <returns>Whether to try again.</returns>
    public bool Note(int? statusCode)
    {
        var attempts = description.Attempts + 1;
        var isDelivered = statusCode is >= 200 and < 300;
        var state = isDelivered ? "Delivered" : attempts < WebhookSender.MaximumAttempts ? "Pending" : "Failed";
        description = description with { Attempts = attempts, StatusCode = statusCode, State = state };
        return state == "Pending";
    }

    public void Lose() => description = description with { State = "Lost" };
}
