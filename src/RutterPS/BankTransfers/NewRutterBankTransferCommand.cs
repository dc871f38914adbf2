using System.Management.Automation;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Resources.Accounts;
using Rutter.Client.Resources.BankTransfers;
using RutterPS.Common;
using RutterPS.Names;
using RutterPS.Writes;

namespace RutterPS.BankTransfers;

/// <summary>Creates bank transfers: moves money from one account to another of the same currency.</summary>
[Cmdlet(VerbsCommon.New, "RutterBankTransfer", SupportsShouldProcess = true)]
[OutputType(typeof(BankTransfer), typeof(RutterJob))]
public sealed class NewRutterBankTransferCommand : NewResourceCommand<BankTransfer>
{
    /// <summary>The account that the money leaves.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("credit_account_id", "FromAccountId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string CreditAccountId { get; set; } = "";

    /// <summary>The account that the money goes to.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("debit_account_id", "ToAccountId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string DebitAccountId { get; set; } = "";

    /// <summary>The amount, in the currency of the two accounts.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("total_amount")]
    [AmountTransformation]
    public decimal TotalAmount { get; set; }

    /// <summary>The day of the transfer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("transaction_date")]
    [AccountingDateTransformation]
    public DateTimeOffset? TransactionDate { get; set; }

    /// <summary>A memo.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Memo { get; set; }

    /// <summary>The Rutter id of a class.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("class_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? ClassId { get; set; }

    /// <summary>The Rutter id of a department.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("department_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? DepartmentId { get; set; }

    /// <summary>The Rutter id of a location.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("location_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? LocationId { get; set; }

    /// <summary>Fields that only some platforms have, by their API names: a hashtable, or an object as ConvertFrom-Json makes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("additional_fields")]
    [ObjectTransformation]
    public object? AdditionalFields { get; set; }

    /// <inheritdoc/>
    protected override ResourceDefinition<BankTransfer> Definition => BankTransfer.Definition;

    private protected override FieldValues Fields => new()
    {
        { "class_id", ClassId },
        { "credit_account_id", CreditAccountId },
        { "debit_account_id", DebitAccountId },
        { "department_id", DepartmentId },
        { "location_id", LocationId },
        { "transaction_date", TransactionDate },
        { "total_amount", TotalAmount },
        { "memo", Memo },
        { "additional_fields", AdditionalFields },
    };

    private protected override string Describe()
    {
        var from = FindKnown(Account.Definition, CreditAccountId);
        var to = FindKnown(Account.Definition, DebitAccountId);
        return new ChangeSentence($"Move {ChangeSentence.Show(TotalAmount)}")
            .With(" ", from?.CurrencyCode ?? to?.CurrencyCode)
            .With(from?.Name is null ? " from account " : " from ", from?.Name ?? CreditAccountId)
            .With(to?.Name is null ? " to account " : " to ", to?.Name ?? DebitAccountId)
            .With(" on ", TransactionDate)
            .With(" (", Memo, quote: "'", end: ")")
            .ToString();
    }
}
