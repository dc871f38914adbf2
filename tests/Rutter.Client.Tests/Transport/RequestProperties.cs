using FsCheck;
using FsCheck.Fluent;
using Rutter.Client.Transport;
using Xunit;

namespace Rutter.Client.Tests.Transport;

/// <summary>What holds for the address of any request.</summary>
public sealed class RequestProperties
{
    private static readonly RutterRequest List = new(
        ) { Method = HttpMethod.Get, Path = "list", Query = [new("limit", "1"), new("cursor", "first")] };

    [Fact]
    public void Any_cursor_travels_whole_and_in_the_place_of_the_one_before() => Prop
        .ForAll<NonEmptyString>(cursor =>
        {
            var meant = string.Concat(cursor.Get.EnumerateRunes());
            var address = new Uri("https://host/" + List.AtCursor(meant).RelativeAddress(accessToken: null));
            var parameters = address.Query[1..].Split('&').Select(parameter => parameter.Split('=')).ToList();
            return parameters.Count == 2 && parameters[0] is ["limit", "1"] && parameters[1] is ["cursor", var sent] && Uri.UnescapeDataString(
                sent) == meant;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_path_stays_below_the_base_address_or_is_refused() => Prop
        .ForAll(
            Gen.Elements("a", "..", ".", "/", "//", "%2e", "%2F", "%25", "\\", "?", "#", ":", "https:", "\n", "é", " ", "@").ArrayOf().ToArbitrary(),
            pieces =>
        {
            try
            {
                var path = RequestPath.Parse(string.Concat(pieces));
                var address = new Uri("https://host/versioned/" + path);
                return address.Host == "host"
                    && address.AbsolutePath == "/versioned/" + path
                    && address.Query.Length == 0
                    && address.Fragment.Length == 0;
            }
            catch (ArgumentException)
            {
                return true;
            }
        })
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("/accounting/accounts", "accounting/accounts")]
    [InlineData("accounting/accounts", "accounting/accounts")]
    [InlineData("jobs/a b é", "jobs/a%20b%20%C3%A9")]
    [InlineData("jobs/a%20b", "jobs/a%20b")]
    [InlineData("jobs/a%2Fb%3Fc%23d", "jobs/a%2Fb%3Fc%23d")]
    [InlineData("jobs/100%", "jobs/100%25")]
    [InlineData("jobs/a:b@c", "jobs/a%3Ab%40c")]
    [InlineData("jobs/...", "jobs/...")]
    public void A_path_is_encoded_once(string path, string encoded) => Assert.Equal(encoded, RequestPath.Parse(path));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//host/a")]
    [InlineData("https://host/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("a/%2E%2e/b")]
    [InlineData("a/%252e%252e/b")]
    [InlineData("a/..%2Fb")]
    [InlineData("a/.")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a%00")]
    [InlineData("a\r\nHost: b")]
    public void A_path_that_could_reach_another_place_is_refused(string path) => Assert.Throws<ArgumentException>(() => RequestPath.Parse(path));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nX: y")]
    [InlineData("schlüssel")]
    public void An_idempotency_key_that_no_header_can_carry_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => List with { IdempotencyKey = key });
}
