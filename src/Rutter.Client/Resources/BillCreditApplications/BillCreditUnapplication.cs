namespace Rutter.Client.Resources.BillCreditApplications;

/// <summary>The reverse: a credit memo is no longer applied to a bill.</summary>
public sealed partial class BillCreditApplication : IWriteOutcome
{
    private static readonly BodySchema UnapplicationBody = new(
    [
        new("bill_credit_memo_id", BodyFieldType.Identifier) { IsRequired = true, References = "BillCreditMemo" },
        new("bill_id", BodyFieldType.Identifier) { IsRequired = true, References = "Bill" },
    ]);

    /// <summary>The path and the body for it.</summary>
    public static ResourceDefinition<BillCreditApplication> Unapplication { get; } = new(
        "removal of a bill credit",
        "accounting/bill_credit_applications/unapply",
        "bill_credit_unapplication",
        "bill_credit_unapplication",
        static () => BillCreditApplicationJson.Default.BillCreditApplication,
        [new("success", FieldType.Boolean)])
    {
        Noun = "BillCreditApplication",
        Operations = ResourceOperations.Create,
        TakesResponseMode = false,
        CreateBodyFactory = static () => UnapplicationBody,
    };
}
