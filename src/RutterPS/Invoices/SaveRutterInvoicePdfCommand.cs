using System.Management.Automation;
using Rutter.Client.Resources.Invoices;
using Rutter.Client.Text;
using RutterPS.Common;
using RutterPS.Files;

namespace RutterPS.Invoices;

/// <summary>Saves the PDFs of invoices.</summary>
[Cmdlet(VerbsData.Save, "RutterInvoicePdf", DefaultParameterSetName = ObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveRutterInvoicePdfCommand : SaveCommand
{
    private const string ObjectSet = "Object";
    private const string IdSet = "Id";

    /// <summary>The invoices, for example from Get-RutterInvoice.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Invoice? InputObject { get; set; }

    /// <summary>The ids of the invoices.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [IdTransformation]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ObjectSet)
        {
            SavePdf(InputObject!, InputObject!.Id, InputObject.DocumentNumber);
            return;
        }

        foreach (var id in Id)
        {
            SavePdf(id, id, number: null);
        }
    }

    private void SavePdf(object target, string id, string? number) => InvokeForInput(target, () =>
    {
        var client = Client;
        var name = string.IsNullOrWhiteSpace(number) ? id : number.Replace('/', '_').Replace('\\', '_');
        Save(
            target,
            $"the PDF of invoice {DisplayText.Clean(name)}",
            $"invoice-{name}.pdf",
            $"invoice-{id}.pdf",
            (path, mayReplace, received) => client.InvoicePdfs.SaveAsync(id, path, mayReplace, ForceFetch, received, Cancellation));
    });
}
