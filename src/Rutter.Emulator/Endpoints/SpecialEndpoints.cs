using System.Text.Json;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Generation;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.State;
using Rutter.Emulator.Writes;

namespace Rutter.Emulator.Endpoints;

/// <summary>Applies a credit memo to bills or invoices, or reverses that. Source: the description.</summary>
internal sealed class CreditApplicationEndpoint(Operation operation) : WriteEndpoint(operation)
{
    protected override CheckedBody ReadBody(ApiRequest request) => CheckedBody.Read(request, Operation);

    protected override Response Commit(ApiRequest request, CheckedBody body)
    {
        var noun = Operation.Path.Contains("/bill_", StringComparison.Ordinal) ? "Bill" : "Invoice";
        new ReferenceChecker(request.Data, noun).Check(body.Payload, Operation.BodyProperty!.Schema);
        var memo = request.Data.Store(noun + "CreditMemo")
            .TryFind(body.Payload.GetProperty($"{noun.ToLowerInvariant()}_credit_memo_id").GetString()!, out var found) ? found : null;
        if (Operation.Path.EndsWith("/unapply", StringComparison.Ordinal))
        {
            Unapply(request.Data, noun, memo!, body.Payload.GetProperty($"{noun.ToLowerInvariant()}_id").GetString()!);
        }
        else
        {
            Apply(request.Data, noun, memo!, body.Payload.GetProperty($"linked_{noun.ToLowerInvariant()}s"));
        }

        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject(Operation.ResponseProperty!.Name);
            json.WriteBoolean("success", true);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static void Apply(ConnectionData data, string noun, StoredObject memo, JsonElement links)
    {
        var amounts = links.EnumerateArray()
            .Select(link => (Id: link.GetProperty("id")
                .GetString()!, Amount: DocumentAmounts.Read(JsonNode.Parse(link.GetProperty("allocated_amount").GetRawText())) ?? 0m))
            .ToList();
        if (amounts.Sum(link => link.Amount) > memo.Amount("remaining_amount") || amounts.Exists(link => link.Amount <= 0))
        {
            throw ApiError.Platform("AMOUNT_EXCEEDS_CREDIT",
                $"{memo.Amount("remaining_amount")} of the credit memo '{memo.Id}' is left; the amounts must be above zero and come to no more.");
        }

        foreach (var (id, amount) in amounts)
        {
            if (data.Store(noun).TryFind(id, out var document)
                && document.Amount("amount_due") < amounts.Where(link => link.Id == id).Sum(link => link.Amount))
            {
                throw ApiError.Platform("AMOUNT_EXCEEDS_DUE",
                    $"{amount} is more than the {document.Amount("amount_due")} that is due on {noun.ToLowerInvariant()} '{id}'.");
            }
        }

        var settlement = new Settlement(data, memo.Description);
        amounts.ForEach(link => settlement.Settle(noun, link.Id, link.Amount, memo.Id, ListOf(noun)));
        Change(data, noun, memo, links =>
        {
            foreach (var (id, amount) in amounts)
            {
                var link = new JsonObject { ["id"] = id, ["allocated_date"] = Timestamps.Format(data.Now) };
                DocumentAmounts.Set(memo.Description.Schema.Property($"linked_{noun.ToLowerInvariant()}s")!.Schema.Items, link, "allocated_amount",
                    amount);
                links.Add((JsonNode)link);
            }

            return -amounts.Sum(link => link.Amount);
        });
    }

    private static void Unapply(ConnectionData data, string noun, StoredObject memo, string documentId)
    {
        var amount = memo.Items($"linked_{noun.ToLowerInvariant()}s").Where(link => link.GetProperty("id").ValueEquals(documentId))
            .Sum(link => DocumentAmounts.Read(JsonNode.Parse(link.GetProperty("allocated_amount").GetRawText())) ?? 0m);
        if (amount == 0)
        {
            throw ApiError.Platform("NOT_APPLIED", $"The credit memo '{memo.Id}' is not applied to {noun.ToLowerInvariant()} '{documentId}'.");
        }

        new Settlement(data, memo.Description).Settle(noun, documentId, -amount, memo.Id, ListOf(noun));
        Change(data, noun, memo, links =>
        {
            links.Where(link => (string?)link!["id"] == documentId).ToList().ForEach(link => links.Remove(link));
            return amount;
        });
    }

    private static string ListOf(string noun) => noun == "Bill" ? "linked_credit_memos" : "linked_payments";

    private static void Change(ConnectionData data, string noun, StoredObject memo, Func<JsonArray, decimal> change)
    {
        var json = memo.ToJson();
        var left = memo.Amount("remaining_amount") + change(json[$"linked_{noun.ToLowerInvariant()}s"]!.AsArray());
        DocumentAmounts.Set(memo.Description.Schema, json, "remaining_amount", left);
        json["status"] = (noun, left == 0, left == memo.Amount("total_amount")) switch
        {
            ("Invoice", true, _) => "APPLIED",
            ("Invoice", _, true) => "OPEN",
            ("Invoice", _, _) => "PARTIALLY_APPLIED",
            (_, true, _) => "paid",
            (_, _, true) => "open",
            _ => "partially_paid",
        };
        PlatformChanges.SetTime(memo.Description, json, "updated_at", data.Now);
        PlatformChanges.SetTime(memo.Description, json, "last_synced_at", data.Now);
        data.Put(ObjectReader.Read(memo.Description, json));
    }
}

/// <summary>Accepts several bank feed transactions in one body. Source: the description.</summary>
internal sealed class BankFeedTransactionsEndpoint(ObjectDescription description, Operation operation) : WriteEndpoint(operation)
{
    protected override CheckedBody ReadBody(ApiRequest request) => CheckedBody.Read(request, Operation);

