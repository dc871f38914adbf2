using System.Text.Json.Nodes;
using Rutter.Client.Catalog;
using Rutter.Client.Errors;
using Rutter.Client.Events;
using Rutter.Client.Jobs;
using Rutter.Client.Listing;
using Rutter.Client.Resources;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Resources.Events;
using Rutter.Client.Transport;
using Rutter.Client.Webhooks;
using Rutter.Client.Writes;

namespace Rutter.Client.Tests.Mutations;

/// <summary>A call, and a sound sequence of responses to it.</summary>
/// <param name="Name">What is called.</param>
/// <param name="Responses">The responses in the order of the requests; the last one answers all further requests too.</param>
/// <param name="Mutated">Which of the responses is mutated.</param>
/// <param name="Share">One of how many mutations is tried; what a call shares with others need not be tried with each of them.</param>
/// <param name="RunAsync">Makes the call, and gives back all that a person would get.</param>
internal sealed record ApiCall(
    string Name,
    IReadOnlyList<(int Status, string Json)> Responses,
    int Mutated,
    Func<RutterClient, ReadOnlyMemory<byte>, Task<IEnumerable<object?>>> RunAsync,
    int Share = 1)
{
    public override string ToString() => Name;
}

/// <summary>Every call of every kind of object that the client knows.</summary>
internal static class ApiCalls
{
    private const string JobId = "b3a1-job";

    private static readonly WriteOptions Quick = new() { Polling = new JobPolling { Interval = TimeSpan.Zero, Timeout = TimeSpan.FromSeconds(30) } };
    private static readonly KeyValuePair<string, object?>[] Fields = [new("memo", "text")];

    public static IEnumerable<ApiCall> All() =>
        [.. OfObjects(), .. OfJobs(), .. OfConnections(), .. OfAnything(), .. OfErrors(), .. OfWebhooks()];

    public static IEnumerable<ApiCall> OfObjects() => ResourceCatalog.All.SelectMany(
        definition => ((IObjectCalls)Activator.CreateInstance(typeof(ObjectCalls<>).MakeGenericType(definition.ModelJson.Type), definition)!).All());

    private static IEnumerable<ApiCall> OfJobs()
    {
        var definition = BankTransfer.Definition;
        var ended = Job("success", new JsonObject { ["bank_transfer"] = SampleObject.Of(definition) }, 200);
        var failed = Job("failure", JsonNode.Parse(ErrorBody)!.AsObject(), 450);
        (string Form, string Json, int Status)[] forms =
        [
            ("bare", ended.ToJsonString(), 200),
            ("wrapped", new JsonObject { ["async_response"] = ended.DeepClone() }.ToJsonString(), 200),
            ("as in a webhook", new JsonObject { ["type"] = "JOB", ["code"] = "JOB_COMPLETED", ["job"] = ended.DeepClone() }.ToJsonString(), 200),
            ("failed", failed.ToJsonString(), 450),
            ("running", Job("pending", null, null).ToJsonString(), 202),
        ];
        foreach (var (form, json, status) in forms)
        {
            yield return new($"get a job, {form}", [(status, json)], 0, async (client, _) =>
            {
                var job = await client.Jobs.GetAsync(JobId);
                var failure = client.Jobs.FailureOf(job);
                return [job, failure, job.IsCompleted && failure is null ? client.Jobs.Receive(job, definition) : null];
            });
            yield return new($"wait for a job, {form}",
                [(status, json), (200, ended.ToJsonString())], 0,
                async (client, _) => [await client.Jobs.WaitAsync(JobId, Quick.Polling)], 5);
        }
    }

