using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Writes;

/// <summary>A platform's rules for an object, and the values that follow from others. A refusal is a 450.</summary>
internal sealed class PlatformRules(ConnectionData data, ObjectDescription description)
{
    /// <summary>Checks an object, and sets the values that follow from others.</summary>
    /// <param name="item">The object as the body made it.</param>
    /// <param name="payload">The object in the body; undefined without a body.</param>
    /// <param name="current">The object as it was; null for a new one.</param>
    /// <exception cref="ApiError">The platform refuses.</exception>
    public void Apply(JsonObject item, JsonElement payload, StoredObject? current)
    {
        switch (description.Noun)
        {
            case "BankTransfer":
                Transfer(item);
                break;
            case "JournalEntry":
                Balance(item);
                break;
            case "Account":
                item["category"] = CategoryOf((string?)item["account_type"]);
                item["balance"] ??= 0m;
                break;
            case "Customer":
                item["customer_name"] ??= item["contact_name"]?.DeepClone();
                item["currency_code"] ??= Text(payload, "additional_fields", "currency_code") ?? "USD";
                item["parent_id"] = Text(payload, "additional_fields", "parent_id") ?? (string?)item["parent_id"];
                break;
            case "Vendor":
                item["display_name"] ??= item["vendor_name"]?.DeepClone();
                if (Text(payload, "currency_code") is { } currency)
                {
                    item["currency_codes"] = new JsonArray(currency);
                }

                break;
            case "TaxRate":
                var rate = item["components"]!.AsArray().Sum(component => DocumentAmounts.Read(component!["rate"]) ?? 0m);
                (item["total_tax_rate"], item["effective_tax_rate"]) = (rate, rate);
                break;
            case "InvoicePayment" or "BillPayment":
                new Settlement(data, description).Pay(item, payload, current);
                break;
            case var _ when description.IndexOf("line_items") >= 0 && description.Area == "accounting":
                Add(item, payload, current);
                break;
        }
    }

    private static string? Text(JsonElement payload, params string[] path)
    {
        foreach (var name in path)
        {
            if (payload.ValueKind != JsonValueKind.Object || !payload.TryGetProperty(name, out payload))
            {
                return null;
            }
        }

        return payload.ValueKind == JsonValueKind.String ? payload.GetString() : null;
    }

    private static string CategoryOf(string? type) => type switch
    {
        "bank" or "fixed_asset" or "other_asset" or "other_current_asset" or "accounts_receivable" => "asset",
        "credit_card" or "liability" or "other_current_liability" or "long_term_liability" or "accounts_payable" => "liability",
        "equity" => "equity",
        "income" or "other_income" => "income",
        "expense" or "other_expense" or "cost_of_goods_sold" => "expense",
        "non_posting" => "nonposting",
        _ => "unknown",
    };

    private void Transfer(JsonObject item)
    {
        var credit = data.Store("Account").TryFind((string)item["credit_account_id"]!, out var from) ? from : null;
        var debit = data.Store("Account").TryFind((string)item["debit_account_id"]!, out var to) ? to : null;
        if (credit!.Id == debit!.Id)
        {
            throw ApiError.Platform("SAME_ACCOUNT", "The two accounts of a transfer must be different.");
        }

        var (currency, other) = (credit.Text("currency_code"), debit.Text("currency_code"));
        if (currency != other)
        {
            throw ApiError.Platform("CURRENCY_MISMATCH",
                $"The two accounts of a transfer must have the same currency; they have {currency} and {other}.");
        }

        if (DocumentAmounts.Read(item["total_amount"]) is not > 0m)
        {
            throw ApiError.Platform("INVALID_AMOUNT", "The amount of a transfer must be greater than zero.");
        }

        item["currency_code"] = currency;
    }

    private static void Balance(JsonObject item)
    {
        var lines = item["line_items"]!.AsArray();
        var sum = lines.Sum(DocumentAmounts.TotalOf);
        if (sum != 0 || lines.Count < 2)
        {
            throw ApiError.Platform("UNBALANCED_ENTRY",
                $"The lines of a journal entry must be two at least and add up to zero; these {lines.Count} add up to {sum}.");
        }
    }

    private void Add(JsonObject item, JsonElement payload, StoredObject? current)
    {
        if (payload.ValueKind != JsonValueKind.Object || !payload.TryGetProperty("line_items", out var written)
            || written.ValueKind != JsonValueKind.Array)
        {
            if (current is null)
            {
                DocumentAmounts.Add(description, item);
            }

            return;
        }

        var schema = description.Schema.Property("line_items")!.Schema.Items;
        foreach (var (line, source) in item["line_items"]!.AsArray().Zip(written.EnumerateArray()))
        {
            Price(schema, line!.AsObject(), source);
        }

        var settled = current is null
            ? 0m
            : current.Amount("total_amount") - current.Amount(current.Description.IndexOf("amount_due") >= 0 ? "amount_due" : "remaining_amount");
        DocumentAmounts.Add(description, item);
        var open = (DocumentAmounts.Read(item["total_amount"]) ?? 0m) - settled;
        if (current is not null && open < 0)
        {
            throw ApiError.Platform("ALREADY_PAID", $"{settled} was paid already; the lines cannot come to less.");
        }

        if (current is not null)
        {
            DocumentAmounts.Set(description.Schema, item, "amount_due", open);
            DocumentAmounts.Set(description.Schema, item, "remaining_amount", open);
        }
    }

    // A line has a total, or its item's price and quantity.
    private static void Price(Schema schema, JsonObject line, JsonElement source)
    {
        var item = source.TryGetProperty("item", out var named) && named.ValueKind == JsonValueKind.Object ? named : source;
        var quantity = Number(item, "quantity") ?? 1m;
        var total = Number(source, "total_amount") ?? (Number(item, "unit_amount") * quantity) ?? 0m;
        DocumentAmounts.SetLine(schema, line, total);
        if (line["item"] is JsonObject shown)
        {
            shown["quantity"] = quantity;
            shown["unit_amount"] ??= Number(source, "unit_amount") ?? (quantity == 0 ? total : total / quantity);
        }
    }

    private static decimal? Number(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            ? DocumentAmounts.Read(JsonNode.Parse(value.GetRawText()))
            : null;
}
