using Rutter.Client.Listing;
using Rutter.Client.Resources.BankTransfers;

namespace Rutter.Client.Tests.Support;

internal static class Listings
{
    public static async Task<List<BankTransfer>> ListAsync(
        this RutterClient client, ListQuery? query = null, long? maximumItems = null, CancellationToken cancellationToken = default)
    {
        var all = new List<BankTransfer>();
        await foreach (var page in client
            .ListPagesAsync(BankTransfer.Definition, query ?? new ListQuery(), maximumItems).WithCancellation(cancellationToken))
        {
            all.AddRange(page.Items);
        }

        return all;
    }

    /// <summary>A list response with one transfer for each id.</summary>
    public static string Page(string? nextCursor, params string[] ids) =>
        $$$"""{"bank_transfers":[{{{Items(ids)}}}],"next_cursor":{{{(nextCursor is null ? "null" : $"\"{nextCursor}\"")}}},"connection":{"id":"c1","orgId":"o1","platform":"XERO"}}""";

    private static string Items(string[] ids) => string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","total_amount":1}"""));
}
