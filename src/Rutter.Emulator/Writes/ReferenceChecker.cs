using System.Text.Json;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.State;

namespace Rutter.Emulator.Writes;

/// <summary>Refuses an id without an object, as the platform does: 450, with the field's name.</summary>
internal sealed class ReferenceChecker(ConnectionData data, string noun)
{
    // If the description does not say what an id points to, the path does.
    private static readonly Dictionary<string, string> Places = new()
    {
        ["linked_invoices"] = "Invoice", ["linked_bills"] = "Bill", ["linked_purchase_orders"] = "PurchaseOrder", ["item"] = "Item",
    };

    /// <exception cref="ApiError">There is no object with an id.</exception>
    public void Check(JsonElement value, Schema schema, string path = "", string place = "")
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    if (schema.Property(property.Name) is { } known)
                    {
                        var isId = property.Name == "id" && property.Value.ValueKind == JsonValueKind.String;
                        Check(property.Value, known.Schema, path.Length == 0
                            ? property.Name
                            : $"{path}.{property.Name}", isId
                            ? place
                            : property.Name);
                    }
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Check(item, schema.Items, path, place);
                }

                break;
            case JsonValueKind.String when (schema.References ?? Places.GetValueOrDefault(place)) is { } target && !IsFree(target):
                CheckId(value.GetString()!, target, path);
                break;
        }
    }

    // The API's example of a bank transfer has placeholders for class, department and location.
    private bool IsFree(string target) => noun == "BankTransfer" && target is "Class" or "Department" or "Location";

    private void CheckId(string id, string target, string path)
    {
        var store = data.Store(target);
        if (!store.TryFind(id, out _))
        {
            var code = ObjectDescription.Snake(target).ToUpperInvariant();
            throw ApiError.Platform($"{code}_NOT_FOUND", $"There is no {store.Description.Name} '{id}' ({path}).");
        }
    }
}
