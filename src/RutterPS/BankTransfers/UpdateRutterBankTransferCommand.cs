using System.Management.Automation;
using Rutter.Client.Jobs;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using Rutter.Client.Resources.BankTransfers;
using RutterPS.Common;
using RutterPS.Writes;

namespace RutterPS.BankTransfers;

/// <summary>
/// Changes bank transfers. The API asks for both accounts and the amount each time: those that are not given are read first and sent
/// as they are.
/// </summary>
[Cmdlet(VerbsData.Update, "RutterBankTransfer", SupportsShouldProcess = true)]
[OutputType(typeof(BankTransfer), typeof(RutterJob))]
public sealed class UpdateRutterBankTransferCommand : ChangeResourceCommand<BankTransfer>
{
    private static readonly string[] FieldsThatStay = ["class_id", "department_id", "location_id", "subsidiary_id", "currency_code", "additional_fields"];

    private bool isMemoFromCommandLine;

    /// <summary>The transfer's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Id { get; set; } = "";

    /// <summary>The account that the money leaves.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("credit_account_id", "FromAccountId")]
    public string? CreditAccountId { get; set; }

    /// <summary>The account that the money goes to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("debit_account_id", "ToAccountId")]
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

    private bool IsMemoGiven => isMemoFromCommandLine ? Memo is not null : !string.IsNullOrEmpty(Memo);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        isMemoFromCommandLine = MyInvocation.BoundParameters.ContainsKey(nameof(Memo));
    }

    private protected override ChangeDescription Describe() =>
        BankTransferWords.Update(Id, CreditAccountId, DebitAccountId, TotalAmount, TransactionDate, IsMemoGiven ? Memo : null);

    private protected override void Send(object input, string sentence, string key)
    {
        RefuseFieldsThatStay();
        if (string.IsNullOrEmpty(CreditAccountId) && string.IsNullOrEmpty(DebitAccountId) && TotalAmount is null && TransactionDate is null && !IsMemoGiven)
        {
            throw new ArgumentException("Nothing to change was given: an account, an amount, a date or a memo.");
        }

        var (id, from, to, amount, date, memo) = (Id, CreditAccountId, DebitAccountId, TotalAmount, TransactionDate, IsMemoGiven ? Memo : null);
        var client = Client;
        var options = Options;
        Write(input, sentence, key, async (writer, cancellationToken) =>
        {
            var isWhole = !string.IsNullOrEmpty(from) && !string.IsNullOrEmpty(to) && amount is not null;
            var current = isWhole ? null : await client.FetchAsync(Definition, new FetchQuery(id), cancellationToken).ConfigureAwait(false);
            return await writer.UpdateAsync(id, Merge(current, from, to, amount, date, memo), key, options, cancellationToken).ConfigureAwait(false);
        });
    }

    private static IEnumerable<KeyValuePair<string, object?>> Merge(
        BankTransfer? current, string? from, string? to, decimal? amount, DateTimeOffset? date, string? memo)
    {
        var fields = new FieldValues
        {
            { "credit_account_id", string.IsNullOrEmpty(from) ? current?.CreditAccountId : from },
            { "debit_account_id", string.IsNullOrEmpty(to) ? current?.DebitAccountId : to },
            { "transaction_date", date },
            { "total_amount", amount ?? current?.TotalAmount },
        };
        return memo is null ? fields : fields.Append(new("memo", memo));
    }

    // Silence would look like success.
    private void RefuseFieldsThatStay()
    {
        if (InputObject is null || InputObject.BaseObject is BankTransfer)
        {
            return;
        }

        var refused = from field in FieldsThatStay
                      let known = Definition.FindField(field)
                      from name in new[] { field, known?.Name ?? "AdditionalFields" }
                      where InputObject.Properties[name]?.Value is { } value && !string.IsNullOrEmpty(value.ToString())
                      select name;
        if (refused.FirstOrDefault() is { } first)
        {
            throw new ArgumentException($"'{first}' of a bank transfer cannot be updated; accounts, amount, date and memo can.");
        }
    }
}
