using Rutter.Client;
using Rutter.Client.Errors;
using Rutter.Client.Listing;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Transport;
using Rutter.Client.Webhooks;
using Rutter.Client.Writes;
using Rutter.Emulator;

namespace Rutter.Samples.Tour;

/// <summary>The same tour without PowerShell.</summary>
internal static class LibraryTour
{
    private const string SinceMarch = "updated_at >= \"2024-03-01\"";

    public static async Task<int> RunAsync(TextWriter output)
    {
        await output.WriteLineAsync("""
            PowerShell 7.4 or later (pwsh) is not on the PATH, so this tour uses the client library that the cmdlets are made of.
            The shortest way to one, with the .NET SDK alone: dotnet tool install --global PowerShell. Then run this again.

            """);

        using var emulator = RutterEmulator.Start(new EmulatorOptions { TransferCount = 1200 });
        await output.WriteLineAsync($"1. An emulator of Rutter listens on {emulator.BaseUri}, with {emulator.TransferCount} bank transfers.");

        var client = new RutterClient(new RutterClientOptions
        {
            BaseAddress = emulator.BaseUri,
            ClientId = emulator.ClientId,
            ClientSecret = new Secret(emulator.ClientSecret),
            AccessToken = new Secret(emulator.AccessToken),
        });

        var all = await ListAsync(client, new ListQuery { Limit = 500 });
        await output.WriteLineAsync($"2. All of them, page by page: {all.Count} transfers in {emulator.Requests.Count} requests.");
        foreach (var transfer in all.Take(3))
        {
            await output.WriteLineAsync(FormattableString.Invariant($"   {transfer.TransactionDate:yyyy-MM-dd} {transfer.TotalAmount,14} {transfer.CurrencyCode}  {transfer.CreditAccountId} -> {transfer.DebitAccountId}"));
        }

        var recent = await ListAsync(client, new ListQuery { Filter = SinceMarch });
        await output.WriteLineAsync($"3. Those with {SinceMarch}: {recent.Count}.");

        var one = await client.FetchAsync(BankTransfer.Definition, new FetchQuery(all[0].Id));
        await output.WriteLineAsync(FormattableString.Invariant($"4. One by its id: {one.Id}, {one.TotalAmount} {one.CurrencyCode}."));

        try
        {
            await client.FetchAsync(BankTransfer.Definition, new FetchQuery("00000000-0000-0000-0000-000000000000"));
        }
        catch (RutterApiException failure)
        {
            await output.WriteLineAsync($"5. One that does not exist: {failure.Message}\n   {failure.RecommendedAction}");
        }

        emulator.AddFault(new EmulatorFault { Kind = FaultKind.DropAfterCommit, Method = "POST", Count = 1 });
        var made = await client.Writer(BankTransfer.Definition).CreateAsync(
            [new("credit_account_id", one.CreditAccountId), new("debit_account_id", one.DebitAccountId),
                new("total_amount", 250.00m), new("memo", "Rent")],
            IdempotencyKeys.Create(),
            new WriteOptions());
        var created = emulator.TransferCount - all.Count;
        await output.WriteLineAsync(FormattableString.Invariant(
            $"6. A new one, while the network drops the first response: {made.Value!.TotalAmount} {made.Value.CurrencyCode}, made {created} time(s), under the key {made.IdempotencyKey}."));

        var body = """{"type":"BANK_TRANSFER","code":"BANK_TRANSFER_UPDATED","connection_id":"c1","bank_transfer":{"id":"b1","total_amount":250.00}}"""u8.ToArray();
        var signature = WebhookSignature.Compute(body, client.Options.ClientSecret);
        var webhook = WebhookEvent.Read(body, signature, client.Options.ClientSecret);
        var isForged = WebhookSignature.Verify("{}"u8, signature, client.Options.ClientSecret);
        await output.WriteLineAsync(FormattableString.Invariant(
            $"7. A webhook, verified and read: {webhook}, {((BankTransfer)webhook.Entity!).TotalAmount}. Another body under its signature is {(isForged ? "taken" : "refused")}."));

        return created == 1 && !isForged ? 0 : 1;
    }

    private static async Task<List<BankTransfer>> ListAsync(RutterClient client, ListQuery query)
    {
        var transfers = new List<BankTransfer>();
        await foreach (var page in client.ListPagesAsync(BankTransfer.Definition, query))
        {
            transfers.AddRange(page.Items);
        }

        return transfers;
    }
}
