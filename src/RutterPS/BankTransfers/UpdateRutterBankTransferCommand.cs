using System.Management.Automation;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Resources.Accounts;
using Rutter.Client.Resources.BankTransfers;
using RutterPS.Common;
using RutterPS.Names;
using RutterPS.Writes;

namespace RutterPS.BankTransfers;

/// <summary>
/// Changes bank transfers. The API asks for both accounts and the amount each time: those that are not given are read first and sent
/// as they are.
/// </summary>
[Cmdlet(VerbsData.Update, "RutterBankTransfer", SupportsShouldProcess = true)]
[OutputType(typeof(BankTransfer), typeof(RutterJob))]
public sealed class UpdateRutterBankTransferCommand : UpdateResourceCommand<BankTransfer>
{
    /// <summary>The account that the money leaves.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("credit_account_id", "FromAccountId")]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? CreditAccountId { get; set; }

    /// <summary>The account that the money goes to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("debit_account_id", "ToAccountId")]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? DebitAccountId { get; set; }

    /// <summary>The amount, in the currency of the two accounts.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("total_amount")]
    [OptionalAmountTransformation]
    public decimal? TotalAmount { get; set; }

    /// <summary>The day of the transfer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("transaction_date")]
    [AccountingDateTransformation]
    public DateTimeOffset? TransactionDate { get; set; }

    /// <summary>A memo; an empty one on the command line is sent as such.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Memo { get; set; }

    /// <inheritdoc/>
    protected override ResourceDefinition<BankTransfer> Definition => BankTransfer.Definition;

    private protected override FieldValues Fields => new()
    {
        { "credit_account_id", CreditAccountId },
        { "debit_account_id", DebitAccountId },
        { "transaction_date", TransactionDate },
        { "total_amount", TotalAmount },
        { "memo", Memo, IsOnCommandLine(nameof(Memo)) },
    };

    private protected override IReadOnlyList<string> RequiredFields => ["credit_account_id", "debit_account_id", "total_amount"];

    private protected override IReadOnlyList<string> FixedFields =>
        ["class_id", "department_id", "location_id", "subsidiary_id", "currency_code", "additional_fields"];

    private protected override string Describe() => new ChangeSentence($"Change bank transfer {ChangeSentence.Show(Id)}:")
        .With(" from account ", FindKnown(Account.Definition, CreditAccountId)?.Name ?? CreditAccountId, end: ",")
        .With(" to account ", FindKnown(Account.Definition, DebitAccountId)?.Name ?? DebitAccountId, end: ",")
        .With(" amount ", TotalAmount, end: ",")
        .With(" date ", TransactionDate, end: ",")
        .With(" memo ", Memo, quote: "'")
        .ToString();
}
