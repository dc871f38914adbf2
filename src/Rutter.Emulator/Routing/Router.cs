using Rutter.Emulator.Data;
using Rutter.Emulator.Endpoints;
using Rutter.Emulator.Http;
using Rutter.Emulator.Listing;
using Rutter.Emulator.Requests;
using Rutter.Emulator.Writes;

namespace Rutter.Emulator.Routing;

/// <summary>All paths below <c>/versioned</c>. The routes of a resource follow from its row in the table.</summary>
internal sealed class Router
{
    private const string IdSegment = "{id}";

    private readonly List<(string Method, string[] Template, IEndpoint Endpoint)> routes = [];

    public Router(IEnumerable<EmulatedResource> resources)
    {
        Add("GET", $"jobs/{IdSegment}", new JobEndpoint());
        Add("GET", "events", new EventsEndpoint());
        Add("GET", "connections", new ConnectionEndpoint(["status"], ConnectionResponses.List));
        Add("GET", "connections/access_token", new ConnectionEndpoint([ConnectionEndpoint.Token], ConnectionResponses.Fetch));
        Add("GET", "connections/status", new ConnectionEndpoint([ConnectionEndpoint.Token], ConnectionResponses.Status));
        Add("POST", "connections/create", new ConnectionEndpoint([], ConnectionResponses.Create));
        Add("POST", "connections/access_token/invalidate", new ConnectionEndpoint([ConnectionEndpoint.Token], ConnectionResponses.InvalidateToken));
        Add("PATCH", $"connections/{IdSegment}", new ConnectionEndpoint([], ConnectionResponses.Update));
        Add("DELETE", $"connections/{IdSegment}", new ConnectionEndpoint([], ConnectionResponses.Delete));
        Add("POST", "item/public_token/exchange", new ConnectionEndpoint([], ConnectionResponses.ExchangeToken));
        foreach (var resource in resources)
        {
            var path = resource.Definition.Path;
            Add("GET", path, new ListEndpoint(resource));
            Add("GET", $"{path}/{IdSegment}", new FetchEndpoint(resource));
            if (resource.Rules is { } rules)
            {
                Add("POST", path, new CreateEndpoint(resource, rules));
                Add("PATCH", $"{path}/{IdSegment}", new UpdateEndpoint(resource, rules));
                Add("DELETE", $"{path}/{IdSegment}", new DeleteEndpoint(resource));
            }
        }
    }

    /// <summary>Finds who answers, and puts the id of the path into the request.</summary>
    public IEndpoint Find(ApiRequest request)
    {
        foreach (var (method, template, endpoint) in routes)
        {
            if (method == request.Method && Match(template, request.Target.Segments) is { } id)
            {
                request.Id = id;
                return endpoint;
            }
        }

        throw ApiError.NoEndpoint(request.Method, request.Target.Path);
    }

    private void Add(string method, string template, IEndpoint endpoint) => routes.Add((method, template.Split('/'), endpoint));

    private static string? Match(string[] template, IReadOnlyList<string> segments)
    {
        if (template.Length != segments.Count)
        {
            return null;
        }

        var id = "";
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == IdSegment && segments[i].Length > 0)
            {
                id = segments[i];
            }
            else if (template[i] != segments[i])
            {
                return null;
            }
        }

        return id;
    }
}
