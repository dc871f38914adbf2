namespace Rutter.Client.Resources.InvoiceCreditApplications;

/// <summary>The other direction: a credit memo that is taken off an invoice again.</summary>
public sealed partial class InvoiceCreditApplication : IWriteOutcome
{
    private static readonly BodySchema UnapplicationBody = new(
    [
        new("invoice_credit_memo_id", BodyFieldType.Identifier) { IsRequired = true, References = "InvoiceCreditMemo" },
        new("invoice_id", BodyFieldType.Identifier) { IsRequired = true, References = "Invoice" },
    ]);

    /// <summary>Where a credit memo is taken off an invoice, and what that needs.</summary>
    public static ResourceDefinition<InvoiceCreditApplication> Unapplication { get; } = new(
        "removal of an invoice credit",
        "accounting/invoice_credit_applications/unapply",
        "invoice_credit_unapplication",
        "invoice_credit_unapplication",
        static () => InvoiceCreditApplicationJson.Default.InvoiceCreditApplication,
        [new("success", FieldType.Boolean)])
    {
        Noun = "InvoiceCreditApplication",
        Operations = ResourceOperations.Create,
        CreateBodyFactory = static () => UnapplicationBody,
    };
}
