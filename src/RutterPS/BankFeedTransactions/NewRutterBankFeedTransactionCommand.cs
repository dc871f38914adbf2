using System.Management.Automation;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Resources.BankFeedTransactions;
using Rutter.Client.Responses;
using Rutter.Client.Transport;
using Rutter.Client.Writes;
using RutterPS.Common;
using RutterPS.Names;
using RutterPS.Resources;
using RutterPS.Writes;

namespace RutterPS.BankFeedTransactions;

/// <summary>
/// Sends bank feed transactions. Rows from the pipeline are gathered into bodies per account, and each row is reported once.
/// </summary>
[Cmdlet(VerbsCommon.New, "RutterBankFeedTransaction", SupportsShouldProcess = true)]
[OutputType(typeof(BankFeedTransaction), typeof(RutterJob))]
public sealed class NewRutterBankFeedTransactionCommand : WriteResourceCommand<BankFeedTransaction, Page<BankFeedTransaction>>
{
    private const int UsualBatchSize = 500;

    private readonly Dictionary<FeedPlace, FeedBody> open = [];
    private readonly HashSet<(Secret? AccessToken, string AccountId, string TransactionId)> taken = [];
    private readonly HashSet<string> usedKeys = new(StringComparer.Ordinal);
    private RequestBody? body;
    private bool isKeyOnCommandLine;

    /// <summary>The row with the values: an object whose properties have the names of parameters or of API fields.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The Rutter id of the bank feed account.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("bank_feed_account_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    [TextTransformation]
    [ValidateNotNullOrEmpty]
    public string BankFeedAccountId { get; set; } = "";

    /// <summary>The bank's own id of the transaction.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("transaction_id")]
    [ValidateNotNullOrEmpty]
    public string TransactionId { get; set; } = "";

    /// <summary>When the bank booked it.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("posted_at")]
    [InstantTransformation]
    public DateTimeOffset? PostedAt { get; set; }

    /// <summary>The amount.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AmountTransformation]
    public decimal Amount { get; set; }

    /// <summary>The bank's description.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Description { get; set; } = "";

    /// <summary>The kind of transaction, for example credit or debit.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("transaction_type")]
    [ArgumentCompleter(typeof(ValueCompleter))]
    [ValidateNotNullOrEmpty]
    public string TransactionType { get; set; } = "";

    /// <summary>The posting date.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("transaction_date")]
    [AccountingDateTransformation]
    public DateTimeOffset? TransactionDate { get; set; }

    /// <summary>Whether it is a credit or a debit memo.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("debit_credit_memo")]
    [ArgumentCompleter(typeof(ValueCompleter))]
    [AllowEmptyString]
    public string? DebitCreditMemo { get; set; }

    /// <summary>The part of it that is interest.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("interest_amount")]
    [OptionalAmountTransformation]
    public decimal? InterestAmount { get; set; }

    /// <summary>The part of it that repays a loan.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("principal_amount")]
    [OptionalAmountTransformation]
    public decimal? PrincipalAmount { get; set; }

    /// <summary>A memo.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Memo { get; set; }

    /// <summary>The payee.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Payee { get; set; }

    /// <summary>The balance of the account. The last row of a body that has one counts.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("current_balance")]
    [OptionalAmountTransformation]
    public decimal? CurrentBalance { get; set; }

    /// <summary>The maximum number of rows of an account in one body.</summary>
    [Parameter]
    [ValidateRange(1, BankFeedTransaction.MostRows)]
    public int BatchSize { get; set; } = UsualBatchSize;

    /// <summary>Emit the jobs, one for each body, instead of waiting for their end.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>
    /// The idempotency key, by which a body cannot be accepted twice. Rows of an account with the same key are sent in one body. By default a new
    /// UUID for each body.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("idempotency_key")]
    [AllowEmptyString]
    [AllowNull]
    public string? IdempotencyKey { get; set; }

    /// <inheritdoc/>
    protected override ResourceDefinition<BankFeedTransaction> Definition => BankFeedTransaction.Definition;

