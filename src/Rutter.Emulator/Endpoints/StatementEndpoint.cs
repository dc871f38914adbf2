using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.State;
using Rutter.Emulator.Writes;

namespace Rutter.Emulator.Endpoints;

/// <summary>
/// A balance sheet, an income statement or a cash flow statement of a time, made from the accounts, invoices, bills and expenses in dollars. Like a
/// write it is a job: <c>response_mode=async</c> answers 202. Each line is the sum of those below it. Source: the description; the year 2024
/// without dates is this emulator's decision.
/// </summary>
internal sealed class StatementEndpoint(ObjectDescription description, Operation operation) : WriteEndpoint(operation)
{
    private const string Currency = "USD";

    protected override bool HonoursKey => false;

    protected override CheckedBody ReadBody(ApiRequest request)
    {
        request.Data.Connection.CheckReady(request.Query);
        _ = request.Query.OneOf("expand", "platform_data");
        _ = (Time(request, "start_date"), Time(request, "end_date"));
        return new CheckedBody(request.Query.OneOf("response_mode", "async", "prefer_sync") == "async", null, default);
    }

    protected override Response Commit(ApiRequest request, CheckedBody body)
    {
        var start = Time(request, "start_date") ?? new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var end = Time(request, "end_date") ?? new DateTimeOffset(2024, 12, 31, 0, 0, 0, TimeSpan.Zero);
        if (end < start)
        {
            throw ApiError.InvalidParameter("end_date", "must not be before start_date");
        }

        var statement = description.Noun switch
        {
            "BalanceSheet" => BalanceSheet(request.Data),
            "IncomeStatement" => IncomeStatement(request.Data, start, end),
            _ => CashFlow(request.Data, start, end),
        };
        statement["id"] = request.Data.NewId();
        (statement["start_date"], statement["end_date"], statement["currency_code"]) = (Timestamps.Format(start), Timestamps.Format(end), Currency);
        (statement["created_at"], statement["updated_at"]) = (Timestamps.Format(request.Data.Now), Timestamps.Format(request.Data.Now));
        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray(Operation.ResponseProperty!.Name);
            ObjectReader.Read(description, statement).Write(json);
            json.WriteEndArray();
            json.WriteNull("next_cursor");
            request.Data.Connection.Write(json);
            json.WriteEndObject();
        });
    }

    private static DateTimeOffset? Time(ApiRequest request, string name)
    {
        if (request.Query.Text(name) is not { } text)
        {
            return null;
        }

        return Timestamps.TryParse(text, out var time)
            ? time
            : throw ApiError.InvalidParameter(name, "must be an ISO 8601 timestamp or a date in the form YYYY-MM-DD");
    }

    private static JsonObject BalanceSheet(ConnectionData data)
    {
        var assets = Sum("Assets", ByType(data, "asset"));
        var liabilities = Sum("Liabilities", ByType(data, "liability"));
        var equity = Section("Equity", [("Retained earnings", null, Value(assets) - Value(liabilities))]);
        return new JsonObject
        {
            ["total_assets"] = (string?)assets["value"], ["total_liabilities"] = (string?)liabilities["value"],
                ["total_equity"] = (string?)equity["value"],
            ["assets"] = assets, ["liabilities"] = liabilities, ["equity"] = equity,
        };
    }

    private static JsonObject IncomeStatement(ConnectionData data, DateTimeOffset start, DateTimeOffset end)
    {
        var income = Section("Income", [("Invoices", null, Total(data, "Invoice", "issue_date", start, end))]);
        var cost = Section("Cost of sales", [("Purchases", null, 0m)]);
        var expenses = Section("Expenses",
            [("Bills", null, Total(data, "Bill", "issue_date", start, end)), ("Expenses", null, Spent(data, start, end))]);
        var gross = Value(income) - Value(cost);
        var net = Text(gross - Value(expenses));
        return new JsonObject
        {
            ["accounting_standard"] = "accrual", ["gross_profit"] = Text(gross), ["net_income"] = net, ["net_operating_income"] = net,
                ["net_profit"] = net,
            ["net_sales"] = (string?)income["value"], ["total_cost_of_sales"] = (string?)cost["value"],
                ["total_expenses"] = (string?)expenses["value"],
            ["total_income"] = (string?)income["value"], ["expenses"] = expenses, ["income"] = income, ["cost_of_sales"] = cost,
        };
    }

    private static JsonObject CashFlow(ConnectionData data, DateTimeOffset start, DateTimeOffset end)
    {
        var received = Total(data, "InvoicePayment", "txn_date", start, end);
        var spent = Total(data, "BillPayment", "transaction_date", start, end) + Spent(data, start, end);
        var operating = Section("Operating activities", [("Received from customers", null, received), ("Paid to vendors", null, -spent)]);
        var investing = Section("Investing activities", [("Investments", null, 0m)]);
        var financing = Section("Financing activities", [("Loans", null, 0m)]);
        var ending = ByType(data, "asset").Sum(Value);
        return new JsonObject
        {
            ["ending_balance"] = Text(ending), ["starting_balance"] = Text(ending - Value(operating)), ["total_financing"] = "0.00",
                ["total_investing"] = "0.00",
            ["total_operating"] = (string?)operating["value"], ["gross_cash_in_flow"] = Text(received), ["gross_cash_out_flow"] = Text(spent),
            ["financing_activities"] = financing, ["investing_activities"] = investing, ["operating_activities"] = operating,
        };
    }

    // A line for each type of account, with its accounts below.
    private static JsonObject[] ByType(ConnectionData data, string category) =>
    [
        .. data.Store("Account").All()
            .Where(account => account.Text("category") == category && account.Text("currency_code") == Currency)
            .GroupBy(account => account.Text("account_type") ?? "other", StringComparer.Ordinal)
            .Select(type => Section(
                Words(type.Key), type.Select(account => (account.Text("name") ?? "", (string?)account.Id, account.Amount("balance"))))),
    ];

    private static string Words(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    private static decimal Total(ConnectionData data, string noun, string date, DateTimeOffset start, DateTimeOffset end) =>
        Between(data, noun, date, start, end).Sum(item => item.Amount("total_amount"));

    private static decimal Spent(ConnectionData data, DateTimeOffset start, DateTimeOffset end) =>
        Between(data, "Expense", "transaction_date", start, end)
            .Sum(item => item.Items("line_items").Sum(line => line.GetProperty("total_amount").GetDecimal()));

    private static IEnumerable<StoredObject> Between(ConnectionData data, string noun, string date, DateTimeOffset start, DateTimeOffset end) =>
        data.Store(noun).All()
            .Where(item => item.Text("currency_code") == Currency && item[date] is DateTimeOffset time && time >= start && time <= end);

    private static JsonObject Section(string name, IEnumerable<(string Name, string? AccountId, decimal Amount)> items) =>
        Sum(name, [.. items.Select(item => Item(item.Name, item.AccountId, item.Amount, []))]);

    private static JsonObject Sum(string name, JsonObject[] items) => Item(name, null, items.Sum(Value), items);

    private static JsonObject Item(string name, string? accountId, decimal amount, JsonNode[] items) =>
        new() { ["platform_id"] = null, ["account_id"] = accountId, ["name"] = name, ["value"] = Text(amount), ["items"] = new JsonArray(items) };

    private static decimal Value(JsonObject section) => DocumentAmounts.Read(section["value"]) ?? 0m;

    private static string Text(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
