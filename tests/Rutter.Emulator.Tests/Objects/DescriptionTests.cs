using System.Text.Json;
using System.Text.RegularExpressions;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Objects;

/// <summary>The description itself: against the API's own public examples, and every operation of it against the emulator.</summary>
public sealed partial class DescriptionTests(DescriptionTests.Fixture fixture) : IClassFixture<DescriptionTests.Fixture>
{
    public sealed class Fixture : IDisposable
    {
        public TestApi Api { get; } = TestApi.Start(new EmulatorOptions { Platform = "NETSUITE", EnforceRateLimit = false });

        public void Dispose() => Api.Dispose();
    }

    public static TheoryData<string, string> Operations() =>
        [.. DescriptionFile.Operations.Select(entry => new TheoryDataRow<string, string>(entry.Method, entry.Path))];

    public static TheoryData<ResponseExample> ResponseExamples { get; } =
    [
        new ResponseExample(File: "list-response", Method: "GET", HasId: false),
        new ResponseExample(File: "fetch-response", Method: "GET", HasId: true),
        new ResponseExample(File: "create-response", Method: "POST", HasId: false),
        new ResponseExample(File: "update-response", Method: "PATCH", HasId: true),
        new ResponseExample(File: "delete-response", Method: "DELETE", HasId: true),
    ];

    [Theory]
    [MemberData(nameof(ResponseExamples))]
    public void A_response_of_the_public_page_is_what_the_description_says(ResponseExample given)
    {
        var (example, method, withId) = given;
        var operation = DescriptionFile.Find("BankTransfer", method, withId)!.Value.Operation;

        Assert.Empty(DescriptionFile.Problems(JsonDocument.Parse(PublicExample.Text(example)).RootElement, DescriptionFile.ResponseOf(operation)));
    }

    public static TheoryData<BodyExample> BodyExamples { get; } =
    [
        new BodyExample(File: "create-body", Method: "POST", HasId: false),
        new BodyExample(File: "update-body", Method: "PATCH", HasId: true),
    ];

    [Theory]
    [MemberData(nameof(BodyExamples))]
    public void A_body_of_the_public_page_is_what_the_description_says(BodyExample given)
    {
        var (example, method, withId) = given;
        var operation = DescriptionFile.Find("BankTransfer", method, withId)!.Value.Operation;

        Assert.Empty(DescriptionFile.Problems(JsonDocument.Parse(PublicExample.Text(example)).RootElement, DescriptionFile.BodyOf(operation)));
    }

    [Fact]
    public void The_fields_of_the_public_page_stand_in_the_description_in_the_same_order()
    {
        var example = PublicExample.Json("fetch-response")["bank_transfer"]!.AsObject().Select(property => property.Key);

        Assert.Equal(example, DescriptionFile.Schema("BankTransfer").GetProperty("properties").EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("""{"id":"00000000-0000-0000-0000-000000000000","status":"prequeued","response_url":"https://production.rutterapi.com/versioned/jobs/b7ed4fa7"}""", "AsyncReply")]
    [InlineData("""{"type":"JOB","code":"JOB_COMPLETED","job":{"id":"3446b185-117f-46bc-939b-aa53de5c35c1","status":"success","request":{"url":"https://production.rutterapi.com/versioned/products","method":"POST","body":{}},"response":{"http_status":200,"body":{}}}}""", "JobReply")]
    public void A_job_of_the_public_page_is_what_the_description_says(string example, string schema) =>
        Assert.Empty(DescriptionFile.Problems(JsonDocument.Parse(example).RootElement, DescriptionFile.Schema(schema)));

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_operation_has_an_answer(string method, string path)
    {
        var own = path.Split("/{id}")[0].TrimStart('/');
        var noun = DescriptionFile.Operations.FirstOrDefault(entry => entry.Path.TrimStart('/') == own && entry.Noun is not null).Noun;
        var id = noun is null or "Connection" or "CardActivation" ? null : fixture.Api.Emulator.GetObjects(
            noun) is [var first, ..] ? first["id"]?.ToString() : null;
        var words = DescriptionFile.Paths.GetProperty(path).EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(member => member.Value.TryGetProperty("parameters", out var all) ? all.EnumerateArray().Select(DescriptionFile.Follow) : [])
            .Where(parameter => parameter.GetProperty("in").ValueEquals("path") && parameter.GetProperty("schema").TryGetProperty("enum", out _))
            .DistinctBy(parameter => parameter.GetProperty("name").GetString())
            .ToDictionary(parameter =>
                parameter.GetProperty("name").GetString()!, parameter => parameter.GetProperty("schema").GetProperty("enum")[0].GetString()!);
        var place = Parameter().Replace(path, match => words.GetValueOrDefault(match.Groups[1].Value) ?? (match.Value == "{id}" ? id ?? "x" : "x"));

        // A body that no operation takes: the answer says so, or that it takes none.
        using var request = fixture.Api.Request(new HttpMethod(method), place, withToken: TakesToken(method, path));
        var response = await fixture.Api.SendAsync(request);

        Assert.NotEqual(500, response.Status);
        Assert.False(response.Status == 404, response.Text);
        if (method == "GET" && id is not null)
        {
            Assert.True(response.Status is 200 or 410 || response.ErrorMessage.Contains("is missing", StringComparison.Ordinal), response.Text);
        }
    }

    [Fact]
    public async Task The_emulator_gives_the_description_with_itself_as_the_server()
    {
        using var http = new HttpClient();
        var root = fixture.Api.Emulator.BaseUri.GetLeftPart(UriPartial.Authority);

        using var json = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{root}/openapi.json"), TestContext.Current.CancellationToken));

        Assert.Equal(fixture.Api.Emulator.BaseUri.AbsoluteUri, Assert.Single(json.RootElement.GetProperty("servers").EnumerateArray())
            .GetProperty("url").GetString());
        Assert.Equal(DescriptionFile.Paths.EnumerateObject().Count(), json.RootElement.GetProperty("paths").EnumerateObject().Count());
    }

    private static bool TakesToken(string method, string path)
    {
        var operation = DescriptionFile.Paths.GetProperty(path).GetProperty(method.ToLowerInvariant());
        return !operation.TryGetProperty("security", out var security) || security.GetRawText().Contains("access_token", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();

    public sealed record ResponseExample(string File, string Method, bool HasId);

    public sealed record BodyExample(string File, string Method, bool HasId);
}
