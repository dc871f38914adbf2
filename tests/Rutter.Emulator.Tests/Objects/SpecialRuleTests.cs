using System.Text;
using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Objects;

/// <summary>What a platform demands of some objects, and what follows from a write for others.</summary>
public sealed class SpecialRuleTests : IDisposable
{
    private readonly TestApi api = TestApi.Start(new EmulatorOptions { EnforceRateLimit = false });

    public void Dispose() => api.Dispose();

    public static TheoryData<JournalLines> JournalEntries { get; } =
    [
        new JournalLines(FirstLine: "10.00", SecondLine: "-9.99", StatusCode: 450),
        new JournalLines(FirstLine: "10.00", SecondLine: "10.00", StatusCode: 450),
        new JournalLines(FirstLine: "0.10", SecondLine: "-0.10", StatusCode: 200),
    ];

    [Theory]
    [MemberData(nameof(JournalEntries))]
    public async Task A_journal_entry_has_to_balance(JournalLines given)
    {
        var (first, second, status) = given;
        var account = (string)api.Emulator.GetObjects("accounts")[0]["id"]!;
        var body = $$$"""
            {"journal_entry":{"transaction_date":"2024-03-01","currency_code":"USD","line_items":[
              {"account_id":"{{{account}}}","total_amount":{{{first}}}},{"account_id":"{{{account}}}","total_amount":{{{second}}}}]}}
            """;

        var response = await api.WriteAsync("POST", "/accounting/journal_entries", body);

        Assert.Equal(status, response.Status);
        Assert.True(status == 200 || response.ErrorCode == "UNBALANCED_ENTRY");
    }

    [Fact]
    public async Task A_payment_settles_an_invoice_and_its_deletion_opens_it_again()
    {
        var invoice = Open("invoices");
        var id = (string)invoice["id"]!;
        var due = ReadTests.Amount(invoice["amount_due"]);

        var tooMuch = await PayInvoiceAsync(id, due + 0.01m);
        Assert.Equal((450, "AMOUNT_EXCEEDS_DUE"), (tooMuch.Status, tooMuch.ErrorCode));
        Assert.Equal(due, ReadTests.Amount(Stored("invoices", id)["amount_due"]));

        var paid = await PayInvoiceAsync(id, due);
        Assert.True(paid.Status == 200, paid.Text);
        Assert.Equal((0m, "paid"), (ReadTests.Amount(Stored("invoices", id)["amount_due"]), (string)Stored("invoices", id)["status"]!));
        var payment = paid.Json.GetProperty("invoice_payment").GetProperty("id").GetString()!;
        Assert.Contains(Stored("invoices", id)["linked_payments"]!.AsArray(), link => (string)link!["id"]! == payment);

        await api.WriteAsync("DELETE", $"/accounting/invoice_payments/{payment}", null);
        Assert.Equal(due, ReadTests.Amount(Stored("invoices", id)["amount_due"]));
        Assert.DoesNotContain(Stored("invoices", id)["linked_payments"]!.AsArray(), link => (string)link!["id"]! == payment);
    }

    [Fact]
    public async Task A_bill_payment_is_never_above_what_is_due()
    {
        var bill = Open("bills");
        var account = (string)api.Emulator.GetObjects("accounts")[0]["id"]!;
        string Body(decimal amount) => FormattableString.Invariant(
            $$$"""{"bill_payment":{"account_id":"{{{account}}}","transaction_date":"2024-03-01","linked_bills":[{"id":"{{{bill["id"]}}}","allocated_amount":{{{amount}}}}]}}""");
        var due = ReadTests.Amount(bill["amount_due"]);

        var tooMuch = await api.WriteAsync("POST", "/accounting/bill_payments", Body(due + 1));
        var half = await api.WriteAsync("POST", "/accounting/bill_payments", Body(decimal.Round(due / 2, 2)));

        Assert.Equal((450, "AMOUNT_EXCEEDS_DUE"), (tooMuch.Status, tooMuch.ErrorCode));
        Assert.True(half.Status == 200, half.Text);
        Assert.Equal("partially_paid", (string)Stored("bills", (string)bill["id"]!)["status"]!);
        Assert.Equal(due - decimal.Round(due / 2, 2), ReadTests.Amount(Stored("bills", (string)bill["id"]!)["amount_due"]));
    }

