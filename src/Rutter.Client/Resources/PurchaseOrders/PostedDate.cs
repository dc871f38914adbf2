using System.Text.Json.Serialization;
using Rutter.Client.Json;

namespace Rutter.Client.Resources.PurchaseOrders;

/// <summary>
/// According to the API's OpenAPI description, writes of purchase orders return the model of version 2023-02-07, which has <c>posted_date</c>. Both
/// names are read.
/// </summary>
public sealed partial class PurchaseOrder : IJsonOnDeserialized
{
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (IssueDate is null && AdditionalProperties?.TryGetValue("posted_date", out var posted) == true && posted is string text
            && Instant.TryParse(text, out var day))
        {
            IssueDate = day;
        }
    }
}
