using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Http;

/// <summary>Source: the public page "Basics", headings "Versioning", "Authorization" and "Actionable Error Codes".</summary>
public sealed class AdmissionTests : IDisposable
{
    private readonly TestApi api = TestApi.Start(new EmulatorOptions { TransferCount = 2 });

    public void Dispose() => api.Dispose();

    [Theory]
    [InlineData("2024-08-31")]
    [InlineData("2024-04-30")]
    [InlineData("2023-03-14")]
    [InlineData("2023-02-07")]
    public async Task The_documented_versions_are_supported(string version)
    {
        var request = api.Request(HttpMethod.Get, TestApi.Transfers);
        request.Headers.Remove("X-Rutter-Version");
        request.Headers.Add("X-Rutter-Version", version);

        Assert.Equal(200, (await api.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-01-01")]
    [InlineData("latest")]
    public async Task A_missing_or_other_version_is_400(string? version)
    {
        var request = api.Request(HttpMethod.Get, TestApi.Transfers);
        request.Headers.Remove("X-Rutter-Version");
        if (version is not null)
        {
            request.Headers.Add("X-Rutter-Version", version);
        }

        var response = await api.SendAsync(request);

        Assert.Equal(400, response.Status);
        Assert.Contains("X-Rutter-Version", response.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer abc")]
    [InlineData("Basic")]
    [InlineData("Basic not base64")]
    [InlineData("Basic ZW11bGF0b3ItY2xpZW50LWlkOndyb25n")]
    public async Task Missing_or_wrong_credentials_are_401(string? authorization)
    {
        var request = api.Request(HttpMethod.Get, TestApi.Transfers);
        request.Headers.Remove("Authorization");
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        var response = await api.SendAsync(request);

        Assert.Equal(401, response.Status);
        Assert.Equal("AUTHENTICATION_ERROR", response.Json.GetProperty("error_type").GetString());
    }

    public static TheoryData<RefusedToken> RefusedTokens { get; } =
    [
        new RefusedToken(Query: "", StatusCode: 400, ErrorCode: "MISSING_ACCESS_TOKEN"),
        new RefusedToken(Query: "access_token=", StatusCode: 400, ErrorCode: "MISSING_ACCESS_TOKEN"),
        new RefusedToken(Query: "access_token=other", StatusCode: 401, ErrorCode: "INVALID_ACCESS_TOKEN"),
    ];

    [Theory]
    [MemberData(nameof(RefusedTokens))]
    public async Task A_missing_access_token_is_400_and_an_unknown_one_401(RefusedToken given)
    {
        var (query, status, code) = given;
        var response = await api.SendAsync(api.Request(HttpMethod.Get, TestApi.Transfers, query, withToken: false));

        Assert.Equal((status, code), (response.Status, response.ErrorCode));
    }

    [Theory]
    [InlineData("GET", "/accounting/teapots")]
    [InlineData("GET", "/accounting/bank_transfers/")]
    [InlineData("GET", "/accounting/bank_transfers/a/b")]
    [InlineData("PUT", "/accounting/bank_transfers")]
    [InlineData("DELETE", "/accounting/bank_transfers")]
    [InlineData("POST", "/accounting/locations")]
    [InlineData("DELETE", "/accounting/accounts/a")]
    [InlineData("GET", "/jobs")]
    public async Task An_unknown_path_or_verb_is_404(string method, string path)
    {
        var response = await api.SendAsync(api.Request(new HttpMethod(method), path));

        Assert.Equal((404, "ENDPOINT_NOT_FOUND"), (response.Status, response.ErrorCode));
    }

    [Fact]
    public async Task A_path_outside_versioned_is_404()
    {
        var request = api.Request(HttpMethod.Get, TestApi.Transfers);
        request.RequestUri = new Uri(request.RequestUri!.AbsoluteUri.Replace("/versioned", "", StringComparison.Ordinal));

        Assert.Equal(404, (await api.SendAsync(request)).Status);
    }

    public static TheoryData<RefusedQuery> RefusedQueries { get; } =
    [
        new RefusedQuery(Path: "/accounting/bank_transfers", Query: "page=2", ErrorCode: "UNKNOWN_PARAMETER"),
        new RefusedQuery(Path: "/accounting/bank_transfers", Query: "Limit=2", ErrorCode: "UNKNOWN_PARAMETER"),
        new RefusedQuery(Path: "/accounting/bank_transfers", Query: "limit=2&limit=2", ErrorCode: "INVALID_PARAMETER"),
        new RefusedQuery(Path: "/accounting/bank_transfers/x", Query: "expand=platform_data", ErrorCode: "UNKNOWN_PARAMETER"),
    ];

    [Theory]
    [MemberData(nameof(RefusedQueries))]
    public async Task An_unknown_or_repeated_parameter_is_400(RefusedQuery given)
    {
        var (path, query, code) = given;
        var response = await api.GetAsync(path, query);

        Assert.Equal((400, code), (response.Status, response.ErrorCode));
    }

    [Fact]
    public async Task A_job_takes_no_access_token()
    {
        var response = await api.GetAsync("/jobs/00000000-0000-0000-0000-000000000000");

        Assert.Equal((400, "UNKNOWN_PARAMETER"), (response.Status, response.ErrorCode));
    }

    [Fact]
    public async Task Every_response_has_its_own_request_id_which_the_log_knows()
    {
        var good = await api.GetAsync(TestApi.Transfers);
        var bad = await api.GetAsync("/nowhere");

        Assert.Equal(
            [good.Header("X-Rutter-Request-ID")!, bad.Header("X-Rutter-Request-ID")!],
            api.Emulator.Requests.Select(request => request.RequestId));
        Assert.NotEqual(good.Header("X-Rutter-Request-ID"), bad.Header("X-Rutter-Request-ID"));
        Assert.Null(good.Header("X-Rutter-Job-ID"));
    }

    [Fact]
    public async Task An_error_has_the_documented_properties()
    {
        var response = await api.GetAsync(TestApi.Transfers, "limit=0");

        Assert.Equal("application/json; charset=utf-8", response.ContentType);
        Assert.Equal(
            ["error_type", "error_code", "error_message", "error_metadata"], response.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["source", "human_readable", "platform"],
            response.Json.GetProperty("error_metadata").EnumerateObject().Select(property => property.Name));
        Assert.Equal("rutter", response.Json.GetProperty("error_metadata").GetProperty("source").GetString());
    }

    public sealed record RefusedToken(string Query, int StatusCode, string ErrorCode);

    public sealed record RefusedQuery(string Path, string Query, string ErrorCode);
}
