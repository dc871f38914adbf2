using Rutter.Emulator.Description;
using Rutter.Emulator.Endpoints;
using Rutter.Emulator.Http;
using Rutter.Emulator.Listing;
using Rutter.Emulator.Requests;
using Rutter.Emulator.Writes;

namespace Rutter.Emulator.Routing;

/// <summary>All paths below <c>/versioned</c>: those of the description, and special ones that are written by hand.</summary>
internal sealed class Router
{
    private const string CustomFields = "CustomField";

    private readonly Node root = new();

    public Router(ApiDescription description)
    {
        Add("GET", "jobs/{id}", new JobEndpoint());
        Add("GET", "events", new EventsEndpoint());
        Add("GET", "connections", new ConnectionEndpoint(["status"], ConnectionHandlers.List));
        Add("GET", "connections/access_token", new ConnectionEndpoint([ConnectionEndpoint.Token], ConnectionHandlers.Fetch));
        Add("GET", "connections/status", new ConnectionEndpoint([ConnectionEndpoint.Token], ConnectionHandlers.Status));
        Add("POST", "connections/create", new ConnectionEndpoint([], ConnectionHandlers.Create));
        Add("POST", "connections/access_token/invalidate", new ConnectionEndpoint([ConnectionEndpoint.Token], ConnectionHandlers.InvalidateToken));
        Add("PATCH", "connections/{id}", new ConnectionEndpoint([], ConnectionHandlers.Update));
        Add("DELETE", "connections/{id}", new ConnectionEndpoint([], ConnectionHandlers.Delete));
        Add("POST", "item/public_token/exchange", new ConnectionEndpoint([], ConnectionHandlers.ExchangeToken));
        foreach (var operation in description.Operations)
        {
            foreach (var path in Spelled(operation))
            {
                Add(operation.Method, path, ToEndpoint(description, operation), WordsOf(operation));
            }
        }
    }

    /// <summary>Finds the endpoint, and puts the values of the path into the request.</summary>
    public IEndpoint Find(ApiRequest request)
    {
        var values = new List<(string Name, string Value)>();
        if (request.Target.Segments.Count == 0 || root.Find(request.Target.Segments, 0, request.Method, values) is not { } endpoint)
        {
            throw ApiError.NoEndpoint(request.Method, request.Target.Path);
        }

        request.PathValues = values.ToDictionary(place => place.Name, place => place.Value);
        request.Id = values.Count == 0 ? "" : values[^1].Value;
        return endpoint;
    }

    private static IEndpoint ToEndpoint(ApiDescription description, Operation operation)
    {
        var described = operation.Noun is null ? null : description.Objects.FirstOrDefault(candidate => candidate.Noun == operation.Noun);
        if (operation.Path.Contains("/attachments", StringComparison.Ordinal))
        {
            var owner = OwnerOf(description, operation)!;
            return operation.Method == "POST" ? new AddAttachmentEndpoint(owner, operation) : new AttachmentEndpoint(owner, operation);
        }

        if (operation.Path.EndsWith("/{id}/pdf", StringComparison.Ordinal))
        {
            return new InvoicePdfEndpoint(OwnerOf(description, operation)!, operation);
        }

        if (operation.Path.StartsWith("configs/", StringComparison.Ordinal))
        {
            return operation.Path.StartsWith("configs/sync/", StringComparison.Ordinal)
                ? new SyncConfigurationEndpoint(operation)
                : new WebhookConfigurationEndpoint(operation);
        }

        if (operation.Path.Contains("_credit_applications", StringComparison.Ordinal))
        {
            return new CreditApplicationEndpoint(operation);
        }

        if (described is null || described.IdIndex < 0 || operation.Noun == CustomFields || operation.Area == "platform")
        {
            return new SampleEndpoint(operation, described is null && operation.Path.Contains("/{id}/", StringComparison.Ordinal)
                ? OwnerOf(description, operation) : null);
        }

        return operation switch
        {
            _ when operation == described.List =>
                operation.Query("response_mode") is null ? new ListEndpoint(described, operation) : new StatementEndpoint(described, operation),
            _ when operation == described.Single =>
                described.Noun.StartsWith("VendorEnrichment", StringComparison.Ordinal)
                ? new SampleEndpoint(operation, null)
                : new FetchEndpoint(described, operation),
            _ when operation == described.Get => new FetchEndpoint(described, operation),
            _ when operation == described.Create =>
                described.Noun == "BankFeedTransaction"
                ? new BankFeedTransactionsEndpoint(described, operation)
                : new CreateEndpoint(described, operation),
            _ when operation == described.Update => new UpdateEndpoint(described, operation),
            _ when operation == described.Delete => new DeleteEndpoint(described, operation),
            _ when operation.Method == "POST" && operation.Path.EndsWith('}') => new UpdateEndpoint(described, operation),
            _ => new SampleEndpoint(operation, null),
        };
    }