    private static IEnumerable<ApiCall> OfConnections()
    {
        const string Connection = """
            {"id":"c1","name":"Acme","platform":"XERO","status":"active","access_token":"t-1","link_url":"https://x",
             "created_at":"2024-04-29T20:35:14.000Z","new":[1]}
            """;
        const string Status = $$"""
            {"status":{"is_ready":true,"is_healthy":true,"last_sync_completed_at":"2024-04-29T20:35:14.000Z","link_url":"https://x",
             "platform":"XERO","created_at":"2024-04-29T20:35:14.000Z","needs_update_status":{"needs_update":false},
             "disabled_status":{"is_disabled":false},"new":1},"connection":{{Connection}}
            }
            """;
        const string Token = """
            {"connection_id":"c1","access_token":"t-1","is_ready":true,"platform":"XERO","name":"Acme","store_unique_name":"acme","new":{"a":1}}
            """;
        yield return new("list connections",
            [(200, $$"""{"connections":[{{Connection}},{{Connection}}]}""")], 0,
            async (client, _) => await client.Connections.ListAsync());
        yield return new("get the connection",
            [(200, "{\"connection\":" + Connection + "}"), (200, Status)], 0,
            async (client, _) => [await client.Connections.GetCurrentAsync()]);
        yield return new("get the connection's status", [(200, Status)], 0, async (client, _) => [await client.Connections.GetStatusAsync()]);
        yield return new("create a connection",
            [(200, "{\"connection\":" + Connection + "}")], 0,
            async (client, _) => [await client.Connections.CreateAsync("XERO")]);
        yield return new("rename a connection",
            [(200, "{\"connection\":" + Connection + "}")], 0,
            async (client, _) => [await client.Connections.RenameAsync("c1", "Acme")]);
        yield return new("delete a connection",
            [(200, """{"success":true}""")], 0,
            async (client, _) => [await client.Connections.DeleteAsync("c1")]);
        yield return new("wait for a connection",
            [(200, Status), (200, Status)], 0,
            async (client, _) => [await client.Connections.WaitUntilReadyAsync(Quick.Polling)]);
        yield return new("exchange a token", [(200, Token)], 0,
            async (client, _) => [await client.AccessTokens.ExchangeAsync(new Secret("public-1"))]);
        yield return new("renew a token",
            [(200, """{"new_access_token":"t-2","new":1}""")], 0,
            async (client, _) => [await client.AccessTokens.RenewTokenAsync()]);
    }

    private static IEnumerable<ApiCall> OfAnything()
    {
        const string List = """{"things":[{"id":"a","n":1.5,"deep":{"x":[null,true]}}],"next_cursor":"2"}""";
        const string Events = """
            {"events":[{"id":"e1","type":"object_deleted","resource":"BANK_TRANSFER","last_synced_at":"2024-04-29T20:35:14.000Z","data":{"id":"x"}}],
             "next_cursor":"2","connection":{"id":"c1"}}
            """;
        var request = new RutterRequest { Method = HttpMethod.Get, Path = "accounting/things" };
        yield return new("read anything", [(200, List)], 0, async (client, _) => [await client.ReadAsync(request)]);
        yield return new("send anything", [(200, List)], 0, async (client, _) => [await client.SendAsync(request)]);
        yield return new("list anything",
            [(200, List), (200, """{"things":[]}""")], 0,
            async (client, _) => await AllAsync(client.ListPagesAsync(request), page => page.Items));
        yield return new("list events", [(200, Events), (200, """{"events":[]}""")], 0,
            async (client, _) => await AllAsync(client.ListPagesAsync(RutterEvent.Definition, new EventQuery().ToListQuery()), page => page.Items));
    }

    private static IEnumerable<ApiCall> OfErrors()
    {
        foreach (var status in (int[])[400, 401, 404, 410, 429, 450, 452, 500, 503, 302])
        {
            yield return new($"an error {status}",
                [(status, ErrorBody)], 0,
                async (client, _) => [await client.SendAsync(new RutterRequest { Method = HttpMethod.Get, Path = "x" })], status == 400 ? 1 : 3);
        }
    }

    private static IEnumerable<ApiCall> OfWebhooks()
    {
        const string Payload = """
            {"type":"CONNECTION","code":"INITIAL_UPDATE","connection_id":"c1","access_token":"token-0123456789","update_url":"https://x",
             "more":{"a":[1]}}
            """;
        yield return new("a webhook of a connection", [(200, Payload)], 0, ReadWebhook);
        var job = Job("success", new JsonObject { ["bank_transfer"] = new JsonObject { ["id"] = "x" } }, 200);
        yield return new("a webhook of a job",
            [(200, new JsonObject { ["type"] = "JOB", ["code"] = "JOB_COMPLETED", ["connection_id"] = "c1", ["job"] = job }.ToJsonString())], 0,
            ReadWebhook);
    }

    private const string ErrorBody =
        """
        {"error_type":"CONNECTION_ERROR","error_code":"NEEDS_UPDATE","error_message":"raw",
         "error_metadata":{"source":"platform","human_readable":"In words.","platform":{"a":[1]}}}
        """;

    private static JsonObject Job(string status, JsonObject? body, int? httpStatus) => new()
    {
        ["id"] = JobId,
        ["status"] = status,
        ["request"] = new JsonObject
        {
            ["method"] = "POST",
            ["url"] = "https://production.rutterapi.com/versioned/accounting/bank_transfers?access_token=x",
            ["idempotency_key"] = "k1",
        },
        ["response"] = body is null ? null : new JsonObject { ["http_status"] = httpStatus, ["body"] = body },
    };

