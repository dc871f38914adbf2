using Rutter.Client.Errors;
using Rutter.Client.Listing;
using Rutter.Client.Resources.BankTransfers;
using Rutter.Client.Tests.Support;
using Rutter.Client.Text;
using Rutter.Client.Transport;
using Xunit;

namespace Rutter.Client.Tests.Transport;

/// <summary>Where credentials go, and where they do not.</summary>
public sealed class SafetyTests
{
    [Theory]
    [InlineData("http://production.rutterapi.com/versioned")]
    [InlineData("http://localhost.example.com/versioned")]
    [InlineData("http://127.0.0.1.example.com/versioned")]
    [InlineData("http://10.0.0.1/versioned")]
    [InlineData("ftp://127.0.0.1/versioned")]
    [InlineData("file:///versioned")]
    [InlineData("https://user:password@host/versioned")]
    [InlineData("https://host/versioned?x=1")]
    [InlineData("/versioned")]
    public void An_address_that_is_not_safe_is_refused(string address)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Clients.For(new Uri(address, UriKind.RelativeOrAbsolute)));
        Assert.DoesNotContain("password", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://custom.example.com/versioned")]
    [InlineData("http://localhost:8080/versioned/")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://127.0.0.2:1/a/b")]
    public void Https_and_loopback_are_accepted(string address) =>
        Assert.False(Clients.For(new Uri(address)).Options.BaseAddress.AbsolutePath.Length > 1
        && Clients.For(new Uri(address)).Options.BaseAddress.AbsolutePath.EndsWith('/'));

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var elsewhere = new RawServer(RawResponse.Json(Listings.Page(null)));
        await using var server = new RawServer(RawResponse.Json("", status, $"Location: {elsewhere.BaseAddress}?access_token=stolen"));
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress, retries: 2).ListAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal("RedirectRefused", failure.Meaning.ErrorId);
        Assert.Contains(elsewhere.BaseAddress.Authority, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("stolen", failure.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    public async Task A_rutter_id_that_could_reach_another_endpoint_is_refused_before_sending(string id)
    {
        await using var server = new RawServer();
        await Assert.ThrowsAsync<ArgumentException>(
            async () =>
                await Clients.For(server.BaseAddress).FetchAsync(BankTransfer.Definition, new FetchQuery(id), TestContext.Current.CancellationToken));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("a/b?c#d", "a%2Fb%3Fc%23d")]
    [InlineData("../../jobs", "..%2F..%2Fjobs")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("100% é", "100%25%20%C3%A9")]
    public async Task A_platforms_id_arrives_whole(string id, string segment)
    {
        await using var server = new RawServer(RawResponse.Json("""{"bank_transfer":{"id":"1"}}"""));
        await Clients.For(server.BaseAddress).FetchAsync(
            BankTransfer.Definition, new FetchQuery(id) { IsPlatformId = true }, TestContext.Current.CancellationToken);
        Assert.StartsWith(
            $"GET /versioned/accounting/bank_transfers/{segment}?id_type=platform&", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_failure_and_no_notice_holds_a_secret_that_the_server_sends_back()
    {
        var basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("test"));
        var echo = $$$$"""{"error_type":"{{{{Clients.Secret}}}}","error_code":"E","error_message":"url https://h/?access_token={{{{Uri.EscapeDataString(Clients.Token)}}}} Authorization: Basic {{{{basic}}}} new_access_token: abc","error_metadata":{"human_readable":"{{{{Clients.Token}}}}","platform":{"secret":"other-secret"}}}""";
        await using var server = new RawServer(RawResponse.Json(echo, 503, $"X-Rutter-Request-ID: {Clients.Secret}"), RawResponse.Json(echo, 400));
        var observer = new RecordingObserver();
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () =>
                Clients.For(server.BaseAddress, retries: 1, observer: observer).ListAsync(cancellationToken: TestContext.Current.CancellationToken));
        var texts = string.Join('\n', [failure.ToString(), failure.ErrorType, failure.ErrorMessage, failure.HumanReadable, failure.Platform,
            failure.RequestId, failure.RecommendedAction,
            .. observer.Outcomes.Select(outcome => outcome.ToString()), .. observer.Retries.Select(retry => retry.ToString())]);
        Assert.Equal(2, observer.Outcomes.Count);
        Assert.All(
            [Clients.Secret, Clients.Token, Uri.EscapeDataString(Clients.Token), basic, "other-secret", "abc"],
            secret => Assert.DoesNotContain(secret, texts, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plain\ttext\r\nnext", "plain text  next")]
    [InlineData("\u001b]0;title\u0007x\u009b31m", "\uFFFD]0;title\uFFFDx\uFFFD31m")]
    [InlineData("1\u202E00.1\u2066\u200B", "1\uFFFD00.1\uFFFD\uFFFD")]
    [InlineData("a\u2028b", "a\uFFFDb")]
    [InlineData("Übertrag 日本 😀", "Übertrag 日本 😀")]
    [InlineData(null, "")]
    public void Text_for_the_screen_cannot_steer_it(string? text, string shown) => Assert.Equal(shown, DisplayText.Clean(text));

    [Fact]
    public void A_secret_prints_as_a_mask()
    {
        var secret = new Secret("abcdefgh");
        Assert.Equal("***", secret.ToString());
        Assert.Equal("{}", System.Text.Json.JsonSerializer.Serialize(secret));
        Assert.Equal("abcdefgh", secret.Reveal());
        Assert.Throws<ArgumentException>(() => new Secret("pasted\n"));
    }
}