    [Fact]
    public async Task A_credit_is_applied_and_taken_back()
    {
        var bill = Open("bills");
        var memo = api.Emulator.GetObjects("bill_credit_memos").First(item => ReadTests.Amount(item["remaining_amount"]) > 1m);
        var (billId, memoId, vendor) = ((string)bill["id"]!, (string)memo["id"]!, (string)api.Emulator.GetObjects("vendors")[0]["id"]!);
        var (due, left) = (ReadTests.Amount(bill["amount_due"]), ReadTests.Amount(memo["remaining_amount"]));
        string Body(string amount) => $$$"""
            {"bill_credit_application":{"bill_credit_memo_id":"{{{memoId}}}","vendor_id":"{{{vendor}}}","transaction_date":"2024-03-01","currency_code":"USD",
              "linked_bills":[{"id":"{{{billId}}}","allocated_amount":{{{amount}}}}]}}
            """;

        Assert.Equal(450, (await api.WriteAsync("POST", "/accounting/bill_credit_applications", Body("99999999"))).Status);
        var applied = await api.WriteAsync("POST", "/accounting/bill_credit_applications", Body("1.00"));
        Assert.True(applied.Json.GetProperty("bill_credit_application").GetProperty("success").GetBoolean());
        Assert.Equal((due - 1m, left - 1m),
            (ReadTests.Amount(Stored("bills", billId)["amount_due"]), ReadTests.Amount(Stored("bill_credit_memos", memoId)["remaining_amount"])));

        var back = $$$"""{"bill_credit_unapplication":{"bill_credit_memo_id":"{{{memoId}}}","bill_id":"{{{billId}}}"}}""";
        Assert.Equal(200, (await api.WriteAsync("POST", "/accounting/bill_credit_applications/unapply", back)).Status);
        Assert.Equal((due, left),
            (ReadTests.Amount(Stored("bills", billId)["amount_due"]), ReadTests.Amount(Stored("bill_credit_memos", memoId)["remaining_amount"])));
        Assert.Equal(450, (await api.WriteAsync("POST", "/accounting/bill_credit_applications/unapply", back)).Status);
    }

    [Fact]
    public async Task The_total_of_an_invoice_is_that_of_its_lines()
    {
        var customer = (string)api.Emulator.GetObjects("customers")[0]["id"]!;
        var item = (string)api.Emulator.GetObjects("items")[0]["id"]!;
        var body = $$$"""
            {"invoice":{"customer_id":"{{{customer}}}","issue_date":"2024-03-01","currency_code":"USD","line_items":[
              {"total_amount":10.10,"description":"one"},{"total_amount":0.20},{"total_amount":6.00,"item":{"id":"{{{item}}}","quantity":3,"unit_amount":2.00}}]}}
            """;

        var made = JsonNode.Parse((await api.WriteAsync("POST", "/accounting/invoices", body)).Text)!["invoice"]!;

        Assert.Equal(("16.30", "16.30", "open"), (made["total_amount"]!.ToJsonString(), made["amount_due"]!.ToJsonString(), (string)made["status"]!));
        var updated = await api.WriteAsync("PATCH", $"/accounting/invoices/{made["id"]}", """{"invoice":{"line_items":[{"total_amount":5.00}]}}""");
        Assert.Equal("5.00", updated.Json.GetProperty("invoice").GetProperty("total_amount").GetRawText());
    }

    [Fact]
    public async Task A_bill_to_an_unknown_vendor_is_refused()
    {
        var response = await api.WriteAsync(
            "POST", "/accounting/bills", """{"bill":{"vendor_id":"there-is-none","issue_date":"2024-03-01","currency_code":"USD","line_items":[{"total_amount":1}]}}""");

        Assert.Equal((450, "VENDOR_NOT_FOUND"), (response.Status, response.ErrorCode));
        Assert.Contains("vendor_id", response.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_bank_feed_transactions_come_in_one_body()
    {
        var account = (string)api.Emulator.GetObjects("bank_feed_accounts")[0]["id"]!;
        var rows = string.Join(',', Enumerable.Range(1, 20).Select(number =>
            $$"""{"transaction_id":"t{{number}}","posted_at":"2024-03-01T10:00:00Z","amount":-{{number}}.50,"description":"row {{number}}","transaction_type":"debit"}"""));
        var before = api.Emulator.GetObjects("bank_feed_transactions").Count;

        var response = await api.WriteAsync(
            "POST", "/accounting/bank_feeds/transactions", $$$"""{"bank_feed_transactions":{"bank_feed_account_id":"{{{account}}}","transactions":[{{{rows}}}]}}""");

        Assert.True(response.Status == 200, response.Text);
        var made = response.Json.GetProperty("bank_feed_transactions").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"t{number}"), made.Select(row => row.GetProperty("transaction_id").GetString()));
        Assert.Equal("-20.50", made[^1].GetProperty("amount").GetRawText());
        Assert.All(made, row => Assert.Equal(account, row.GetProperty("bank_feed_account_id").GetString()));
        Assert.Equal(before + 20, api.Emulator.GetObjects("bank_feed_transactions").Count);
    }

