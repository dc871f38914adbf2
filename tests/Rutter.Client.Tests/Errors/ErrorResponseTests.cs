using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rutter.Client.Errors;
using Rutter.Client.Tests.Support;
using Xunit;

namespace Rutter.Client.Tests.Errors;

/// <summary>Every error response becomes a failure that says what happened and what to do.</summary>
public sealed class ErrorResponseTests
{
    [Fact]
    public async Task An_error_of_the_documented_form_is_read_whole()
    {
        var failure = await FailWithAsync(RawResponse.Json(
            """{"error_type":"PLATFORM_ERROR","error_code":"ACCOUNT_INVALID","error_message":"raw","error_metadata":{"source":"platform","human_readable":"The account type xxxx is incompatible with this transaction.","platform":{"headers":{"retry":1}}}}""",
            450, "X-Rutter-Request-ID: req-1"));
        Assert.Equal(450, failure.StatusCode);
        Assert.Equal("PLATFORM_ERROR", failure.ErrorType);
        Assert.Equal("ACCOUNT_INVALID", failure.ErrorCode);
        Assert.Equal("ACCOUNT_INVALID", failure.Meaning.ErrorId);
        Assert.Equal(RutterErrorCategory.InvalidData, failure.Meaning.Category);
        Assert.Equal("raw", failure.ErrorMessage);
        Assert.Equal("platform", failure.Source);
        Assert.Equal("The account type xxxx is incompatible with this transaction.", failure.HumanReadable);
        Assert.Equal("""{"headers":{"retry":1}}""", failure.Platform);
        Assert.Equal("req-1", failure.RequestId);
        Assert.Equal("The account type xxxx is incompatible with this transaction. (HTTP 450, ACCOUNT_INVALID)", failure.Message);
        Assert.EndsWith("(request id req-1)", failure.RecommendedAction, StringComparison.Ordinal);
    }

    public static TheoryData<StatusMeaning> StatusMeanings { get; } =
    [
        new StatusMeaning(Status: 400, ErrorId: "BadRequest", Category: RutterErrorCategory.InvalidArgument, IsTransient: false),
        new StatusMeaning(Status: 401, ErrorId: "Unauthorized", Category: RutterErrorCategory.AuthenticationError, IsTransient: false),
        new StatusMeaning(Status: 404, ErrorId: "NotFound", Category: RutterErrorCategory.NotImplemented, IsTransient: false),
        new StatusMeaning(Status: 409, ErrorId: "IdempotencyConflict", Category: RutterErrorCategory.ResourceExists, IsTransient: false),
        new StatusMeaning(Status: 410, ErrorId: "ObjectNotFound", Category: RutterErrorCategory.ObjectNotFound, IsTransient: false),
        new StatusMeaning(Status: 429, ErrorId: "TooManyRequests", Category: RutterErrorCategory.LimitsExceeded, IsTransient: true),
        new StatusMeaning(Status: 450, ErrorId: "PlatformBadRequest", Category: RutterErrorCategory.InvalidData, IsTransient: false),
        new StatusMeaning(Status: 451, ErrorId: "PlatformUnauthorized", Category: RutterErrorCategory.AuthenticationError, IsTransient: false),
        new StatusMeaning(Status: 452, ErrorId: "PlatformTooManyRequests", Category: RutterErrorCategory.LimitsExceeded, IsTransient: true),
        new StatusMeaning(Status: 500, ErrorId: "InternalServerError", Category: RutterErrorCategory.ResourceUnavailable, IsTransient: true),
        new StatusMeaning(Status: 550, ErrorId: "PlatformInternalServerError", Category: RutterErrorCategory.ResourceUnavailable, IsTransient: true),
        new StatusMeaning(Status: 418, ErrorId: "Http418", Category: RutterErrorCategory.InvalidArgument, IsTransient: false),
        new StatusMeaning(Status: 599, ErrorId: "Http599", Category: RutterErrorCategory.ResourceUnavailable, IsTransient: true),
    ];

