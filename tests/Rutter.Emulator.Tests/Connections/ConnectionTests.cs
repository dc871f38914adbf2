using System.Text.Json;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Connections;

/// <summary>Source: the public pages "Connections" and "Tokens" of 2024-08-31.</summary>
public sealed class ConnectionTests : IDisposable
{
    private readonly TestApi api = TestApi.Start(new EmulatorOptions { TransferCount = 10, MorePlatforms = ["NETSUITE", "SAGE_INTACCT"] });

    private IReadOnlyList<EmulatorConnection> Known => api.Emulator.Connections;

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task The_list_shows_each_with_its_token()
    {
        var response = await api.CallAsync("GET", "/connections");

        Assert.Equal(["connections"], response.Json.EnumerateObject().Select(property => property.Name));
        var rows = response.Json.GetProperty("connections").EnumerateArray().ToArray();
        Assert.Equal(
            ["id", "access_token", "link_url", "platform", "status", "name", "created_at", "updated_at"],
            rows[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(["QUICKBOOKS", "NETSUITE", "SAGE_INTACCT"], rows.Select(row => row.GetProperty("platform").GetString()));
        Assert.Equal(3, rows.Select(row => row.GetProperty("access_token").GetString()).Distinct().Count());
        Assert.Equal(api.Emulator.ConnectionId, rows[0].GetProperty("id").GetString());
        Assert.Equal(api.Emulator.AccessToken, rows[0].GetProperty("access_token").GetString());
    }

    [Fact]
    public async Task A_token_gives_access_to_its_own_data_only()
    {
        var lists = new List<string[]>();
        foreach (var connection in Known)
        {
            var response = await api.GetAsAsync(connection.AccessToken, TestApi.Transfers);
            Assert.Equal(connection.Id, response.Json.GetProperty("connection").GetProperty("id").GetString());
            Assert.Equal(connection.Platform, response.Json.GetProperty("connection").GetProperty("platform").GetString());
            lists.Add([.. response.Ids()]);
        }

        Assert.Equal(30, lists.SelectMany(ids => ids).Distinct().Count());
        Assert.Equal(410, (await api.GetAsAsync(Known[1].AccessToken, $"{TestApi.Transfers}/{lists[0][0]}")).Status);
        Assert.Equal(400, (await api.GetAsAsync(Known[2].AccessToken, TestApi.Transfers, "sort=created_at")).Status);
    }

    [Fact]
    public async Task A_write_and_its_key_concern_one_connection()
    {
        var body =
            $$"""{"bank_transfer":{"credit_account_id":"{{api.AccountIds()[0]}}","debit_account_id":"{{api.AccountIds()[1]}}","total_amount":1} }""";
        var other = api.WriteRequest("POST", TestApi.Transfers, body, key: "one-key");
        other.RequestUri = new Uri(other.RequestUri!.AbsoluteUri.Replace(api.Emulator.AccessToken, Known[1].AccessToken, StringComparison.Ordinal));

        Assert.Equal(200, (await api.WriteAsync("POST", TestApi.Transfers, body, key: "one-key")).Status);
        Assert.Equal(409, (await api.SendAsync(other)).Status);

        Assert.Equal(11, api.Emulator.TransferCount);
        Assert.Equal(10, api.Emulator.GetObjects("bank_transfers", Known[1].Id).Count);
    }

    [Theory]
    [InlineData("", "active,not_ready,unhealthy")]
    [InlineData("status=any", "active,disabled,needs_reauth,not_ready,unhealthy")]
    [InlineData("status=disabled", "disabled")]
    [InlineData("status=needs_reauth", "needs_reauth")]
    [InlineData("status=active", "active")]
    public async Task The_list_can_be_limited_to_a_status(string query, string expected)
    {
        await api.CallAsync("POST", "/connections/create");
        await api.CallAsync("POST", "/connections/create");
        var ids = Known.Select(connection => connection.Id).ToArray();
        api.Emulator.SetConnectionStatus("unhealthy", ids[1]);
        api.Emulator.SetConnectionStatus("disabled", ids[2]);
        api.Emulator.SetConnectionStatus("needs_reauth", ids[3]);

        var response = await api.CallAsync("GET", "/connections", query: query);

        Assert.Equal(
            expected.Split(','),
            response.Json.GetProperty("connections").EnumerateArray().Select(row => row.GetProperty("status").GetString()).Order());
    }

    [Theory]
    [InlineData("disabled", "CONNECTION_DISABLED")]
    [InlineData("needs_reauth", "NEEDS_UPDATE")]
    [InlineData("not_ready", "PRODUCT_NOT_READY")]
    [InlineData("unhealthy", null)]
    public async Task A_status_decides_whether_data_can_be_read(string status, string? code)
    {
        api.Emulator.SetConnectionStatus(status);

        var response = await api.GetAsync(TestApi.Transfers);

        Assert.Equal(code is null ? 200 : 400, response.Status);
        if (code is not null)
        {
            Assert.Equal(("CONNECTION_ERROR", code), (response.Json.GetProperty("error_type").GetString(), response.ErrorCode));
        }
    }

    [Fact]
    public async Task A_connection_is_fetched_by_its_token()
    {
        var response = await api.GetAsAsync(Known[1].AccessToken, "/connections/access_token");

        var connection = response.Json.GetProperty("connection");
        Assert.Equal((Known[1].Id, "NETSUITE", false, false), (
            connection.GetProperty("id").GetString(), connection.GetProperty("platform").GetString(),
            connection.GetProperty("disabled").GetBoolean(), connection.GetProperty("needs_update").GetBoolean()));
        Assert.False(connection.TryGetProperty("access_token", out _));
        Assert.Equal(401, (await api.GetAsAsync("nobodys", "/connections/access_token")).Status);
        Assert.Equal(400, (await api.GetAsAsync(null, "/connections/access_token")).Status);
    }

    public static TheoryData<StatusFlags> Statuses { get; } =
    [
        new StatusFlags(Status: "active", IsReady: true, IsHealthy: true, NeedsUpdate: false, IsDisabled: false),
        new StatusFlags(Status: "not_ready", IsReady: false, IsHealthy: true, NeedsUpdate: false, IsDisabled: false),
        new StatusFlags(Status: "unhealthy", IsReady: true, IsHealthy: false, NeedsUpdate: false, IsDisabled: false),
        new StatusFlags(Status: "needs_reauth", IsReady: true, IsHealthy: false, NeedsUpdate: true, IsDisabled: false),
        new StatusFlags(Status: "disabled", IsReady: true, IsHealthy: false, NeedsUpdate: false, IsDisabled: true),
    ];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Each_status_shows_its_flags(StatusFlags given)
    {
        var (status, isReady, isHealthy, needsUpdate, isDisabled) = given;
        api.Emulator.SetConnectionStatus(status);

        var response = await api.GetAsync("/connections/status");

        var shown = response.Json.GetProperty("status");
        Assert.Equal((isReady, isHealthy), (shown.GetProperty("is_ready").GetBoolean(), shown.GetProperty("is_healthy").GetBoolean()));
        Assert.Equal(needsUpdate, shown.GetProperty("needs_update_status").GetProperty("needs_update").GetBoolean());
        Assert.Equal(isDisabled, shown.GetProperty("disabled_status").GetProperty("is_disabled").GetBoolean());
        Assert.Equal(isReady, shown.GetProperty("historical_sync_status").GetProperty("historical_sync_completed").GetBoolean());
        Assert.Equal(api.Emulator.ConnectionId, response.Json.GetProperty("connection").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_new_connection_has_data_once_a_person_has_signed_in()
    {
        var made = (await api.CallAsync("POST", "/connections/create", """{"platform":"XERO"}""")).Json.GetProperty("connection");
        Assert.Equal(["id", "access_token", "link_url", "name"], made.EnumerateObject().Select(property => property.Name));
        var (id, token) = (made.GetProperty("id").GetString()!, made.GetProperty("access_token").GetString()!);
        Assert.Equal("NO_CREDENTIALS", (await api.GetAsAsync(token, TestApi.Transfers)).ErrorCode);

        var publicToken = api.Emulator.LinkConnection(id);

        Assert.Equal(10, (await api.GetAsAsync(token, TestApi.Transfers)).Ids().Count);
        var exchanged = await ExchangeAsync(publicToken);
        Assert.Equal(
            ["connection_id", "access_token", "is_ready", "platform", "name"], exchanged.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal((id, token, true, "XERO"), (
            exchanged.Json.GetProperty("connection_id").GetString(), exchanged.Json.GetProperty("access_token").GetString(),
            exchanged.Json.GetProperty("is_ready").GetBoolean(), exchanged.Json.GetProperty("platform").GetString()));
        Assert.Throws<ArgumentException>(() => api.Emulator.LinkConnection(id));
    }

    [Theory]
    [InlineData("""{"platform":"xero"}""")]
    [InlineData("""{"colour":"red"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_connection_that_cannot_be_made_is_400(string body)
    {
        Assert.Equal("INVALID_BODY", (await api.CallAsync("POST", "/connections/create", body)).ErrorCode);
        Assert.Equal(3, Known.Count);
    }

    [Fact]
    public async Task A_name_is_at_most_30_characters_and_unique()
    {
        var path = $"/connections/{Known[1].Id}";
        var name = new string('n', 30);

        Assert.Equal(
            name, (await api.CallAsync("PATCH", path, $$"""{"name":"{{name}}"}""")).Json.GetProperty("connection").GetProperty("name").GetString());
        Assert.Equal(200, (await api.CallAsync("PATCH", path, $$"""{"name":"{{name}}"}""")).Status);
        Assert.Contains("30", (await api.CallAsync("PATCH", path, $$"""{"name":"{{name}}n"}""")).ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(
            "unique",
            (await api.CallAsync("PATCH", $"/connections/{Known[2].Id}", $$"""{"name":"{{name}}"}""")).ErrorMessage,
            StringComparison.Ordinal);
        Assert.Equal(400, (await api.CallAsync("PATCH", path, "{}")).Status);
        Assert.Equal(410, (await api.CallAsync("PATCH", "/connections/nobody", """{"name":"x"}""")).Status);
        Assert.Equal([null, name, null], Known.Select(connection => connection.Name));
    }

    [Fact]
    public async Task A_deleted_connection_is_gone_with_its_token()
    {
        var gone = Known[1];

        Assert.Equal("""{"success":true}""", (await api.CallAsync("DELETE", $"/connections/{gone.Id}")).Text);

        Assert.Equal(410, (await api.CallAsync("DELETE", $"/connections/{gone.Id}")).Status);
        Assert.Equal(401, (await api.GetAsAsync(gone.AccessToken, TestApi.Transfers)).Status);
        Assert.Equal(["QUICKBOOKS", "SAGE_INTACCT"], Known.Select(connection => connection.Platform));
    }

    [Fact]
    public async Task A_replaced_token_gives_no_access()
    {
        var old = Known[1].AccessToken;

        var response = await api.CallAsync("POST", "/connections/access_token/invalidate", query: $"access_token={old}");

        Assert.Equal(["new_access_token"], response.Json.EnumerateObject().Select(property => property.Name));
        var renewed = response.Json.GetProperty("new_access_token").GetString()!;
        Assert.NotEqual(old, renewed);
        Assert.Equal(401, (await api.GetAsAsync(old, TestApi.Transfers)).Status);
        Assert.Equal(10, (await api.GetAsAsync(renewed, TestApi.Transfers)).Ids().Count);
        Assert.Equal(renewed, Known[1].AccessToken);
        Assert.Equal(200, (await api.GetAsync(TestApi.Transfers)).Status);
    }

    [Fact]
    public async Task No_token_of_any_connection_is_in_the_log()
    {
        await api.CallAsync("POST", "/connections/access_token/invalidate", query: $"access_token={Known[1].AccessToken}");
        foreach (var token in Known.SelectMany(connection => new[] { connection.AccessToken, connection.PublicToken }))
        {
            await api.GetAsAsync(token, $"{TestApi.Transfers}/{token}", $"id_type={token}");
        }

        Assert.DoesNotContain("not-real", JsonSerializer.Serialize(api.Emulator.Requests), StringComparison.OrdinalIgnoreCase);
    }

    public static TheoryData<RefusedExchange> RefusedExchanges { get; } =
    [
        new RefusedExchange(
            Body: """{"client_id":"emulator-client-id","public_token":"nobodys","secret":"emulator-client-secret-not-real"}""",
            StatusCode: 400,
            ErrorCode: "INVALID_PUBLIC_TOKEN"),
        new RefusedExchange(
            Body: """{"client_id":"emulator-client-id","public_token":"emulator-public-token-not-real","secret":"wrong"}""",
            StatusCode: 401,
            ErrorCode: "INVALID_CLIENT_CREDENTIALS"),
        new RefusedExchange(
            Body: """{"client_id":"other","public_token":"emulator-public-token-not-real","secret":"emulator-client-secret-not-real"}""",
            StatusCode: 401,
            ErrorCode: "INVALID_CLIENT_CREDENTIALS"),
        new RefusedExchange(Body: """{"public_token":"emulator-public-token-not-real"}""", StatusCode: 400, ErrorCode: "INVALID_BODY"),
    ];

    [Theory]
    [MemberData(nameof(RefusedExchanges))]
    public async Task An_exchange_needs_client_id_secret_and_public_token(RefusedExchange given)
    {
        var (body, status, code) = given;
        var response = await api.CallAsync("POST", "/item/public_token/exchange", body);

        Assert.Equal((status, code), (response.Status, response.ErrorCode));
    }

    [Fact]
    public async Task A_connection_that_nobody_has_signed_in_with_has_no_public_token_yet()
    {
        await api.CallAsync("POST", "/connections/create");

        Assert.Equal("INVALID_PUBLIC_TOKEN", (await ExchangeAsync(Known[3].PublicToken)).ErrorCode);
    }

    public static TheoryData<UnknownParameter> UnknownParameters { get; } =
    [
        new UnknownParameter(Method: "GET", Path: "/connections", Query: "access_token=x"),
        new UnknownParameter(Method: "GET", Path: "/connections", Query: "status=ready"),
        new UnknownParameter(Method: "GET", Path: "/connections", Query: "cursor=x"),
        new UnknownParameter(Method: "POST", Path: "/connections/create", Query: "access_token=x"),
    ];

    [Theory]
    [MemberData(nameof(UnknownParameters))]
    public async Task An_unknown_parameter_is_400(UnknownParameter given)
    {
        var (method, path, query) = given;
        Assert.Equal(400, (await api.CallAsync(method, path, query: query)).Status);
    }

    [Fact]
    public async Task Reset_brings_the_first_connections_back()
    {
        var before = Known.ToArray();
        await api.CallAsync("POST", "/connections/create");
        await api.CallAsync("POST", "/connections/access_token/invalidate", query: $"access_token={api.Emulator.AccessToken}");
        await api.CallAsync("DELETE", $"/connections/{before[2].Id}");
        Assert.NotEqual(before, Known);

        api.Emulator.Reset();

        Assert.Equal(before, Known);
    }

    private Task<ApiResponse> ExchangeAsync(string publicToken) => api.CallAsync(
        "POST", "/item/public_token/exchange", $$"""{"client_id":"{{api.Emulator.ClientId}}","public_token":"{{publicToken}}","secret":"{{api.Emulator.ClientSecret}}"}""");

    public sealed record StatusFlags(string Status, bool IsReady, bool IsHealthy, bool NeedsUpdate, bool IsDisabled);

    public sealed record RefusedExchange(string Body, int StatusCode, string ErrorCode);

    public sealed record UnknownParameter(string Method, string Path, string Query);
}