    private static Task<IEnumerable<object?>> ReadWebhook(RutterClient client, ReadOnlyMemory<byte> payload) =>
        Task.FromResult<IEnumerable<object?>>([WebhookEvent.ReadUnverified(payload)]);

    private static async Task<IEnumerable<object?>> AllAsync<TPage>(IAsyncEnumerable<TPage> pages, Func<TPage, IEnumerable<object?>> items)
    {
        var all = new List<object?>();
        await foreach (var page in pages)
        {
            all.AddRange(items(page));
        }

        return all;
    }

    private interface IObjectCalls
    {
        IEnumerable<ApiCall> All();
    }

    /// <summary>The calls of one kind of object.</summary>
    private sealed class ObjectCalls<T>(ResourceDefinition<T> definition) : IObjectCalls
        where T : RutterObject
    {
        // All kinds of object are read by the same code, and in a list as in all other calls.
        private bool IsFirst => definition == (ResourceDefinition)BankTransfer.Definition;

        private int Share => IsFirst ? 3 : 41;

        private static readonly JsonObject Connection = new() { ["id"] = "c1", ["orgId"] = "o1", ["platform"] = "XERO" };

        public IEnumerable<ApiCall> All()
        {
            var item = new JsonObject { [definition.ItemKey] = SampleObject.Of(definition), ["connection"] = Connection.DeepClone() }.ToJsonString();
            var list = new JsonObject
            {
                [definition.ListKey] = new JsonArray(SampleObject.Of(definition)),
                ["next_cursor"] = "2",
                ["connection"] = Connection.DeepClone(),
            }.ToJsonString();
            var lastPage = new JsonObject { [definition.ListKey] = new JsonArray() }.ToJsonString();
            var accepted = new JsonObject { ["async_response"] = Job("pending", null, null) }.ToJsonString();
            var ended = Job("success", JsonNode.Parse(item)!.AsObject(), 200).ToJsonString();

            if (definition.Operations.HasFlag(ResourceOperations.List))
            {
                yield return new($"list: {definition.Name}",
                    [(200, list), (200, lastPage)], 0,
                    async (client, _) => await AllAsync(client.ListPagesAsync(definition, new ListQuery()), page => page.Items), IsFirst ? 1 : 13);
            }

            if (definition.Operations.HasFlag(ResourceOperations.Fetch))
            {
                yield return new($"fetch: {definition.Name}",
                    [(200, item)], 0,
                    async (client, _) => [await client.FetchAsync(definition, new FetchQuery("x"))], Share);
            }

            if (definition.Operations.HasFlag(ResourceOperations.Create))
            {
                yield return new($"create at once: {definition.Name}",
                    [(200, item)], 0,
                    async (client, _) => Parts(await client.Writer(definition).CreateAsync(Fields, "k1", Quick)), Share);
                yield return new($"create, accepted: {definition.Name}",
                    [(202, accepted), (200, ended)], 0,
                    async (client, _) => Parts(await client.Writer(definition).CreateAsync(Fields, "k1", Quick)), Share);
                yield return new($"create, followed: {definition.Name}",
                    [(202, accepted), (200, ended)], 1,
                    async (client, _) => Parts(await client.Writer(definition).CreateAsync(Fields, "k1", Quick)), Share);
            }

            if (definition.Operations.HasFlag(ResourceOperations.Update))
            {
                yield return new($"update at once: {definition.Name}",
                    [(200, item)], 0,
                    async (client, _) =>
                        Parts(await client.Writer(definition).UpdateAsync(SampleObject.Id, Fields, [], new WriteEvidence("k1"), Quick)), Share);
            }

            if (definition.Operations.HasFlag(ResourceOperations.Delete))
            {
                yield return new($"delete: {definition.Name}",
                    [(200, """{"code":"deleted","success":true,"new":[1]}""")], 0,
                    async (client, _) => Parts(await client.Writer(definition).DeleteAsync("x", Quick)), Share);
            }

            var webhook = new JsonObject
            {
                ["type"] = definition.ItemKey.ToUpperInvariant(),
                ["code"] = "UPDATED",
                ["connection_id"] = "c1",
                [definition.ItemKey] = SampleObject.Of(definition),
            };
            yield return new($"webhook: {definition.Name}", [(200, webhook.ToJsonString())], 0, ReadWebhook, Share);
        }

        private static IEnumerable<object?> Parts<TResult>(WriteResult<TResult> result)
            where TResult : class => [result, result.Value, result.Job];
    }
}
