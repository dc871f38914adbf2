using System.Management.Automation;
using Rutter.Client.Attachments;
using Rutter.Client.Resources;
using Rutter.Client.Resources.Attachments;
using Rutter.Client.Text;
using RutterPS.Common;
using RutterPS.Files;

namespace RutterPS.Attachments;

/// <summary>Saves the files that are attached to objects.</summary>
[Cmdlet(VerbsData.Save, "RutterAttachment", DefaultParameterSetName = ObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveRutterAttachmentCommand : SaveCommand
{
    private const string ObjectSet = "Object";
    private const string IdSet = "Id";

    /// <summary>Attachments from Get-RutterAttachment, or objects to save all files of.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RutterObject? InputObject { get; set; }

    /// <summary>The kind of object that the file is attached to.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AttachmentResourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string Resource { get; set; } = "";

    /// <summary>The id of that object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string OwnerId { get; set; } = "";

    /// <summary>The ids of attachments; by default all of the object.</summary>
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == IdSet)
        {
            InvokeForInput(OwnerId, () => SaveAll(AttachmentOwner.Of(Resource, OwnerId)));
        }
        else if (InputObject is Attachment attachment)
        {
            SaveOne(attachment);
        }
        else
        {
            InvokeForInput(InputObject, () => SaveAll(AttachmentOwner.Of(InputObject!)));
        }
    }

    private void SaveAll(AttachmentOwner owner)
    {
        var found = WaitFor(Client.Attachments.ListAsync(owner, ForceFetch, Cancellation));
        foreach (var id in (Id ?? []).Where(id => found.All(attachment => attachment.Id != id)))
        {
            Report(
                ErrorRecords.Create(
                    new ItemNotFoundException($"The {owner.Name} has no attachment with the id '{DisplayText.Clean(id)}'."),
                    "AttachmentNotFound",
                    ErrorCategory.ObjectNotFound,
                    id,
                    "Get-RutterAttachment lists what it has."),
                isFinal: false);
        }

        foreach (var attachment in found.Where(attachment => Id is null || Id.Contains(attachment.Id)))
        {
            SaveOne(attachment);
        }
    }

    private void SaveOne(Attachment attachment) => InvokeForInput(attachment, () =>
    {
        var client = Client;
        Save(
            attachment,
            $"the attachment {DisplayText.Clean(attachment.FileName ?? attachment.Id)}",
            attachment.FileName,
            $"attachment-{attachment.Id}",
            (path, mayReplace, received) => client.Attachments.SaveAsync(attachment, path, mayReplace, received, Cancellation));
    });
}
