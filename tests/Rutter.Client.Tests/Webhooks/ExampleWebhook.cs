using Rutter.Client.Transport;
using Xunit;

namespace Rutter.Client.Tests.Webhooks;

/// <summary>
/// The webhook examples of the public page "Basics", with an object where the page has a comment, and the signatures that OpenSSL gives them:
/// <c>openssl dgst -sha256 -hmac SECRET -binary FILE | base64</c>.
/// </summary>
internal static class ExampleWebhook
{
    public const string SecretText = "test-client-secret-0123456789";

    public const string AccessToken = "313c3e00-2bbc-4b2e-a9dc-13abed546b65";

    public static Secret Secret { get; } = new(SecretText);

    /// <summary>Each example's file and signature.</summary>
    public static TheoryData<string, string> All { get; } = new()
    {
        { "webhook-initial-update.json", "sha256=62ao3yHAzruH15Ec7cfejT5GRtQBpnBMj+FQnHUFBxU=" },
        { "webhook-order-created.json", "sha256=8+ufbNkcAwyAssmzRG/bDG7E/cG6xNDn5byAGTNuyUU=" },
        { "webhook-account-updated.json", "sha256=5wXX13RaskScuNpXTJlOEQ3hMxbK8FonTCw0VIxPrcs=" },
        { "webhook-bill-deleted.json", "sha256=ubRq322so4KZ78kKWQ/VPN49Hb44jVF1p2ENc+HHQn0=" },
    };

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Support", "Examples", file);

    public static byte[] Read(string file) => File.ReadAllBytes(PathOf(file));
}
