using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Generation;

/// <summary>Documents: their lines add up, their currency is that of the contact and of the account, and payments point to what they pay.</summary>
internal sealed class DocumentShapes(GenerationContext context, SeededRandom random, SampleMaker samples)
{
    /// <summary>Corrects values that a sample cannot know.</summary>
    public void Apply(ObjectDescription description, JsonObject json, int index)
    {
        switch (description.Noun)
        {
            case "Invoice" or "Bill":
                Document(description, json, index);
                Settle(description.Noun, json, index);
                break;
            case "SalesOrder" or "SalesReceipt" or "PurchaseOrder" or "Expense" or "CustomerRefund" or "BankDeposit"
                or "BillCreditMemo" or "InvoiceCreditMemo":
                Document(description, json, index);
                break;
            case "InvoicePayment":
                Payment(description, json, index, "Invoice", "linked_invoices", "customer_id");
                break;
            case "BillPayment":
                Payment(description, json, index, "Bill", "linked_bills", "vendor_id");
                break;
            case "JournalEntry":
                Journal(description, json, index);
                break;
            case "Order":
                Order(json);
                break;
            case "Payout":
                json["amount"] = Sum(json, "transactions", "amount");
                break;
        }
    }

    private void Document(ObjectDescription description, JsonObject json, int index)
    {
        var contact = description.IndexOf("vendor_id") >= 0 ? "Vendor" : "Customer";
        var contacts = context.IdsOf(contact);
        var number = contacts.Count == 0 ? 0 : random.Below(contacts.Count);
        var currency = description.Noun == "BankDeposit" || contacts.Count == 0 ? "USD" : Shapes.CurrencyOf(number);
        Set(description, json, contact == "Vendor" ? "vendor_id" : "customer_id", contacts.Count == 0 ? null : contacts[number]);
        Set(description, json, "customer_id", contact == "Vendor" ? null : (string?)json["customer_id"]);
        Set(description, json, "currency_code", currency);
        Set(description, json, "account_id", PaidFrom(description.Noun, currency, index));
        Set(description, json, "subsidiary_id", context.Subsidiary);
        foreach (var linked in new[] { "linked_payments", "linked_credit_memos", "linked_purchase_orders", "linked_bills", "linked_invoices",
            "linked_transactions" })
        {
            Set(description, json, linked, new JsonArray());
        }

        json["line_items"] = Lines(description, currency, index);
        DocumentAmounts.Add(description, json);
    }

    private string? PaidFrom(string noun, string currency, int index) =>
        noun is "Expense" or "CustomerRefund" or "BankDeposit" ? Shapes.BankAccount(context, currency, index) : null;

    private JsonArray Lines(ObjectDescription description, string currency, int index)
    {
        var schema = description.Schema.Property("line_items")!.Schema.Items;
        var isIncome = description.Noun is "Invoice" or "SalesReceipt" or "SalesOrder" or "CustomerRefund" or "InvoiceCreditMemo" or "BankDeposit";
        var account = context.Accounts.FirstOrDefault(account =>
            account.Text("category") == (isIncome ? "income" : "expense") && account.Text("currency_code") == currency)?.Id;
        var lines = new JsonArray();
        for (var i = 0; i <= random.Below(3); i++)
        {
            var line = samples.Object(schema, description.Noun + "Line", (index * 3) + i, DateTimeOffset.UnixEpoch.AddYears(54));
            var (quantity, unit) = (1 + random.Below(5), random.Amount(50_000));
            var target = line["item"] as JsonObject ?? line;
            DocumentAmounts.Set(schema, line, "quantity", quantity);
            DocumentAmounts.Set(schema, line, "unit_amount", unit);
            if (target != line)
            {
                (target["quantity"], target["unit_amount"]) = (quantity, unit);
            }

            if (line.ContainsKey("account_id"))
            {
                line["account_id"] = account;
            }

            foreach (var other in new[] { "type", "platform_id" }.Where(line.ContainsKey))
            {
                line[other] = other == "type" ? null : string.Create(CultureInfo.InvariantCulture, $"{i + 1}");
            }

            DocumentAmounts.SetLine(schema, line, quantity * unit);
            lines.Add((JsonNode)line);
        }

        return lines;
    }

