using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Rutter.Emulator.Tests.Support;

/// <summary>An emulator of its own for a test, and a plain HTTP client that speaks to it.</summary>
public sealed class TestApi : IDisposable
{
    public const string Transfers = "/accounting/bank_transfers";

    public const string Accounts = "/accounting/accounts";

    private readonly HttpClient http;

    private TestApi(RutterEmulator emulator)
    {
        Emulator = emulator;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(60) };
    }

    public RutterEmulator Emulator { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TestApi Start(EmulatorOptions? options = null) => new(RutterEmulator.Start(options));

    /// <summary>Sends a GET with everything that a good request has.</summary>
    /// <param name="path">Below <c>/versioned</c>.</param>
    /// <param name="query">Parameters, already escaped, without the access token.</param>
    public Task<ApiResponse> GetAsync(string path, string query = "") => SendAsync(Request(HttpMethod.Get, path, query));

    /// <summary>Sends a GET with another connection's token, or with none.</summary>
    public Task<ApiResponse> GetAsAsync(string? token, string path, string query = "")
    {
        var all = string.Join('&', new[] { token is null ? "" : $"access_token={token}", query }.Where(part => part.Length > 0));
        return SendAsync(Request(HttpMethod.Get, path, all, withToken: false));
    }

    /// <summary>Sends a request without an access token.</summary>
    public Task<ApiResponse> CallAsync(string method, string path, string? body = null, string query = "")
    {
        var request = Request(new HttpMethod(method), path, query, withToken: false);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return SendAsync(request);
    }

    /// <summary>Sends a write with everything that a good request has.</summary>
    public Task<ApiResponse> WriteAsync(string method, string path, string? body, string? key = null) =>
        SendAsync(WriteRequest(method, path, body, key));

    public HttpRequestMessage WriteRequest(string method, string path, string? body, string? key = null)
    {
        var request = Request(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return request;
    }

    public HttpRequestMessage Request(HttpMethod method, string path, string query = "", bool withToken = true)
    {
        var token = withToken ? $"access_token={Emulator.AccessToken}" : "";
        var all = string.Join('&', new[] { token, query }.Where(part => part.Length > 0));
        var request = new HttpRequestMessage(method, $"{Emulator.BaseUri}{path}{(all.Length > 0 ? "?" : "")}{all}");
        request.Headers.Authorization = Basic(Emulator.ClientId, Emulator.ClientSecret);
        request.Headers.Add("X-Rutter-Version", "2024-08-31");
        return request;
    }

    public async Task<ApiResponse> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
            var text = await response.Content.ReadAsStringAsync(Cancelled);
            var headers = response.Headers.ToDictionary(
                header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
            return new ApiResponse(response.StatusCode, text, response.Content.Headers.ContentType?.ToString(), headers);
        }
    }

    public Task<ApiResponse> JobAsync(string id) => SendAsync(Request(HttpMethod.Get, $"/jobs/{id}", withToken: false));

    /// <summary>All ids of a list, page by page.</summary>
    public async Task<List<string>> ListAllAsync(string path, string listKey, string query = "")
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = cursor is null ? query : string.Join(
                '&', new[] { query, $"cursor={Uri.EscapeDataString(cursor)}" }.Where(part => part.Length > 0));
            var response = await GetAsync(path, page);
            Assert.Equal(200, response.Status);
            ids.AddRange(response.Ids(listKey));
            Assert.NotEqual(cursor ?? "", response.NextCursor);
            cursor = response.NextCursor;
        }
        while (cursor is not null);
        return ids;
    }

    public Task<List<string>> ListTransfersAsync(string query = "") => ListAllAsync(Transfers, "bank_transfers", query);

    public IReadOnlyList<JsonObject> StoredTransfers() => Emulator.GetObjects("bank_transfers");

    /// <summary>Ids of bank accounts of one currency, in a fixed order.</summary>
    public string[] AccountIds(string currency = "USD") =>
    [
        .. Emulator.GetObjects("accounts")
            .Where(account => (string?)account["currency_code"] == currency && (string?)account["account_type"] == "bank")
            .Select(account => (string)account["id"]!),
    ];

    public void Dispose()
    {
        http.Dispose();
        Emulator.Dispose();
    }

    public static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
}