    protected override Response Commit(ApiRequest request, CheckedBody body)
    {
        var data = request.Data;
        var schema = Operation.BodyProperty!.Schema;
        new ReferenceChecker(data, description.Noun).Check(body.Payload, schema);
        var projection = new BodyProjection(data.Now);
        var made = new List<StoredObject>();
        foreach (var row in body.Payload.GetProperty("transactions").EnumerateArray())
        {
            var item = PlatformChanges.NewObject(data, data.Store(description));
            item["bank_feed_account_id"] = body.Payload.GetProperty("bank_feed_account_id").GetString();
            projection.Apply(item, row, description.Schema);
            PlatformChanges.SetTime(description, item, "last_synced_at", data.Now);
            projection.Complete(item, description.Schema);
            made.Add(ObjectReader.Read(description, item));
        }

        made.ForEach(data.Put);
        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray(Operation.ResponseProperty!.Name);
            made.ForEach(item => item.Write(json));
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}

/// <summary>
/// What has no data of its own: the response has the form that the description gives it, with made-up values, the same for the same request. A body
/// is checked. For paths with the id of an object, that object has to exist.
/// </summary>
internal sealed class SampleEndpoint(Operation operation, ObjectDescription? owner) : OperationEndpoint(operation)
{
    protected override Response Respond(ApiRequest request)
    {
        if (Operation.Method == "GET" && Operation.NeedsAccessToken)
        {
            request.Data.Connection.CheckReady(request.Query);
        }

        foreach (var parameter in Operation.Parameters.Where(parameter => parameter.Place == "query" && parameter.Schema.Values.Count > 0))
        {
            _ = request.Query.OneOf(parameter.Name, [.. parameter.Schema.Values]);
        }

        var owning = owner is null ? null : OwnerOf(request, owner);

        if (Operation.Method != "GET")
        {
            CheckedBody.Read(request, Operation);
        }

        if (Operation.Response is not { } schema || request.Data.Generation is not { } generation)
        {
            return Response.Json(200, json =>
            {
                json.WriteStartObject();
                json.WriteEndObject();
            });
        }

        var samples = new SampleMaker(generation, generation.RandomOf(Operation.Id));
        var sample = samples.Value(Operation.Id, schema, Operation.Noun ?? Operation.Id, 0, new DateTimeOffset(request.Data.Now.Date, TimeSpan.Zero));
        if (sample is JsonObject json)
        {
            Complete(json, request, owning?.Id);
        }

        return Response.Json(200, writer => (sample ?? new JsonObject()).WriteTo(writer));
    }

    private static StoredObject OwnerOf(ApiRequest request, ObjectDescription owner)
    {
        var (store, id) = (request.Data.Store(owner), request.PathValues["id"]);
        var isPlatformId = request.Query.OneOf("id_type", "rutter", "platform") == "platform";
        return (isPlatformId ? store.TryFindByPlatformId(id, out var item) : store.TryFind(id, out item))
            ? item!
            : throw ApiError.Gone(owner.Name, id);
    }

    private void Complete(JsonObject json, ApiRequest request, string? ownerId)
    {
        // Of all metrics the one that was asked for.
        if (request.PathValues.TryGetValue("metricName", out var metric))
        {
            foreach (var other in json.Where(member => member.Value is JsonArray && member.Key != metric).Select(member => member.Key).ToList())
            {
                json.Remove(other);
            }
        }

        // What belongs to an object has its id.
        if (ownerId is not null && Operation.ResponseProperty is { } property && json[property.Name] is JsonObject part && part["id"] is not null)
        {
            part["id"] = ownerId;
        }

        if (json["connection"] is JsonObject connection)
        {
            (connection["id"], connection["orgId"], connection["platform"]) =
                (request.Data.Connection.Id, request.Data.Connection.OrganizationId, request.Data.Connection.Platform);
        }

        if (json.ContainsKey("next_cursor"))
        {
            json["next_cursor"] = null;
        }

        if (request.Id.Length > 0 && json["id"] is not null)
        {
            json["id"] = request.Id;
        }
    }
}
