using System.Management.Automation;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Resources.InvoiceCreditApplications;
using RutterPS.Common;
using RutterPS.Names;
using RutterPS.Writes;

namespace RutterPS.InvoiceCreditApplications;

/// <summary>Removes credit memos from invoices; asks for confirmation.</summary>
[Cmdlet(VerbsCommon.Remove, "RutterInvoiceCreditApplication", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(InvoiceCreditApplication), typeof(RutterJob))]
public sealed class RemoveRutterInvoiceCreditApplicationCommand : NewResourceCommand<InvoiceCreditApplication>
{
    /// <summary>The Rutter id of the credit memo.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("invoice_credit_memo_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    [TextTransformation]
    [ValidateNotNullOrEmpty]
    public string InvoiceCreditMemoId { get; set; } = "";

    /// <summary>The Rutter id of the invoice.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("invoice_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    [TextTransformation]
    [ValidateNotNullOrEmpty]
    public string InvoiceId { get; set; } = "";

    /// <inheritdoc/>
    protected override ResourceDefinition<InvoiceCreditApplication> Definition => InvoiceCreditApplication.Unapplication;

    private protected override FieldValues Fields => new()
    {
        { "invoice_credit_memo_id", InvoiceCreditMemoId },
        { "invoice_id", InvoiceId },
    };

    private protected override string Describe() => new ChangeSentence("Take")
        .With(" credit memo ", NameOf("InvoiceCreditMemo", InvoiceCreditMemoId))
        .With(" off invoice ", NameOf("Invoice", InvoiceId))
        .ToString();
}
