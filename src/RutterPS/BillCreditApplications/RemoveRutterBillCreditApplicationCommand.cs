using System.Management.Automation;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Resources.BillCreditApplications;
using RutterPS.Common;
using RutterPS.Names;
using RutterPS.Writes;

namespace RutterPS.BillCreditApplications;

/// <summary>Removes credit memos from bills; asks for confirmation.</summary>
[Cmdlet(VerbsCommon.Remove, "RutterBillCreditApplication", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(BillCreditApplication), typeof(RutterJob))]
public sealed class RemoveRutterBillCreditApplicationCommand : NewResourceCommand<BillCreditApplication>
{
    /// <summary>The Rutter id of the credit memo.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("bill_credit_memo_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    [TextTransformation]
    [ValidateNotNullOrEmpty]
    public string BillCreditMemoId { get; set; } = "";

    /// <summary>The Rutter id of the bill.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("bill_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    [TextTransformation]
    [ValidateNotNullOrEmpty]
    public string BillId { get; set; } = "";

    /// <inheritdoc/>
    protected override ResourceDefinition<BillCreditApplication> Definition => BillCreditApplication.Unapplication;

    private protected override FieldValues Fields => new()
    {
        { "bill_credit_memo_id", BillCreditMemoId },
        { "bill_id", BillId },
    };

    private protected override string Describe() => new ChangeSentence("Take")
        .With(" credit memo ", NameOf("BillCreditMemo", BillCreditMemoId))
        .With(" off bill ", NameOf("Bill", BillId))
        .ToString();
}
