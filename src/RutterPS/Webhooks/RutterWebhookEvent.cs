using System.Security;
using Rutter.Client.Webhooks;
using RutterPS.Requests;

namespace RutterPS.Webhooks;

/// <summary>What Rutter tells by a webhook, with objects as PowerShell has them.</summary>
public sealed class RutterWebhookEvent
{
    private static readonly ResponseObjects Objects = new(text => text);

    private readonly string text;

    internal RutterWebhookEvent(WebhookEvent source)
    {
        Type = source.Type;
        Code = source.Code;
        ConnectionId = source.ConnectionId;
        AccessToken = source.AccessToken?.ToSecureString();
        Entity = ToObject(source.Entity);
        AdditionalProperties = source.AdditionalProperties.ToDictionary(member => member.Key, member => ToObject(member.Value));
        PayloadHash = source.PayloadHash;
        text = source.ToString();
    }

    /// <summary>What it is about, for example CONNECTION, JOB, BANK_TRANSFER or ORDER. The list is open.</summary>
    public string Type { get; }

    /// <summary>What happened, for example INITIAL_UPDATE, JOB_COMPLETED or BANK_TRANSFER_UPDATED. The list is open.</summary>
    public string Code { get; }

    /// <summary>The connection it happened at, or null.</summary>
    public string? ConnectionId { get; }

    /// <summary>The access token of that connection, or null: it binds to -AccessToken of other cmdlets, and shows nothing.</summary>
    public SecureString? AccessToken { get; }

    /// <summary>
    /// The object that was created, updated or deleted: a BankTransfer or RutterJob, else a plain object; null where there is none.
    /// </summary>
    public object? Entity { get; }

    /// <summary>Further members of the payload by their API names, such as update_url.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; }

    /// <summary>The SHA-256 of the payload: the same for a webhook that is sent again.</summary>
    public string PayloadHash { get; }

    /// <summary>The code and the connection.</summary>
    public override string ToString() => text;

    private static object? ToObject(object? value)
    {
        try
        {
            return Objects.From(value);
        }
        catch (InvalidDataException)
        {
            // Members whose names differ in case only cannot stand side by side in a PowerShell object; a dictionary holds both.
            return value;
        }
    }
}
