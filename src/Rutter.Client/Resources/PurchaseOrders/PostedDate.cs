using System.Text.Json.Serialization;
using Rutter.Client.Json;

namespace Rutter.Client.Resources.PurchaseOrders;

/// <summary>
/// The public types answer the writes of purchase orders with the model of version 2023-02-07, where the date is <c>posted_date</c>: both are read.
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
