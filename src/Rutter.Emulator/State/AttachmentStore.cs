using System.Text.Json;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.State;

/// <summary>A file that is attached to an object.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The kind of object that it is attached to.</param>
/// <param name="OwnerId">The id of that object.</param>
/// <param name="FileName">The name of the file.</param>
/// <param name="Content">The bytes.</param>
/// <param name="CreatedAt">When it came.</param>
internal sealed record Attachment(string Id, ObjectDescription Owner, string OwnerId, string FileName, byte[] Content, DateTimeOffset CreatedAt)
{
    /// <summary>Writes it as the API shows it.</summary>
    public void Write(Utf8JsonWriter json, Uri baseUri)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("platform_id", Id[..8]);
        json.WriteString("attached_to_id", OwnerId);
        json.WriteString("file_name", FileName);
        json.WriteString("file_url", $"{baseUri}/{Owner.Path}/{OwnerId}/attachments/{Id}/file");
        json.WriteString("attached_to_type", Owner.ItemKey);
        json.WriteString("created_at", Timestamps.Format(CreatedAt));
        json.WriteEndObject();
    }
}

/// <summary>The files of a connection, kept until a reset.</summary>
internal sealed class AttachmentStore
{
    private readonly List<Attachment> attachments = [];

    public void Add(Attachment attachment)
    {
        lock (attachments)
        {
            attachments.Add(attachment);
        }
    }

    public IReadOnlyList<Attachment> Of(ObjectDescription owner, string ownerId)
    {
        lock (attachments)
        {
            return [.. attachments.Where(attachment => attachment.Owner == owner && attachment.OwnerId == ownerId)];
        }
    }

    public Attachment? Find(ObjectDescription owner, string id)
    {
        lock (attachments)
        {
            return attachments.Find(attachment => attachment.Owner == owner && attachment.Id == id);
        }
    }
}
