using System.Globalization;
using Rutter.Client.Text;
using RutterPS.Writes;

namespace RutterPS.BankTransfers;

/// <summary>Says in words what would happen to whose money.</summary>
internal static class BankTransferWords
{
    public static ChangeDescription Create(string from, string to, decimal amount, DateTimeOffset? date, string? memo) =>
        new($"Move {Amount(amount)} from account {DisplayText.Clean(from)} to account {DisplayText.Clean(to)}{On(date)}{For(memo)}", "new bank transfer");

    public static ChangeDescription Update(string id, string? from, string? to, decimal? amount, DateTimeOffset? date, string? memo)
    {
        var changes = new List<string>();
        Say("from account", DisplayText.Clean(from));
        Say("to account", DisplayText.Clean(to));
        Say("amount", amount is { } number ? Amount(number) : "");
        Say("date", date is { } day ? Date(day) : "");
        if (memo is not null)
        {
            changes.Add($"memo '{DisplayText.Clean(memo)}'");
        }

        return new($"Change bank transfer {DisplayText.Clean(id)}: {string.Join(", ", changes)}", id);

        void Say(string what, string value)
        {
            if (value.Length > 0)
            {
                changes.Add($"{what} {value}");
            }
        }
    }

    public static ChangeDescription Delete(string id) => new($"Delete bank transfer {DisplayText.Clean(id)}", id);

    private static string Amount(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string On(DateTimeOffset? date) => date is { } day ? $" on {Date(day)}" : "";

    private static string Date(DateTimeOffset date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string For(string? memo) => string.IsNullOrEmpty(memo) ? "" : $" ('{DisplayText.Clean(memo)}')";
}