    [Theory]
    [MemberData(nameof(StatusMeanings))]
    public async Task Every_status_has_a_meaning(StatusMeaning given)
    {
        var (status, errorId, category, isTransient) = given;
        var failure = await FailWithAsync(RawResponse.Json("{}", status));
        Assert.Equal(errorId, failure.Meaning.ErrorId);
        Assert.Equal(category, failure.Meaning.Category);
        Assert.Equal(isTransient, failure.IsTransient);
        Assert.NotEmpty(failure.RecommendedAction);
        Assert.Contains($"{status}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_twelve_connection_errors_each_have_advice_of_their_own()
    {
        string[] codes =
        [
            "PRODUCT_NOT_READY", "PRODUCT_NOT_ALLOWED", "INVALID_CREDENTIALS", "LINK_ERROR",
                "ENDFORM_NOT_AVAILABLE", "CONNECTION_DISABLED", "NEEDS_UPDATE",
            "NO_CREDENTIALS", "PENDING", "IS_DUPLICATE", "ENDPOINT_NOT_SUPPORTED_FOR_YOUR_ORGANIZATION", "ENTITY_NOT_READY",
        ];
        var advice = codes.Select(code => ErrorTable.ForResponse(400, "CONNECTION_ERROR", code)).ToList();
        Assert.Equal(codes, advice.Select(meaning => meaning.ErrorId));
        Assert.Equal(12, advice.Select(meaning => meaning.RecommendedAction).Distinct().Count());
        Assert.DoesNotContain(ErrorTable.ForResponse(400, null, null).RecommendedAction, advice.Select(meaning => meaning.RecommendedAction));
    }

    [Theory]
    [InlineData("VALIDATION_ERROR", "PENDING")]
    [InlineData(null, "IS_DUPLICATE")]
    public async Task Their_advice_is_given_for_connection_errors_only(string? type, string code)
    {
        var failure = await FailWithAsync(
            RawResponse.Json($$"""{"error_type":{{(type is null ? "null" : $"\"{type}\"")}},"error_code":"{{code}}","error_message":"x"}""", 400));
        Assert.Equal(code, failure.Meaning.ErrorId);
        Assert.Equal(ErrorTable.ForResponse(400, null, null).RecommendedAction, failure.Meaning.RecommendedAction);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [InlineData("INVALID_FILTER", "INVALID_FILTER")]
    [InlineData("rate-limit.v2", "rate-limit.v2")]
    [InlineData("a,b c;d", "a_b_c_d")]
    [InlineData("\\u001b]0;x\\u0007", "_]0_x_")]
    [InlineData("\\u202e\\ud800 ", "BadRequest")]
    [InlineData("  ", "BadRequest")]
    public async Task An_error_id_is_harmless_text(string code, string expected)
    {
        var failure = await FailWithAsync(RawResponse.Json($$"""{"error_type":"X","error_code":"{{code}}","error_message":"x"}""", 400));
        Assert.Equal(expected.Replace(']', '_'), failure.Meaning.ErrorId);
    }

    [Fact]
    public async Task An_error_id_is_short()
    {
        var failure = await FailWithAsync(RawResponse.Json($$"""{"error_code":"{{new string('A', 5000)}}"}""", 400));
        Assert.Equal(new string('A', 64), failure.Meaning.ErrorId);
        Assert.Equal(5000, failure.ErrorCode!.Length);
    }

    [Fact]
    public async Task A_lone_surrogate_does_not_lose_an_error()
    {
        var failure = await FailWithAsync(
            RawResponse.Json("""{"error_code":"C","error_message":"The memo \ud800 is \ud83d\ude00 and \\ud800.","\ud800":1}""", 400));
        Assert.Equal("The memo \ufffd is \ud83d\ude00 and \\ud800.", failure.ErrorMessage);
    }

    [Theory]
    [InlineData("", "no body")]
    [InlineData("   ", "no body")]
    [InlineData("<html><h1>Bad gateway</h1></html>", "web page")]
    [InlineData("Bad gateway", "Bad gateway")]
    [InlineData("""{"error_message":"cut he""", "cut he")]
    [InlineData("[1,2]", "not an error object")]
    [InlineData("42", "not an error object")]
    [InlineData("{\"error_message\":7}", "7")]
    [InlineData("""{"error_message":null,"error_code":"LINK_ERROR","error_metadata":"odd"}""", "LINK_ERROR")]
    public async Task A_body_that_is_not_an_error_object_still_gives_a_clear_error(string body, string expected)
    {
        var failure = await FailWithAsync(RawResponse.Json(body, 502));
        Assert.Equal(502, failure.StatusCode);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains("502", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_not_text_or_is_huge_or_breaks_off_still_gives_a_clear_error()
    {
        Assert.Equal(
            500, (await FailWithAsync(new RawResponse([.. "HTTP/1.1 500 X\r\nContent-Length: 4\r\n\r\n"u8, 0xff, 0xfe, 0x00, 0x80]))).StatusCode);
        var huge = await FailWithAsync(RawResponse.Json(new string('x', 5_000_000), 500));
        Assert.InRange(huge.Message.Length, 1, 3000);
        Assert.Equal(
            500, (await FailWithAsync(new RawResponse([.. "HTTP/1.1 500 X\r\nContent-Length: 400\r\n\r\n{\"error"u8], Reset: true))).StatusCode);
    }

    [Fact]
    public void Any_body_is_read_without_an_exception() => Prop
        .ForAll<string, byte[]>((text, bytes) =>
        {
            var message = $$"""{"error_message":{{System.Text.Json.JsonSerializer.Serialize(text)}}}""";
            foreach (var body in new[] { Encoding.UTF8.GetBytes(text ?? ""), bytes ?? [], Encoding.UTF8.GetBytes(message) })
            {
                var read = ErrorBody.Read(body, isMarkup: false);
                if (read.Unreadable is null && read.ErrorMessage is null && read.ErrorCode is null && read.HumanReadable is null)
                {
                    return false;
                }
            }

            return true;
        })
        .QuickCheckThrowOnFailure();

    private static async Task<RutterApiException> FailWithAsync(RawResponse response)
    {
        await using var server = new RawServer(response);
        return await Assert.ThrowsAsync<RutterApiException>(
            () => Clients.For(server.BaseAddress).ListAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    public sealed record StatusMeaning(int Status, string ErrorId, RutterErrorCategory Category, bool IsTransient);
}
