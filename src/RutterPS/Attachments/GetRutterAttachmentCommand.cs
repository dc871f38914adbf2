using System.Management.Automation;
using Rutter.Client.Attachments;
using Rutter.Client.Resources;
using Rutter.Client.Resources.Attachments;
using RutterPS.Session;

namespace RutterPS.Attachments;

/// <summary>Lists the files that are attached to objects, or fetches one attachment's details by its id.</summary>
[Cmdlet(VerbsCommon.Get, "RutterAttachment", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(Attachment))]
public sealed class GetRutterAttachmentCommand : RutterSessionCmdlet
{
    private const string ObjectSet = "Object";
    private const string ListSet = "List";
    private const string FetchSet = "Fetch";

    /// <summary>The objects whose files are listed, for example bills from Get-RutterBill.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RutterObject? InputObject { get; set; }

    /// <summary>The kind of object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = FetchSet)]
    [ArgumentCompleter(typeof(AttachmentResourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string Resource { get; set; } = "";

    /// <summary>The ids of the objects.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] OwnerId { get; set; } = [];

    /// <summary>The ids of attachments.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FetchSet)]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Respond even if the connection's first download is not complete.</summary>
    [Parameter]
    [Alias("force_fetch")]
    public SwitchParameter ForceFetch { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ObjectSet:
                InvokeForInput(InputObject, () => List(AttachmentOwner.Of(InputObject!)));
                break;
            case ListSet:
                foreach (var id in OwnerId)
                {
                    InvokeForInput(id, () => List(AttachmentOwner.Of(Resource, id)));
                }

                break;
            default:
                foreach (var id in Id)
                {
                    InvokeForInput(id, () => WriteObject(WaitFor(Client.Attachments.FetchAsync(Resource, id, ForceFetch, Cancellation))));
                }

                break;
        }
    }

    private void List(AttachmentOwner owner) =>
        WriteObject(WaitFor(Client.Attachments.ListAsync(owner, ForceFetch, Cancellation)), enumerateCollection: true);
}
