using Rutter.Client.Resources.Accounts;
using RutterPS.Writes;

namespace RutterPS.BankTransfers;

// Confirmations of money transfers show the names and the currency of the accounts, if they are known.

public sealed partial class NewRutterBankTransferCommand
{
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

public sealed partial class UpdateRutterBankTransferCommand
{
    private protected override string Describe() => new ChangeSentence($"Change bank transfer {ChangeSentence.Show(Id)}:")
        .With(" from account ", NameOf(Account.Definition.Noun, CreditAccountId), end: ",")
        .With(" to account ", NameOf(Account.Definition.Noun, DebitAccountId), end: ",")
        .With(" amount ", TotalAmount, end: ",")
        .With(" date ", TransactionDate, end: ",")
        .With(" memo ", Memo, quote: "'")
        .ToString();
}
