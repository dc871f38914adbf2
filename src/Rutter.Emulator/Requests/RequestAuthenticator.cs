using System.Text;
using Rutter.Emulator.Http;

namespace Rutter.Emulator.Requests;

/// <summary>
/// Checks what every request needs: credentials, room in the rate window, a version, and for a connection's data an access token.
/// Source: "Basics", headings "Versioning", "Authorization" and "Rate Limiting".
/// </summary>
internal sealed class RequestAuthenticator(RateWindow? window)
{
    private static readonly string[] Versions = ["2024-08-31", "2024-04-30", "2023-03-14", "2023-02-07"];

    private static readonly string Expected = $"{EmulatorCredentials.ClientId}:{EmulatorCredentials.ClientSecret}";

    public void Admit(ApiRequest request)
    {
        CheckCredentials(request.Header("Authorization"));
        if (window is not null && !window.TryAccept())
        {
            throw ApiError.TooManyRequests();
        }

        var version = request.Header("X-Rutter-Version");
        if (!Versions.Contains(version))
        {
            var problem = version is null ? "The header X-Rutter-Version is missing." : $"The X-Rutter-Version '{version}' is not supported.";
            throw ApiError.InvalidHeader($"{problem} Supported: {string.Join(", ", Versions)}.");
        }
    }

    public static void CheckAccessToken(ApiRequest request)
    {
        var token = request.Query.Text("access_token");
        if (string.IsNullOrEmpty(token))
        {
            throw ApiError.BadRequest("MISSING_ACCESS_TOKEN", "The query parameter 'access_token' is missing.");
        }

        request.Data = request.State.Connections.Find(connection => connection.AccessToken == token)
            ?? throw ApiError.Unauthorized("INVALID_ACCESS_TOKEN", "The access token belongs to no connection of this organization.");
    }

    private static void CheckCredentials(string? authorization)
    {
        const string Scheme = "Basic ";
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw ApiError.Unauthorized("MISSING_CREDENTIALS", "The header 'Authorization: Basic base64({client_id}:{client_secret})' is missing.");
        }

        if (Decode(authorization[Scheme.Length..].Trim()) != Expected)
        {
            throw ApiError.Unauthorized("INVALID_CLIENT_CREDENTIALS", "The client id or the client secret is wrong.");
        }
    }

    private static string? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
