using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Data;

/// <summary>
/// The amounts of a document: the total of a line is what its items cost with its tax, the total of a document is that of its lines. Amounts are
/// decimals, on the wire numbers or texts as the description says.
/// </summary>
internal static class DocumentAmounts
{
    /// <summary>Reads an amount, a number or a text; null without one.</summary>
    public static decimal? Read(JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }

        return FieldValue.TryParseDecimal(node.GetValueKind() == System.Text.Json.JsonValueKind.String
            ? (string)node!
            : node.ToJsonString(), out var amount) ? amount : null;
    }

    /// <summary>Sets an amount, if the object has such a property.</summary>
    public static void Set(Schema schema, JsonObject json, string name, decimal amount)
    {
        if (schema.Property(name) is { } property)
        {
            json[name] = property.Schema.IsDecimalText ? amount.ToString(CultureInfo.InvariantCulture) : JsonValue.Create(amount);
        }
    }

    /// <summary>Sets the amounts of a line to a total without tax and discount.</summary>
    public static void SetLine(Schema schema, JsonObject line, decimal total)
    {
        foreach (var name in new[] { "total_amount", "sub_total", "amount" })
        {
            Set(schema, line, name, total);
        }

        foreach (var name in new[] { "tax_amount", "discount_amount", "discount_percentage" })
        {
            Set(schema, line, name, 0m);
        }
    }

    /// <summary>The amount of a line.</summary>
    public static decimal TotalOf(JsonNode? line) => Read(line?["total_amount"]) ?? Read(line?["amount"]) ?? 0m;

    /// <summary>Sets the amounts of a document to those of its lines.</summary>
    public static void Add(ObjectDescription description, JsonObject json)
    {
        var lines = json["line_items"] as JsonArray ?? [];
        var total = lines.Sum(TotalOf) + ((json["linked_payments"] as JsonArray)?.Sum(payment => Read(payment?["payment_amount"]) ?? 0m) ?? 0m);
        foreach (var name in new[] { "total_amount", "sub_total", "amount_due", "remaining_amount" })
        {
            Set(description.Schema, json, name, total);
        }

        foreach (var name in new[] { "tax_amount", "discount_amount", "total_discount" })
        {
            Set(description.Schema, json, name, 0m);
        }

        Set(description.Schema, json, "total_quantity", lines.Sum(line => Read(line?["item"]?["quantity"]) ?? 0m));
    }
}