    private protected override WriteOptions Options => base.Options with { NoWait = NoWait };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        isKeyOnCommandLine = MyInvocation.BoundParameters.ContainsKey(nameof(IdempotencyKey));
        body = new RequestBody(WriteWarning);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var input = InputObject?.BaseObject is null or PSCustomObject ? (object?)InputObject ?? TransactionId : InputObject.BaseObject;
        InvokeForInput(input, () =>
        {
            var isRead = InputObject?.BaseObject is RutterObject;
            var row = new FeedRow(input, TransactionId, Amount, body!.Convert(BankFeedTransaction.RowBody, Values, isRead: _ => isRead));
            var place = (AccessToken.ToSecret(), BankFeedAccountId, TransactionId);
            if (taken.Contains(place))
            {
                throw new ArgumentException($"The transaction '{TransactionId}' was given before, for the same bank feed account; it is sent once.");
            }

            // A refused row does not count, so that it can be given again, corrected.
            var gathered = BodyOf();
            taken.Add(place);
            gathered.Add(row, CurrentBalance);
            if (gathered.Rows.Count >= BatchSize)
            {
                open.Remove(gathered.Place);
                Send(gathered);
            }
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (open.Count > 0)
        {
            var gathered = open.Values.First();
            open.Remove(gathered.Place);
            Send(gathered);
        }

        base.EndProcessing();
    }

    private protected override int Gathered => open.Values.Sum(gathered => gathered.Rows.Count);

    private protected override IEnumerable<(object Input, string Sentence)> InputsOf(object input, string sentence) =>
        ((FeedBody)input).Rows.Select(row => (row.Input, row.Sentence));

    private protected override void WriteResult(object input, WriteResult<Page<BankFeedTransaction>> result)
    {
        if (result.Value is null)
        {
            WriteObject(WrittenObject.From(result));
            return;
        }

        var sent = result.Value.Items.Where(item => item.TransactionId is not null).ToLookup(item => item.TransactionId!);
        foreach (var row in ((FeedBody)input).Rows)
        {
            if (sent[row.TransactionId].FirstOrDefault() is { } item)
            {
                WriteObject(WrittenObject.From(item, result));
            }
            else
            {
                ReportMissing(row, result.IdempotencyKey!);
            }
        }
    }

    private FieldValues Values => new()
    {
        { "transaction_id", TransactionId },
        { "posted_at", PostedAt },
        { "transaction_date", TransactionDate },
        { "amount", Amount },
        { "description", Description },
        { "transaction_type", TransactionType },
        { "debit_credit_memo", DebitCreditMemo },
        { "interest_amount", InterestAmount },
        { "memo", Memo },
        { "payee", Payee },
        { "principal_amount", PrincipalAmount },
    };

    // The body of the current row.
    private FeedBody BodyOf()
    {
        // A row from an earlier run's output has the key of that run.
        var isInherited = !isKeyOnCommandLine && InputObject?.BaseObject is RutterObject;
        var key = isInherited || string.IsNullOrWhiteSpace(IdempotencyKey) ? null : IdempotencyKeys.Require(IdempotencyKey);
        var place = new FeedPlace(AccessToken.ToSecret(), BankFeedAccountId, key);
        if (!open.TryGetValue(place, out var gathered))
        {
            if (key is not null && !usedKeys.Add(key))
            {
                throw new ArgumentException(
                    $"The idempotency key '{key}' belongs to another body already: a key stands for the rows of one account, {BatchSize} at most.");
            }

            open[place] = gathered = new FeedBody(place, key ?? IdempotencyKeys.Create(), Writer);
        }

        return gathered;
    }

    private void Send(FeedBody gathered)
    {
        var sentence = gathered.Describe(NameOf("BankFeedAccount", gathered.Place.AccountId)!);
        if (Confirm(sentence))
        {
            var (options, fields) = (Options, gathered.ToFields().ToList());
            Write(new(
                gathered,
                sentence,
                gathered.IdempotencyKey,
                (evidence, cancellationToken) => gathered.Writer.CreateManyAsync(fields, evidence, options, cancellationToken)));
        }
    }

    private void ReportMissing(FeedRow row, string key)
    {
        var message = $"{row.Sentence}: its body was taken, and the response does not have it.";
        var advice =
            $"Get-RutterBankFeedTransaction shows whether it is there. Sending the same rows with -IdempotencyKey {key} cannot make any twice.";
        var record = ErrorRecords.Create(new InvalidOperationException(message), "MissingInResponse", ErrorCategory.InvalidResult, row.Input, advice);
        Report(record, isFinal: false);
    }
}
