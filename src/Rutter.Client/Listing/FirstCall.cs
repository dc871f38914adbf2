using System.Net;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Transport;

namespace Rutter.Client.Listing;

/// <summary>
/// Reads a list of one object from memory on another thread, so that the code of a first call is compiled while PowerShell is busy with its own.
/// Nothing is sent.
/// </summary>
internal static class FirstCall
{
    private static int isPrepared;

    /// <summary>Starts it, once per process.</summary>
    public static void Prepare()
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref isPrepared, 1) == 0)
        {
            // A failure here appears again in the call itself.
            _ = Task.Run(ReadAsync);
        }
    }

    /// <summary>Reads the list and returns its number of objects.</summary>
    internal static async Task<int> ReadAsync()
    {
        var options = new RutterClientOptions
        {
            BaseAddress = new Uri("https://prepare.invalid"),
            ClientId = "prepare",
            ClientSecret = new Secret("prepare"),
            AccessToken = new Secret("prepare"),
            Handler = new OnePage(),
        };
        var count = 0;
        var lists = new ListClient(new RequestSender(options));
        await foreach (var page in lists.ListPagesAsync(BankTransfer.Definition, new ListQuery(), maximumItems: 1).ConfigureAwait(false))
        {
            count += page.Items.Count;
        }

        return count;
    }

    private sealed class OnePage : HttpMessageHandler
    {
        private const string Body =
            """
            {"bank_transfers":[{"id":"1","total_amount":1.5,"currency_code":"USD","transaction_date":"2024-03-01T00:00:00.000Z",
            "last_synced_at":"2024-03-01T00:00:00.000Z"}],
            "next_cursor":null,"connection":{"id":"1","orgId":"1","platform":"QUICKBOOKS"}}
            """;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Body, null, "application/json") });
    }
}
