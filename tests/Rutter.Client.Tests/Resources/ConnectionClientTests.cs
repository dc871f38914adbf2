using System.Net;
using System.Security;
using System.Text.Json;
using Rutter.Client.Connections;
using Rutter.Client.Errors;
using Rutter.Client.Jobs;
using Rutter.Client.Resources.Connections;
using Rutter.Client.Tests.Support;
using Rutter.Client.Transport;
using Xunit;

namespace Rutter.Client.Tests.Resources;

/// <summary>Source: the public pages "Connections" and "Tokens" of 2024-08-31, and what a public client saw.</summary>
public sealed class ConnectionClientTests
{
    private const string PublicToken = "CANARY-public/token+1";

    [Fact]
    public async Task The_list_is_one_request_without_a_token()
    {
        await using var server = new RawServer(RawResponse.Json(
            """
            {"connections":[
              {"id":"c1","access_token":"t-1","link_url":"https://l/1","platform":"XERO","status":"not_ready","name":null,"created_at":"2024-05-01T10:00:00.000Z","updated_at":"2024-05-02T10:00:00.000Z"},
              {"id":"c2","access_token":"t-2","link_url":"https://l/2","platform":"FUTURE","status":"resting","name":"Acme","created_at":"2024-05-01T10:00:00.000Z","updated_at":"","orders":7}]}
            """));

        var connections = await For(server).ListAsync("any", Cancelled);

        Assert.Equal(["c1", "c2"], connections.Select(connection => connection.Id));
        Assert.Equal(["t-1", "t-2"], connections.Select(connection => Reveal(connection.AccessToken)));
        Assert.Equal([false, true], connections.Select(connection => connection.IsReady));
        Assert.Equal(("resting", "FUTURE", 7L), (connections[1].Status, connections[1].Platform, connections[1].AdditionalProperties!["orders"]));
        Assert.Null(connections[1].UpdatedAt);
        Assert.Equal("/versioned/connections?status=any", Target(server));
    }

    [Fact]
    public async Task New_fields_of_a_status_are_kept_and_so_are_the_parts_of_those_that_are_known()
    {
        await using var server = new RawServer(RawResponse.Json(
            """{"status":{"is_ready":true,"disabled_status":{"is_disabled":true,"disabled_reason":"UNPAID"},"new_field":{"a":[1]}},"connection":{"id":"c1","other":"x"} }"""));

        var connection = await For(server).GetStatusAsync(Cancelled);

        var disabled = Assert.IsType<IReadOnlyDictionary<string, object?>>(connection.AdditionalProperties!["disabled_status"], exactMatch: false);
        Assert.Equal(("disabled", "UNPAID", "x"), (connection.Status, disabled["disabled_reason"], connection.AdditionalProperties["other"]));
        Assert.True(connection.AdditionalProperties.ContainsKey("new_field"));
    }