    // Where an object's id could stand as well, a place that takes a few words only is spelled out: a word goes before a value.
    private static IEnumerable<string> Spelled(Operation operation) => operation.Path.EndsWith("/custom_fields", StringComparison.Ordinal)
        ? WordsOf(operation)("entityType").Select(word => operation.Path.Replace("{entityType}", word, StringComparison.Ordinal))
        : [operation.Path];

    // Some path segments allow only a few words.
    private static Func<string, IReadOnlyList<string>> WordsOf(Operation operation) =>
        name => operation.Parameters.FirstOrDefault(parameter => parameter.Place == "path" && parameter.Name == name)?.Schema.Values ?? [];

    private static ObjectDescription? OwnerOf(ApiDescription description, Operation operation)
    {
        var path = operation.Path.Split("/attachments")[0].Split("/{id}")[0];
        return description.Objects.FirstOrDefault(candidate => candidate.Path == path && candidate.List is not null);
    }

    // The first one added stays, so endpoints written by hand win over the description.
    private void Add(string method, string path, IEndpoint endpoint, Func<string, IReadOnlyList<string>>? words = null)
    {
        var node = path.Split('/').Aggregate(root, (current, segment) => current.Child(segment, words));
        node.Endpoints.TryAdd(method, endpoint);
    }

    /// <summary>A node in the tree of paths. A fixed word wins over a value.</summary>
    private sealed class Node
    {
        private readonly Dictionary<string, Node> words = [];
        private readonly List<(string Name, IReadOnlyList<string> Words, Node Node)> values = [];

        public Dictionary<string, IEndpoint> Endpoints { get; } = [];

        public Node Child(string segment, Func<string, IReadOnlyList<string>>? wordsOf)
        {
            if (segment[0] != '{')
            {
                return words.TryGetValue(segment, out var word) ? word : words[segment] = new Node();
            }

            var name = segment.Trim('{', '}');
            var known = values.Find(value => value.Name == name).Node;
            if (known is null)
            {
                values.Add((name, wordsOf?.Invoke(name) ?? [], known = new Node()));
            }

            return known;
        }

        public IEndpoint? Find(IReadOnlyList<string> segments, int index, string method, List<(string Name, string Value)> found)
        {
            if (index == segments.Count)
            {
                return Endpoints.GetValueOrDefault(method);
            }

            if (words.TryGetValue(segments[index], out var word) && word.Find(segments, index + 1, method, found) is { } endpoint)
            {
                return endpoint;
            }

            foreach (var (name, _, node) in values.Where(value =>
                segments[index].Length > 0 && (value.Words.Count == 0 || value.Words.Contains(segments[index]))))
            {
                found.Add((name, segments[index]));
                if (node.Find(segments, index + 1, method, found) is { } below)
                {
                    return below;
                }

                found.RemoveAt(found.Count - 1);
            }

            return null;
        }
    }
}
