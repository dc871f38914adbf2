using System.Text.Json;
using Rutter.Emulator.Connections;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;
using Rutter.Emulator.State;
using Rutter.Emulator.Writes;

namespace Rutter.Emulator.Endpoints;

/// <summary>An endpoint about one connection or all of them. Source: "Connections".</summary>
/// <param name="parameters">The known query parameters.</param>
/// <param name="answer">Makes the response.</param>
internal sealed class ConnectionEndpoint(string[] parameters, Func<ApiRequest, Response> answer) : IEndpoint
{
    public const string Token = "access_token";

    public IReadOnlySet<string> Parameters { get; } = parameters.ToHashSet();

    public bool NeedsAccessToken => Parameters.Contains(Token);

    public Task<Response> HandleAsync(ApiRequest request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
}

/// <summary>The endpoints of connections and tokens. Source: "Connections" and "Tokens".</summary>
internal static class ConnectionHandlers
{
    private const int LongestName = 30;

    private static readonly string[] ListedUnlessAsked = [Connection.Active, Connection.NotReady, "unhealthy"];

    private static readonly Schema CreateBody = ToSchema("""
        {"type":"object","properties":{"platform":{"type":"string","minLength":1},"scope":{"type":"string","minLength":1}}}
        """);

    private static readonly Schema UpdateBody = ToSchema("""
        {"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1}}}
        """);

    private static readonly Schema ExchangeBody = ToSchema("""
        {"type":"object","required":["client_id","public_token","secret"],
         "properties":{"client_id":{"type":"string","minLength":1},
         "public_token":{"type":"string","minLength":1},"secret":{"type":"string","minLength":1}}}
        """);

    public static Response List(ApiRequest request)
    {
        var status = request.Query.OneOf("status", [.. Connection.Statuses, "any"]);
        var listed = request.State.Connections.All
            .Select(data => data.Connection)
            .Where(connection => status is null ? ListedUnlessAsked.Contains(connection.Status) : status == "any" || connection.Status == status)
            .ToList();
        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("connections");
            listed.ForEach(connection => ConnectionWriter.WriteListed(json, connection));
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static Response Fetch(ApiRequest request) => ConnectionWriter.OfFetch(request.Data.Connection);

    public static Response Status(ApiRequest request) => ConnectionWriter.OfStatus(request.Data.Connection);

    /// <summary>Creates a connection without a sign-in; credentials for a platform are not accepted.</summary>
    public static Response Create(ApiRequest request)
    {
        string? platform = null;
        if (!request.Body.IsEmpty)
        {
            var body = CheckedBody.Parse(request);
            BodyChecker.Check(body, "body", CreateBody);
            platform = body.TryGetProperty("platform", out var given) ? given.GetString() : null;
            if (platform is not null && !platform.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_'))
            {
                throw ApiError.InvalidBody("'platform' must be the name of a platform in capitals.");
            }
        }

        var data = request.State.NewConnection();
        data.Connection.RequestedPlatform = platform;
        return ConnectionWriter.OfChange(data.Connection);
    }

    public static Response Update(ApiRequest request)
    {
        var body = CheckedBody.Parse(request);
        BodyChecker.Check(body, "body", UpdateBody);
        var name = body.GetProperty("name").GetString()!;
        if (name.Length > LongestName)
        {
            throw ApiError.InvalidBody($"'name' must have at most {LongestName} characters.");
        }

        var data = Find(request);
        return request.State.Connections.TryRename(data, name)
            ? ConnectionWriter.OfChange(data.Connection)
            : throw ApiError.InvalidBody($"'name' must be unique: another connection is called '{name}'.");
    }

    public static Response Delete(ApiRequest request)
    {
        if (!request.State.Connections.Remove(request.Id))
        {
            throw ApiError.Gone("connection", request.Id);
        }

        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("success", true);
            json.WriteEndObject();
        });
    }

    public static Response InvalidateToken(ApiRequest request)
    {
        var token = request.State.Connections.ReplaceToken(request.Data);
        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("new_access_token", token);
            json.WriteEndObject();
        });
    }

    public static Response ExchangeToken(ApiRequest request)
    {
        var body = CheckedBody.Parse(request);
        BodyChecker.Check(body, "body", ExchangeBody);
        if (Text(body, "client_id") != EmulatorCredentials.ClientId || Text(body, "secret") != EmulatorCredentials.ClientSecret)
        {
            throw ApiError.Unauthorized("INVALID_CLIENT_CREDENTIALS", "The client id or the secret in the body is wrong.");
        }

        var token = Text(body, "public_token");
        var connection = request.State.Connections.Find(connection => connection.PublicToken == token && connection.Platform is not null)?.Connection
            ?? throw ApiError.BadRequest("INVALID_PUBLIC_TOKEN", "The public token is not one that signing in to a platform gave.");
        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("connection_id", connection.Id);
            json.WriteString("access_token", connection.AccessToken);
            json.WriteBoolean("is_ready", connection.IsReady);
            json.WriteString("platform", connection.Platform);
            json.WriteString("name", connection.Name);
            json.WriteEndObject();
        });
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    private static ConnectionData Find(ApiRequest request) =>
        request.State.Connections.Find(connection => connection.Id == request.Id) ?? throw ApiError.Gone("connection", request.Id);

    private static Schema ToSchema(string json) => new(ApiDescription.Instance, JsonDocument.Parse(json).RootElement);
}