    [Fact]
    public async Task New_fields_of_tokens_are_kept()
    {
        await using var server = new RawServer(
            RawResponse.Json("""{"connection_id":"c1","access_token":"t-1","expires_at":"2030-01-01","scopes":["a"]}"""),
            RawResponse.Json("""{"new_access_token":"t-2","old_token_ends":12}"""));

        var exchanged = await TokensFor(server).ExchangeAsync(new Secret(PublicToken), Cancelled);
        var renewed = await TokensFor(server).RenewTokenAsync(Cancelled);

        Assert.Equal("2030-01-01", exchanged.AdditionalProperties!["expires_at"]);
        Assert.Equal(["a"], Assert.IsType<object?[]>(exchanged.AdditionalProperties["scopes"]));
        Assert.Equal(12L, renewed.AdditionalProperties!["old_token_ends"]);
        Assert.DoesNotContain("t-1", JsonSerializer.Serialize(exchanged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_in_the_list_of_connections_is_an_error_in_words()
    {
        await using var server = new RawServer(RawResponse.Json("""{"connections":[null,{"id":"c1"}]}"""));

        var failure = await Assert.ThrowsAsync<RutterApiException>(() => For(server).ListAsync(null, Cancelled).AsTask());

        Assert.Contains("null", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_shows_its_token_nowhere()
    {
        var connection = new RutterConnection { Id = "c1\u001b[31m", Name = "Acme", AccessToken = new Secret("t-secret-1").ToSecureString() };

        Assert.DoesNotContain("t-secret-1", JsonSerializer.Serialize(connection), StringComparison.Ordinal);
        Assert.Contains("Acme", connection.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', connection.ToString());
    }

    public static TheoryData<StatusCase> StatusCases { get; } =
    [
        new StatusCase(Response: """{"is_ready":true,"is_healthy":true}""", Status: "active", IsReady: true),
        new StatusCase(Response: """{"is_ready":false,"is_healthy":true}""", Status: "not_ready", IsReady: false),
        new StatusCase(Response: """{"is_ready":true,"is_healthy":false}""", Status: "unhealthy", IsReady: true),
        new StatusCase(
            Response: """{"is_ready":true,"is_healthy":true,"needs_update_status":{"needs_update":true}}""",
            Status: "needs_reauth",
            IsReady: true),
        new StatusCase(
            Response: """{"is_ready":true,"is_healthy":false,"disabled_status":{"is_disabled":true,"disabled_reason":"UNKNOWN"},"needs_update_status":{"needs_update":true}}""",
            Status: "disabled",
            IsReady: true),
        new StatusCase(
            Response: """{"is_ready":true,"is_healthy":true,"disabled_status":null,"historical_sync_status":{"total":{}}}""",
            Status: "active",
            IsReady: true),
    ];

    [Theory]
    [MemberData(nameof(StatusCases))]
    public async Task The_status_has_the_names_that_the_list_uses(StatusCase given)
    {
        var (status, expected, isReady) = given;
        await using var server = new RawServer(
            RawResponse.Json($$"""{"status":{{status}},"connection":{"id":"c1","orgId":"o1","platform":"XERO"} }"""));

        var connection = await For(server).GetStatusAsync(Cancelled);

        Assert.Equal((expected, isReady, "c1", "XERO"), (connection.Status, connection.IsReady, connection.Id, connection.Platform));
        Assert.Equal(Clients.Token, Reveal(connection.AccessToken));
        Assert.StartsWith("/versioned/connections/status?access_token=", Target(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exchange_sends_client_id_secret_and_public_token_in_the_body()
    {
        await using var server = new RawServer(RawResponse.Json("""{"connection_id":"c1","access_token":"t-1","is_ready":false,"platform":"XERO","name":null,"store_unique_name":"acme"}"""));
        var client = Clients.For(server.BaseAddress);

        var token = await client.AccessTokens.ExchangeAsync(new Secret(PublicToken), Cancelled);

        Assert.Equal(
            ("c1", "t-1", false, "XERO", "acme"),
            (token.ConnectionId, Reveal(token.AccessToken), token.IsReady, token.Platform, token.StoreUniqueName));
        using var body = JsonDocument.Parse(Assert.Single(server.Bodies));
        Assert.Equal((client.Options.ClientId, PublicToken, Clients.Secret), (
            body.RootElement.GetProperty("client_id").GetString(), body.RootElement.GetProperty("public_token")
                .GetString(), body.RootElement.GetProperty("secret").GetString()));
        Assert.Equal("/versioned/item/public_token/exchange", Target(server));
        Assert.Contains("Authorization: Basic ", server.Requests.Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_response_that_echoes_a_token_shows_it_in_no_error()
    {
        await using var server = new RawServer(RawResponse.Json(
            $$"""{"error_type":"X","error_code":"Y","error_message":"{{PublicToken}} and {{Clients.Secret}}","error_metadata":{"human_readable":"no {{PublicToken}}"} }""", 400));

        var failure = await Assert.ThrowsAsync<RutterApiException>(
            async () => await TokensFor(server).ExchangeAsync(new Secret(PublicToken), Cancelled));

        var shown = $"{failure} {failure.ErrorMessage} {failure.HumanReadable} {failure.RecommendedAction}";
        Assert.Contains("***", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(PublicToken, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Clients.Secret, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":7}""")]
    [InlineData("""{"access_token":"a\u0007b"}""")]
    [InlineData("null")]
    public async Task A_response_without_a_token_is_an_error(string response)
    {
        await using var server = new RawServer(RawResponse.Json(response));

        await Assert.ThrowsAsync<RutterApiException>(async () => await TokensFor(server).ExchangeAsync(new Secret(PublicToken), Cancelled));
    }

    [Fact]
    public async Task A_name_and_an_exchange_may_be_retried_and_a_new_connection_and_token_may_not()
    {
        var done = RawResponse.Json("""{"connection":{"id":"c1","access_token":"t-1","link_url":"u","name":"n"}}""");
        await using var rename = new RawServer(RawResponse.Drop, done);
        await using var create = new RawServer(RawResponse.Drop, done);
        await using var renew = new RawServer(RawResponse.Drop, done);

        Assert.Equal("n", (await For(rename, retries: 2).RenameAsync("c1", "n", Cancelled)).Name);
        Assert.Equal("""{"name":"n"}""", rename.Bodies.Last());
        var lostCreate = await Assert.ThrowsAsync<RutterApiException>(async () => await For(create, retries: 2).CreateAsync(null, Cancelled));
        var lostToken = await Assert.ThrowsAsync<RutterApiException>(async () => await TokensFor(renew, retries: 2).RenewTokenAsync(Cancelled));

        Assert.Equal((2, 1, 1), (rename.Requests.Count, create.Requests.Count, renew.Requests.Count));
        Assert.True(lostCreate.MayHaveSucceeded);
        Assert.True(lostToken.MayHaveSucceeded);
    }

    [Fact]
    public async Task A_deletion_whose_response_was_lost_is_done()
    {
        var gone = RawResponse.Json("""{"error_code":"NOT_FOUND","error_message":"x"}""", 410);
        await using var lost = new RawServer(RawResponse.Drop, gone);
        await using var never = new RawServer(gone);
        await using var neverAfterLimit = new RawServer(RawResponse.Json("{}", 429, "Retry-After: 0"), gone);
        await using var refused = new RawServer(RawResponse.Json("""{"success":false}"""));
        await using var refusedAfterLoss = new RawServer(RawResponse.Drop, RawResponse.Json("""{"success":false}"""));

        Assert.False(await For(lost, retries: 2).DeleteAsync("c1", Cancelled));

        Assert.Equal(410, (await Assert.ThrowsAsync<RutterApiException>(async () => await For(never).DeleteAsync("c1", Cancelled))).StatusCode);
        Assert.Equal(410, (await DeletionFailsAsync(neverAfterLimit)).StatusCode);
        Assert.Equal(("NotDeleted", false), Meaning(await DeletionFailsAsync(refused)));
        Assert.Equal(("NotDeleted", true), Meaning(await DeletionFailsAsync(refusedAfterLoss)));
        Assert.Single(refused.Requests);
        await Assert.ThrowsAsync<ArgumentException>(async () => await For(never).DeleteAsync("../jobs", Cancelled));

        static (string ErrorId, bool MayHaveSucceeded) Meaning(RutterApiException failure) => (failure.Meaning.ErrorId, failure.MayHaveSucceeded);

        static Task<RutterApiException> DeletionFailsAsync(RawServer server) =>
            Assert.ThrowsAsync<RutterApiException>(async () => await For(server, retries: 2).DeleteAsync("c1", Cancelled));
    }

    [Fact]
    public async Task A_wait_polls_until_the_download_is_complete()
    {
        var busy = RawResponse.Json("""{"status":{"is_ready":false},"connection":{"id":"c1"}}""");
        await using var server = new RawServer(
            busy, busy, RawResponse.Json("""{"status":{"is_ready":true,"is_healthy":true},"connection":{"id":"c1"}}"""));

        var connection = await For(server).WaitUntilReadyAsync(new JobPolling { Interval = TimeSpan.FromMilliseconds(1) }, Cancelled);

        Assert.Equal(("c1", "active", 3), (connection.Id, connection.Status, server.Requests.Count));
    }

    [Fact]
    public async Task A_wait_ends_after_its_timeout_or_if_the_connection_cannot_become_ready()
    {
        await using var busy = new RawServer(
            [.. Enumerable.Repeat(RawResponse.Json("""{"status":{"is_ready":false},"connection":{"id":"c1"}}"""), 50)]);
        await using var disabled = new RawServer(
            RawResponse.Json("""{"status":{"is_ready":false,"disabled_status":{"is_disabled":true}},"connection":{"id":"c1"}}"""));
        await using var stale = new RawServer(
            RawResponse.Json("""{"status":{"is_ready":false,"needs_update_status":{"needs_update":true}},"connection":{"id":"c1"}}"""));

        var late = await WaitFailsAsync(busy);
        Assert.Equal(("ConnectionTimeout", RutterErrorCategory.OperationTimeout), (late.Meaning.ErrorId, late.Meaning.Category));
        Assert.Equal(ErrorRemedy.Download, late.Meaning.Remedy);
        Assert.Equal("CONNECTION_DISABLED", (await WaitFailsAsync(disabled)).Meaning.ErrorId);
        Assert.Equal("NEEDS_UPDATE", (await WaitFailsAsync(stale)).Meaning.ErrorId);

        static Task<RutterApiException> WaitFailsAsync(RawServer server) =>
            Assert.ThrowsAsync<RutterApiException>(() => For(server).WaitUntilReadyAsync(
            new JobPolling { Interval = TimeSpan.FromMilliseconds(20), Timeout = TimeSpan.FromMilliseconds(100) }, Cancelled));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static ConnectionClient For(RawServer server, int retries = 0) => Clients.For(server.BaseAddress, retries).Connections;

    private static AccessTokenClient TokensFor(RawServer server, int retries = 0) => Clients.For(server.BaseAddress, retries).AccessTokens;

    private static string Target(RawServer server) => server.Requests.Last().Split(' ')[1];

    private static string Reveal(SecureString? token) => new NetworkCredential("", token).Password;

    [Fact]
    public async Task A_connection_that_is_null_is_an_error()
    {
        await using var server = new RawServer(RawResponse.Json("""{"connections":[{"id":"c1"},null]}"""));
        var failure = await Assert.ThrowsAsync<RutterApiException>(() => For(server).ListAsync(cancellationToken: Cancelled).AsTask());
        Assert.Contains("Number 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_members_are_kept_and_those_named_secret_are_not_readable()
    {
        const string Added = "\"plan\":\"pro\",\"refresh_token\":\"CANARY-1\",\"inner\":{\"client_secret\":\"CANARY-2\",\"n\":1}";
        await using var server = new RawServer(
            RawResponse.Json($$"""{"access_token":"t-1",{{Added}} }"""),
            RawResponse.Json($$"""{"new_access_token":"t-2",{{Added}} }"""),
            RawResponse.Json("{\"status\":{\"is_ready\":true," + Added + "}}"),
            RawResponse.Json("{\"connections\":[{\"id\":\"c1\"," + Added + "}]}"));
        var (connections, tokens) = (For(server), TokensFor(server));

        var all = new[]
        {
            (await tokens.ExchangeAsync(new Secret(PublicToken), Cancelled)).AdditionalProperties,
            (await tokens.RenewTokenAsync(Cancelled)).AdditionalProperties,
            (await connections.GetStatusAsync(Cancelled)).AdditionalProperties,
            (await connections.ListAsync(cancellationToken: Cancelled))[0].AdditionalProperties,
        };

        Assert.All(all, added =>
        {
            Assert.Equal("pro", added!["plan"]);
            Assert.Equal("CANARY-1", Assert.IsType<Secret>(added["refresh_token"]).Reveal());
            var inner = Assert.IsType<IDictionary<string, object?>>(added["inner"], exactMatch: false);
            Assert.Equal(1L, inner["n"]);
            Assert.IsType<Secret>(inner["client_secret"]);
        });
    }

    public sealed record StatusCase(string Response, string Status, bool IsReady);
}
