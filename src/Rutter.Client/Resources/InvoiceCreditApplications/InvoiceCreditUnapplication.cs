namespace Rutter.Client.Resources.InvoiceCreditApplications;

/// <summary>The reverse: a credit memo is no longer applied to an invoice.</summary>
public sealed partial class InvoiceCreditApplication : IWriteOutcome
{
    private static readonly BodySchema UnapplicationBody = new(
    [
        new("invoice_credit_memo_id", BodyFieldType.Identifier) { IsRequired = true, References = "InvoiceCreditMemo" },
        new("invoice_id", BodyFieldType.Identifier) { IsRequired = true, References = "Invoice" },
    ]);

    /// <summary>The path and the body for it.</summary>
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