    [Theory]
    [InlineData("balance_sheets", "balance_sheets")]
    [InlineData("income_statements", "income_statements")]
    [InlineData("cash_flow_statements", "cash_flows")]
    public async Task A_statement_is_a_job_when_asked_so(string path, string key)
    {
        var now = await api.GetAsync($"/accounting/{path}", "start_date=2024-01-01&end_date=2024-06-30");
        Assert.True(now.Status == 200, now.Text);
        Assert.Equal("2024-06-30T00:00:00.000Z", Assert.Single(now.Json.GetProperty(key).EnumerateArray()).GetProperty("end_date").GetString());

        var later = await api.GetAsync($"/accounting/{path}", "start_date=2024-01-01&end_date=2024-06-30&response_mode=async");
        Assert.Equal(202, later.Status);
        var job = await api.JobAsync(later.Json.GetProperty("async_response").GetProperty("id").GetString()!);
        Assert.Single(job.Json.GetProperty("response").GetProperty("body").GetProperty(key).EnumerateArray());
        Assert.Equal(400, (await api.GetAsync($"/accounting/{path}", "start_date=yesterday")).Status);
    }

    [Fact]
    public async Task The_totals_of_the_statements_agree()
    {
        var sheet = JsonNode.Parse((await api.GetAsync("/accounting/balance_sheets")).Text)!["balance_sheets"]![0]!;
        var income = JsonNode.Parse((await api.GetAsync("/accounting/income_statements")).Text)!["income_statements"]![0]!;

        Assert.Equal(ReadTests.Amount(sheet["total_assets"]), ReadTests.Amount(sheet["total_liabilities"]) + ReadTests.Amount(sheet["total_equity"]));
        Assert.Equal(ReadTests.Amount(sheet["total_assets"]), sheet["assets"]!["items"]!.AsArray().Sum(item => ReadTests.Amount(item!["value"])));
        Assert.Equal(ReadTests.Amount(income["net_income"]),
            ReadTests.Amount(income["total_income"]) - ReadTests.Amount(income["total_expenses"]) - ReadTests.Amount(income["total_cost_of_sales"]));
        Assert.True(ReadTests.Amount(income["total_income"]) > 0);
    }

    [Theory]
    [InlineData("invoices")]
    [InlineData("bills")]
    [InlineData("bank_transfers")]
    public async Task A_file_is_attached_listed_and_downloaded(string list)
    {
        var path = $"/accounting/{list}/{api.Emulator.GetObjects(list)[0]["id"]}/attachments";
        var content = Encoding.UTF8.GetBytes("%PDF-1.4 Beleg ü");

        var made = await api.WriteAsync("POST", path, $$"""{"file":"{{Convert.ToBase64String(content)}}","file_name":"Beleg.pdf"}""");

        Assert.True(made.Status == 200, made.Text);
        var attachment = made.Json.GetProperty("attachment");
        var id = attachment.GetProperty("id").GetString()!;
        Assert.Equal("Beleg.pdf", attachment.GetProperty("file_name").GetString());
        Assert.Equal([id], (await api.GetAsync(path)).Ids("attachments"));
        var file = await api.GetAsync($"{path}/{id}/file");
        Assert.Equal(("%PDF-1.4 Beleg ü", "application/octet-stream"), (file.Text, file.ContentType));
        Assert.Equal(400, (await api.WriteAsync("POST", path, """{"file":"not base64!","file_name":"x"}""")).Status);
        Assert.Equal(410, (await api.GetAsync($"/accounting/{list}/there-is-none/attachments")).Status);
    }

    [Fact]
    public async Task An_invoice_has_a_pdf()
    {
        var id = (string)api.Emulator.GetObjects("invoices")[0]["id"]!;

        Assert.StartsWith($"{api.Emulator.BaseUri}/files/",
            (await api.GetAsync($"/accounting/invoices/{id}/pdf")).Json.GetProperty("invoice").GetProperty("pdf_link")
            .GetString(), StringComparison.Ordinal);
        Assert.Equal(410, (await api.GetAsync("/accounting/invoices/there-is-none/pdf")).Status);
    }

    private JsonObject Open(string list) => api.Emulator.GetObjects(list)
        .First(item => (string)item["status"]! == "open" && (string)item["currency_code"]! == "USD" && ReadTests.Amount(item["amount_due"]) > 2m);

    private JsonObject Stored(string list, string id) => api.Emulator.GetObjects(list).Single(item => (string)item["id"]! == id);

    private Task<ApiResponse> PayInvoiceAsync(string id, decimal amount)
    {
        var account = (string)api.Emulator.GetObjects("accounts")[0]["id"]!;
        return api.WriteAsync("POST", "/accounting/invoice_payments", FormattableString.Invariant(
            $$$"""{"invoice_payment":{"account_id":"{{{account}}}","linked_invoices":[{"id":"{{{id}}}","amount":{{{amount}}}}]}}"""));
    }

    public sealed record JournalLines(string FirstLine, string SecondLine, int StatusCode);
}
