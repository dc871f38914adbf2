using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Writes;

/// <summary>Payments and credits, and the invoices and bills that they settle: never more than is due.</summary>
internal sealed class Settlement(ConnectionData data, ObjectDescription description)
{
    /// <summary>Reverses a deleted payment.</summary>
    public static void Undo(ConnectionData data, StoredObject payment)
    {
        if (payment.Description.Noun is "InvoicePayment" or "BillPayment")
        {
            new Settlement(data, payment.Description).Release(payment);
        }
    }

    /// <summary>Checks a payment and settles its documents.</summary>
    /// <exception cref="ApiError">It is more than is due.</exception>
    public void Pay(JsonObject item, JsonElement payload, StoredObject? current)
    {
        var (noun, list) = Documents(description.Noun);
        var isVoid = (string?)item["status"] == "void" && current?.Text("status") != "void";
        var namesDocuments = payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty(list, out _);
        var links = item[list]!.AsArray();
        var amounts = links.Select(link => ((string)link!["id"]!, DocumentAmounts.Read(link["amount"] ?? link["allocated_amount"]) ?? 0m)).ToList();
        var total = amounts.Sum(link => link.Item2);
        if (namesDocuments)
        {
            CheckAmounts(noun, amounts, current);
        }

        var given = payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("total_amount", out var amount)
            ? DocumentAmounts.Read(JsonNode.Parse(amount.GetRawText())) : null;
        if (given < total)
        {
            throw ApiError.Platform("AMOUNT_TOO_SMALL", $"The payment is {given}, but {total} of it is allocated.");
        }

        if (current is null || given is not null || namesDocuments)
        {
            DocumentAmounts.Set(description.Schema, item, "total_amount", given
                ?? (current is null || total > current.Amount("total_amount") ? total : current.Amount("total_amount")));
        }

        if (current is null)
        {
            item["currency_code"] ??= amounts.Count > 0 && data.Store(noun).TryFind(amounts[0].Item1, out var first)
                ? first.Text("currency_code")
                : "USD";
        }

        if (current is not null && (namesDocuments || isVoid))
        {
            Release(current);
        }

        if (namesDocuments && !isVoid)
        {
            amounts.ForEach(link => Settle(noun, link.Item1, link.Item2, (string)item["id"]!));
        }
    }

    /// <summary>Settles a part of an invoice or a bill.</summary>
    /// <param name="noun"><c>Invoice</c> or <c>Bill</c>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="amount">The amount; negative to reverse it.</param>
    /// <param name="byId">The id of the payment or credit.</param>
    /// <param name="list">The document's property that lists it.</param>
    /// <exception cref="ApiError">It is more than is due.</exception>
    public void Settle(string noun, string id, decimal amount, string byId, string list = "linked_payments")
    {
        if (!data.Store(noun).TryFind(id, out var document))
        {
            return;
        }

        var json = document.ToJson();
        var links = json[list]!.AsArray();
        var due = document.Amount("amount_due") - amount;
        if (due < 0)
        {
            throw TooMuch(noun, id, amount, document.Amount("amount_due"));
        }

        if (amount > 0)
        {
            var link = new JsonObject { ["id"] = byId, ["allocated_date"] = Timestamps.Format(new DateTimeOffset(data.Now.Date, TimeSpan.Zero)),
                ["allocated_amount"] = amount };
            if (noun == "Invoice")
            {
                link["type"] = description.Noun == "InvoicePayment" ? "INVOICE_PAYMENT" : "INVOICE_CREDIT_MEMO";
            }

            links.Add((JsonNode)link);
        }
        else
        {
            foreach (var link in links.Where(link => (string?)link!["id"] == byId).ToList())
            {
                links.Remove(link);
            }
        }

        json["amount_due"] = due;
        json["status"] = due == 0 ? "paid" : due == document.Amount("total_amount") ? "open" : "partially_paid";
        PlatformChanges.SetTime(document.Description, json, "updated_at", data.Now);
        PlatformChanges.SetTime(document.Description, json, "last_synced_at", data.Now);
        data.Put(ObjectReader.Read(document.Description, json));
    }

    private static (string Noun, string List) Documents(string payment) =>
        payment == "InvoicePayment" ? ("Invoice", "linked_invoices") : ("Bill", "linked_bills");

    private static ApiError TooMuch(string noun, string id, decimal amount, decimal due) => ApiError.Platform(
        "AMOUNT_EXCEEDS_DUE",
            string.Create(CultureInfo.InvariantCulture, $"{amount} is more than the {due} that is due on {noun.ToLowerInvariant()} '{id}'."));

    private static IEnumerable<(string Id, decimal Amount)> Links(StoredObject payment) => payment.Items(Documents(payment.Description.Noun).List)
        .Where(link => link.GetProperty("id").ValueKind == JsonValueKind.String)
        .Select(link => (link.GetProperty("id").GetString()!, AmountOf(link)));

    private static decimal AmountOf(JsonElement link) =>
        DocumentAmounts.Read(JsonNode.Parse((link.TryGetProperty("amount", out var amount) || link.TryGetProperty("allocated_amount", out amount)
            ? amount : default).GetRawText())) ?? 0m;

    // Check before any change, because a payment of two invoices settles both or none.
    private void CheckAmounts(string noun, List<(string Id, decimal Amount)> amounts, StoredObject? current)
    {
        var before = current is null ? [] : Links(current).ToList();
        foreach (var group in amounts.GroupBy(link => link.Id))
        {
            var amount = group.Sum(link => link.Amount);
            if (group.Any(link => link.Amount <= 0))
            {
                throw ApiError.Platform("INVALID_AMOUNT", "What is allocated must be greater than zero.");
            }

            if (data.Store(noun).TryFind(group.Key, out var document))
            {
                var due = document.Amount("amount_due") + before.Where(link => link.Id == group.Key).Sum(link => link.Amount);
                _ = amount > due ? throw TooMuch(noun, group.Key, amount, due) : false;
            }
        }
    }

    private void Release(StoredObject payment)
    {
        foreach (var (id, amount) in Links(payment))
        {
            Settle(Documents(payment.Description.Noun).Noun, id, -amount, payment.Id);
        }
    }
}
