using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rutter.Emulator.Tests.Support;

/// <summary>
/// Makes bodies that the description allows, from just the required fields or from all of them, with ids of objects that there are.
/// </summary>
public sealed class BodyMaker(RutterEmulator emulator)
{
    /// <summary>A body for create or update of a noun.</summary>
    public JsonObject Make(string noun, JsonElement operation, bool all)
    {
        var body = DescriptionFile.BodyOf(operation);
        var key = DescriptionFile.KeyOf(body);
        var payload = Object(DescriptionFile.Follow(key.Value), all);
        Agree(noun, payload);
        return new JsonObject { [key.Name] = payload };
    }

    private JsonObject Object(JsonElement schema, bool all, int depth = 0)
    {
        var json = new JsonObject();
        var required = DescriptionFile.Required(schema).ToHashSet();
        foreach (var property in schema.GetProperty("properties").EnumerateObject()
            .Where(property => required.Contains(property.Name) || (all && depth < 4)))
        {
            json[property.Name] = Value(property.Name, DescriptionFile.Follow(property.Value), all, depth);
        }

        return json;
    }

    private JsonNode? Value(string name, JsonElement schema, bool all, int depth)
    {
        if (DescriptionFile.Alternatives(schema) is { Count: > 0 } alternatives)
        {
            return Value(name, DescriptionFile.Follow(alternatives[0]), all, depth);
        }

        if (schema.TryGetProperty("x-rutter-references", out var target))
        {
            // On a platform without subsidiaries there is none to point to.
            return (emulator.GetObjects(target.GetString()!) is [var first, ..] ? first["id"]?.DeepClone() : null) ?? (JsonNode)Guid.Empty.ToString();
        }

        var kind = schema.TryGetProperty("x-rutter-kind", out var named) ? named.GetString() : null;
        if (schema.TryGetProperty("enum", out var values))
        {
            return values.EnumerateArray().Any(value => value.ValueEquals("USD")) ? "USD" : values[0].GetString();
        }

        return DescriptionFile.Types(schema)[0] switch
        {
            "string" when kind is "money" or "quantity" => "12.50",
            "string" when schema.TryGetProperty("format", out var format) && format.ValueEquals("date-time") => "2024-03-01T00:00:00.000Z",
            "string" when name is "id" or "item" => IdFor(name, depth),
            "string" => $"some {name}",
            "number" or "integer" => JsonNode.Parse("12.50"),
            "boolean" => true,
            "array" => new JsonArray(Value(name, DescriptionFile.Follow(schema.GetProperty("items")), all, depth + 1)),
            "object" when schema.TryGetProperty("properties", out _) => Object(schema, all, depth + 1),
            _ => new JsonObject(),
        };
    }

    private JsonNode IdFor(string name, int depth) =>
        name == "item" || depth > 1 ? emulator.GetObjects("items")[0]["id"]!.DeepClone() : Guid.Empty.ToString();

    // What the platform demands besides.
    private void Agree(string noun, JsonObject payload)
    {
        switch (noun)
        {
            case "BankTransfer":
                var accounts = emulator.GetObjects("accounts");
                (payload["credit_account_id"], payload["debit_account_id"]) = ((string)accounts[0]["id"]!, (string)accounts[1]["id"]!);
                break;
            case "JournalEntry" when payload["line_items"] is JsonArray lines:
                var second = lines[0]!.DeepClone();
                second["total_amount"] = JsonNode.Parse("-12.50");
                lines.Add(second);
                break;
            case "InvoicePayment" when payload["linked_invoices"] is JsonArray paid:
                paid[0]!["id"] = Open("invoices");
                (paid[0]!["amount"], payload["total_amount"]) = (JsonNode.Parse("0.01"), JsonNode.Parse("12.50"));
                break;
            case "BillPayment" when payload["linked_bills"] is JsonArray paid:
                paid[0]!["id"] = Open("bills");
                paid[0]!["allocated_amount"] = JsonNode.Parse("0.01");
                break;
        }

        foreach (var link in new[] { ("linked_purchase_orders", "purchase_orders"), ("subsidiaries", "subsidiaries") })
        {
            if (payload[link.Item1] is JsonArray linked)
            {
                linked[0]!["id"] = emulator.GetObjects(link.Item2)[0]["id"]!.DeepClone();
            }
        }
    }

    private string Open(string list) => (string)emulator.GetObjects(list).First(item => (decimal)item["amount_due"]! > 1m)["id"]!;
}
