using System.Globalization;
using Rutter.Client.Resources.BankFeedTransactions;
using Rutter.Client.Text;
using Rutter.Client.Transport;
using Rutter.Client.Writes;
using RutterPS.Writes;

namespace RutterPS.BankFeedTransactions;

/// <summary>The rows of one bank feed account that are sent in one body, with one idempotency key.</summary>
internal sealed class FeedBody(FeedPlace place, string idempotencyKey, ResourceWriter<BankFeedTransaction> writer)
{
    private decimal total;

    public FeedPlace Place => place;

    public string IdempotencyKey => idempotencyKey;

    /// <summary>The client for the connection of the rows.</summary>
    public ResourceWriter<BankFeedTransaction> Writer => writer;

    public List<FeedRow> Rows { get; } = [];

    /// <summary>The balance of the account, from the last row that has one.</summary>
    public decimal? CurrentBalance { get; private set; }

    public void Add(FeedRow row, decimal? currentBalance)
    {
        Rows.Add(row);
        total += row.Amount;
        CurrentBalance = currentBalance ?? CurrentBalance;
    }

    /// <summary>The value under the key of the list.</summary>
    public IEnumerable<KeyValuePair<string, object?>> ToFields()
    {
        yield return new("bank_feed_account_id", Place.AccountId);
        if (CurrentBalance is not null)
        {
            yield return new("current_balance", CurrentBalance);
        }

        yield return new("transactions", Rows.Select(row => (object?)row.Fields).ToList());
    }

    public string Describe(string account) => string.Create(
        CultureInfo.InvariantCulture,
        $"Send {Rows.Count} bank feed transaction{(Rows.Count == 1 ? "" : "s")}, {total} in all, to bank feed account {DisplayText.Clean(account)}");
}

/// <summary>What the rows of one body have in common.</summary>
/// <param name="AccessToken">The rows' access token; null for the session's.</param>
/// <param name="AccountId">The bank feed account.</param>
/// <param name="Key">The given idempotency key; null if the body gets a new one.</param>
internal sealed record FeedPlace(Secret? AccessToken, string AccountId, string? Key);

/// <summary>One row: the input, and the fields to send.</summary>
internal sealed record FeedRow(object Input, string TransactionId, decimal Amount, IReadOnlyList<KeyValuePair<string, object?>> Fields)
{
    public string Sentence => $"Send bank feed transaction {ChangeSentence.Show(TransactionId)} of {ChangeSentence.Show(Amount)}";
}