    // One of three documents is paid, one is partly paid and one is unpaid. The payment has the same number as its document.
    private void Settle(string noun, JsonObject json, int index)
    {
        var payments = context.IdsOf(noun + "Payment");
        var total = (decimal)json["total_amount"]!;
        var paid = index >= payments.Count ? 0m : (index % 3) switch { 0 => total, 1 => decimal.Round(total / 2, 2), _ => 0m };
        json["status"] = paid == 0 ? "open" : paid == total ? "paid" : "partially_paid";
        json["amount_due"] = total - paid;
        if (paid == 0)
        {
            return;
        }

        var link = new JsonObject { ["id"] = payments[index], ["allocated_date"] = (string?)json["issue_date"], ["allocated_amount"] = paid };
        if (noun == "Invoice")
        {
            link["type"] = "INVOICE_PAYMENT";
        }

        json["linked_payments"] = new JsonArray(link);
    }

    private void Payment(ObjectDescription description, JsonObject json, int index, string documentNoun, string linked, string contact)
    {
        var all = context.Initial(documentNoun);
        var document = index < all.Count ? all[index] : null;
        var link = document?.Items("linked_payments").FirstOrDefault();
        var isPaying = link is { ValueKind: System.Text.Json.JsonValueKind.Object };
        var amount = isPaying ? link!.Value.GetProperty("allocated_amount").GetDecimal() : random.Amount(100_000);
        var currency = document?.Text("currency_code") ?? "USD";
        var links = new JsonArray();
        if (isPaying)
        {
            var entry = description.Schema.Property(linked)!.Schema.Items;
            var paid = new JsonObject { ["id"] = document!.Id };
            foreach (var name in new[] { "allocated_date", "allocated_at" }.Where(name => entry.Property(name) is not null))
            {
                paid[name] = document["issue_date"] is DateTimeOffset day ? Timestamps.Format(day) : null;
            }

            DocumentAmounts.Set(entry, paid, "allocated_amount", amount);
            DocumentAmounts.Set(entry, paid, "amount", amount);
            links.Add((JsonNode)paid);
        }

        json[linked] = links;
        json[contact] = document?.Text(contact) ?? (string?)json[contact];
        json["currency_code"] = currency;
        json["account_id"] = Shapes.BankAccount(context, currency, index);
        Set(description, json, "ar_account_id", null);
        Set(description, json, "linked_credit_memos", new JsonArray());
        DocumentAmounts.Set(description.Schema, json, "total_amount", amount);
        json.Remove("ar_account_id");
    }

    // Debits are positive and credits negative, so an entry adds up to zero.
    private void Journal(ObjectDescription description, JsonObject json, int index)
    {
        var accounts = context.Accounts.Where(account => account.Text("currency_code") == "USD").ToArray();
        var schema = description.Schema.Property("line_items")!.Schema.Items;
        var amount = random.Amount(500_000);
        var debit = random.Below(accounts.Length);
        var credit = (debit + 1 + random.Below(accounts.Length - 1)) % accounts.Length;
        json["currency_code"] = "USD";
        json["line_items"] = new JsonArray(Line(accounts[debit].Id, amount), Line(accounts[credit].Id, -amount));

        JsonObject Line(string account, decimal value)
        {
            var line = samples.Object(schema, "JournalEntryLine", index, DateTimeOffset.UnixEpoch.AddYears(54));
            (line["account_id"], line["tax_rate_id"], line["total_amount"]) = (account, null, value);
            return line;
        }
    }

    private static void Order(JsonObject json)
    {
        var total = 0m;
        foreach (var line in json["line_items"]!.AsArray())
        {
            total += (decimal)line!["price"]! * (decimal)line["quantity"]!;
        }

        (json["total_line_items_price"], json["total_price"]) = (total, total);
        (json["total_discount"], json["total_shipping"], json["total_tax"], json["total_shipping_discount"]) = (0m, 0m, 0m, 0m);
        json["refunds"] = new JsonArray();
        json.Remove("cancelled_at");
        foreach (var part in new[] { "transactions", "fulfillments" }.SelectMany(name => json[name]?.AsArray() ?? []))
        {
            part!["order_id"] = (string?)json["id"];
            if (part["amount"] is not null)
            {
                part["amount"] = total;
            }
        }
    }

    private static decimal Sum(JsonObject json, string list, string amount) => json[list]!.AsArray().Sum(entry => (decimal?)entry![amount] ?? 0m);

    private static void Set(ObjectDescription description, JsonObject json, string name, JsonNode? value)
    {
        if (description.IndexOf(name) >= 0)
        {
            json[name] = value;
        }
    }
}
