using System.Text.Json;
using Rutter.Client.Attachments;
using Rutter.Client.Errors;
using Rutter.Client.Files;
using Rutter.Client.Jobs;
using Rutter.Client.Resources.Attachments;
using Rutter.Client.Resources.Bills;
using Rutter.Client.Resources.Vendors;
using Rutter.Client.Tests.Files;
using Rutter.Client.Tests.Support;
using Rutter.Client.Writes;
using Rutter.Emulator;
using Xunit;

namespace Rutter.Client.Tests.Attachments;

public sealed class AttachmentClientTests : IDisposable
{
    private const string Made = """{"attachment":{"id":"a1","platform_id":"7","file_name":"r.pdf","created_at":"","colour":"red","file_url":"https://h/?access_token=CANARY%20token%26abcdef"}}""";

    private static readonly WriteOptions Quick = new() { Polling = new JobPolling { Timeout = TimeSpan.FromSeconds(50) } };
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_003).Select(i => (byte)(i * 31))];

    private readonly FileWire wire = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AttachmentOwner Owner => AttachmentOwner.Of("Bill", "b1");

    private static Attachment Known(string name = "r.pdf", string id = "a1") => new() { Id = id, FileName = name, Resource = "Bill", OwnerId = "b1" };

    public void Dispose() => wire.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(48 * 1024)]
    [InlineData(200_003)]
    public async Task A_file_is_sent_as_base64_under_its_name(int length)
    {
        var file = wire.Write("Beleg \"ü\".pdf", Content[..length]);
        var evidence = new WriteEvidence("k1");
        var result = await wire.Client(0, FileWire.Json(Made)).Attachments.AddAsync(Owner, FileUpload.Of(file), evidence, Quick, Cancel);

        var (method, address, _, body) = Assert.Single(wire.Requests);
        Assert.Equal(("POST", "/versioned/accounting/bills/b1/attachments"), (method, address.AbsolutePath));
        using var sent = JsonDocument.Parse(body);
        Assert.Equal(["file_name", "file"], sent.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Beleg \"ü\".pdf", sent.RootElement.GetProperty("file_name").GetString());
        Assert.Equal(Content[..length], sent.RootElement.GetProperty("file").GetBytesFromBase64());
        Assert.Equal(WriteState.Done, evidence.Verdict.State);
        Assert.Equal(("a1", null, "Bill", "b1", "red"),
            (result.Value!.Id, result.Value.CreatedAt, result.Value.Resource, result.Value.OwnerId, result.Value.AdditionalProperties!["colour"]));
        Assert.DoesNotContain("CANARY", result.Value.FileUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_length_is_told_before_and_a_lost_response_is_retried_under_the_same_key()
    {
        await using var server = new RawServer(RawResponse.Drop, RawResponse.Json(Made));
        var sent = 0L;
        var file = FileUpload.Of(wire.Write("r.pdf", Content), sent: count => Interlocked.Add(ref sent, count));
        await Clients.For(server.BaseAddress, retries: 2).Attachments.AddAsync(Owner, file, new WriteEvidence("k1"), Quick, Cancel);

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, head => Assert.Contains("Idempotency-Key: k1\r\n", head, StringComparison.Ordinal));
        Assert.All(server.Requests, head => Assert.Contains("Content-Type: application/json\r\n", head, StringComparison.Ordinal));
        Assert.All(server.Requests, head => Assert.DoesNotContain("Transfer-Encoding", head, StringComparison.Ordinal));
        Assert.Single(server.Bodies.Distinct());
        Assert.Equal(2 * Content.Length, sent);
    }

    [Fact]
    public async Task A_job_is_followed_and_its_failure_is_a_verdict()
    {
        const string Ended = """{"id":"j1","status":"{0}","request":{"method":"POST"},"response":{"http_status":{1},"body":{2}}}""";
        var file = wire.Write("r.pdf", Content[..9]);
        var accepted = FileWire.Json("""{"async_response":{"id":"j1","status":"pending"}}""", 202);
        var done = await wire.Client(0, accepted, FileWire.Json(Ended.Replace("{0}", "success").Replace("{1}", "200").Replace("{2}", Made)))
            .Attachments.AddAsync(Owner, FileUpload.Of(file), new WriteEvidence("k1"), Quick, Cancel);
        Assert.Equal(("a1", "Bill"), (done.Value!.Id, done.Value.Resource));

        wire.Requests.Clear();
        var refused = await Assert.ThrowsAsync<RutterApiException>(() => wire
            .Client(
                0,
                accepted,
                FileWire.Json(Ended.Replace("{0}", "failure").Replace("{1}", "450").Replace("{2}", """{"error_message":"No files here."}"""), 450))
            .Attachments.AddAsync(Owner, FileUpload.Of(file), new WriteEvidence("k1"), Quick, Cancel));
        Assert.Equal((WriteState.NotDone, true), (refused.Verdict!.State, refused.Verdict.IsKeySpent));

        wire.Requests.Clear();
        var endless = await Assert.ThrowsAsync<RutterApiException>(() => wire
            .Client(0, accepted, FileWire.Json("""{"id":"j1","status":"pending"}""", 202))
            .Attachments.AddAsync(Owner, FileUpload.Of(file), new WriteEvidence("k1"), Quick, Cancel));
        Assert.Equal((WriteState.Unknown, "j1", "k1"), (endless.Verdict!.State, endless.Verdict.JobId, endless.Verdict.IdempotencyKey));
    }

    [Fact]
    public async Task A_file_that_changes_between_attempts_is_not_sent_under_the_same_key()
    {
        var path = wire.Write("r.pdf", Content[..100]);
        var upload = FileUpload.Of(path);
        File.WriteAllBytes(path, Content[..50]);
        var evidence = new WriteEvidence("k1");
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => wire.Client(3, FileWire.Json(Made)).Attachments.AddAsync(Owner, upload, evidence, Quick, Cancel));
        Assert.Equal("FileNotRead", failure.Meaning.ErrorId);
        Assert.Contains("has changed meanwhile", failure.Message, StringComparison.Ordinal);
        Assert.Empty(wire.Requests);
    }

    [Fact]
    public void A_file_that_cannot_be_sent_is_refused_before_sending()
    {
        using (var large = File.Create(wire.PathOf("large.bin")))
        {
            large.SetLength(FileUpload.LargestFile + 1);
        }

        var tooLarge = Assert.Throws<FileException>(() => FileUpload.Of(wire.PathOf("large.bin")));
        Assert.Equal(FileProblem.WrongSize, tooLarge.Problem);
        Assert.Contains("at most 100 MiB", tooLarge.Message, StringComparison.Ordinal);
        Assert.Equal(FileProblem.WrongSize, Assert.Throws<FileException>(() => FileUpload.Of(wire.Write("empty", []))).Problem);
        Assert.Equal(FileProblem.CannotRead, Assert.Throws<FileException>(() => FileUpload.Of(wire.PathOf("none"))).Problem);
        Assert.Equal(FileProblem.CannotRead, Assert.Throws<FileException>(() => FileUpload.Of(Path.GetTempPath())).Problem);
        Assert.Throws<ArgumentException>(() => AttachmentOwner.Of(new Vendor { Id = "v" }));
        Assert.Throws<ArgumentException>(() => AttachmentOwner.Of("Vendor", "v"));
        Assert.Throws<ArgumentException>(() => AttachmentOwner.Of(new Bill { Id = "" }));
        Assert.Equal(("Invoice", "i1"), (AttachmentOwner.Of("invoices", "i1").Noun, AttachmentOwner.Of("invoice", "i1").Id));
    }

    [Theory]
    [InlineData("../b2")]
    [InlineData("a?b")]
    [InlineData("..")]
    public async Task An_id_that_would_reach_another_place_is_refused(string id)
    {
        var attachments = wire.Client(0, FileWire.Json(Made)).Attachments;
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await attachments.ListAsync(AttachmentOwner.Of("Bill", id), cancellationToken: Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => attachments.SaveAsync(Known(id: id), wire.PathOf("x"), false, null, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await attachments.FetchAsync("Invoice", id, cancellationToken: Cancel));
        Assert.Empty(wire.Requests);
    }

    [Fact]
    public async Task A_download_is_put_in_its_place_when_it_is_complete()
    {
        var got = 0L;
        var client = wire.Client(2, FileWire.Cut(Content[..90_000]), FileWire.Of(Content));
        await client.Attachments.SaveAsync(Known(), wire.PathOf("r.pdf"), mayReplace: false, count => Interlocked.Add(ref got, count), Cancel);

        Assert.Equal(Content, File.ReadAllBytes(wire.PathOf("r.pdf")));
        Assert.Equal(["r.pdf"], wire.Files);
        Assert.Equal(2, wire.Requests.Count);
        Assert.All(wire.Requests, request => Assert.Equal("/versioned/accounting/bills/b1/attachments/a1/file", request.Address.AbsolutePath));
        Assert.Equal(Content.Length + 90_000, got);
    }

    public static TheoryData<NotTheFile> NoFiles { get; } =
    [
        new NotTheFile(Name: "is cut off", Words: "connection broke", Response: FileWire.Cut([1, 2, 3])),
        new NotTheFile(Name: "is empty", Words: "holds no file", Response: FileWire.Of([])),
        new NotTheFile(Name: "is a web page", Words: "web page", Response: FileWire.Of("<html>Sign in</html>"u8.ToArray(), "text/html")),
        new NotTheFile(Name: "is JSON", Words: "is JSON", Response: FileWire.Json("""{"file":"AAAA"}""")),
        new NotTheFile(
            Name: "is accepted only",
            Words: "holds no file",
            Response: FileWire.Json("""{"async_response":{"id":"j1","status":"pending"}}""", 202)),
        new NotTheFile(Name: "has no content", Words: "holds no file", Response: FileWire.Of([], status: 204)),
        new NotTheFile(Name: "is a redirect", Words: "redirects", Response: FileWire.Of([], status: 302)),
        new NotTheFile(Name: "is an error", Words: "HTTP 404", Response: FileWire.Json("{}", 404)),
        new NotTheFile(Name: "is a web page with an error", Words: "HTTP 502", Response: FileWire.Of("<html>"u8.ToArray(), "text/html", 502)),
    ];

    [Theory]
    [MemberData(nameof(NoFiles))]
    public async Task A_response_that_is_not_the_file_saves_nothing(NotTheFile given)
    {
        var (what, words, response) = given;
        wire.Write("r.pdf", [7]);
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => wire.Client(0, response).Attachments.SaveAsync(Known(), wire.PathOf("r.pdf"), mayReplace: true, null, Cancel));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.Verdict);
        Assert.Equal([7], File.ReadAllBytes(wire.PathOf("r.pdf")));
        Assert.True(wire.Files.SequenceEqual(["r.pdf"]), $"Where the response {what}, something was left behind.");
    }

    [Theory]
    [InlineData("page.html", "text/html")]
    [InlineData("data.JSON", "application/json")]
    public async Task A_file_that_is_a_web_page_or_JSON_by_its_name_is_saved(string name, string type)
    {
        await wire.Client(0, FileWire.Of("<p>"u8.ToArray(), type)).Attachments.SaveAsync(Known(name), wire.PathOf("x"), false, null, Cancel);
        Assert.Equal("<p>", File.ReadAllText(wire.PathOf("x")));
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_only_if_that_is_meant()
    {
        wire.Write("r.pdf", [7]);
        var attachments = wire.Client(0, FileWire.Of(Content)).Attachments;
        var refusal = await Assert.ThrowsAsync<FileException>(
            () => attachments.SaveAsync(Known(), wire.PathOf("r.pdf"), mayReplace: false, null, Cancel));
        Assert.Equal(FileProblem.Exists, refusal.Problem);
        Assert.Equal([7], File.ReadAllBytes(wire.PathOf("r.pdf")));
        Assert.Equal(["r.pdf"], wire.Files);

        await attachments.SaveAsync(Known(), wire.PathOf("r.pdf"), mayReplace: true, null, Cancel);
        Assert.Equal(Content, File.ReadAllBytes(wire.PathOf("r.pdf")));

        wire.Requests.Clear();
        var nowhere = await Assert.ThrowsAsync<FileException>(
            () => attachments.SaveAsync(Known(), Path.Combine(wire.PathOf("r.pdf"), "below"), mayReplace: true, null, Cancel));
        Assert.Equal(FileProblem.CannotWrite, nowhere.Problem);
        Assert.Empty(wire.Requests);
    }

    [Theory]
    [InlineData("BankDeposit")]
    [InlineData("BankTransfer")]
    [InlineData("Bill")]
    [InlineData("Expense")]
    [InlineData("Invoice")]
    [InlineData("JournalEntry")]
    public async Task A_file_goes_to_the_emulator_and_comes_back(string noun)
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions { JobDelayMs = 0, Platform = "NETSUITE" });
        var id = (string)emulator.GetObjects(noun)[0]["id"]!;
        var attachments = emulator.Client().Attachments;
        var owner = AttachmentOwner.Of(noun, id);
        var upload = FileUpload.Of(wire.Write("r.bin", Content), "other name.bin");

        var first = await attachments.AddAsync(owner, upload, new WriteEvidence("k1"), Quick, Cancel);
        var again = await attachments.AddAsync(owner, upload, new WriteEvidence("k1"), Quick, Cancel);

        Assert.Equal(first.Value!.Id, again.Value!.Id);
        Assert.NotNull(first.JobId);
        var listed = Assert.Single(await attachments.ListAsync(owner, cancellationToken: Cancel));
        Assert.Equal((first.Value.Id, "other name.bin", noun, id), (listed.Id, listed.FileName, listed.Resource, listed.OwnerId));
        await attachments.SaveAsync(listed, wire.PathOf("back.bin"), false, null, Cancel);
        Assert.Equal(Content, File.ReadAllBytes(wire.PathOf("back.bin")));
        if (noun == "Bill")
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await attachments.FetchAsync(noun, listed.Id!, cancellationToken: Cancel));
        }
        else
        {
            var fetched = await attachments.FetchAsync(noun, listed.Id!, cancellationToken: Cancel);
            Assert.Equal((listed.Id, noun, id), (fetched.Id, fetched.Resource, fetched.OwnerId));
        }

        var gone = await Assert.ThrowsAsync<RutterApiException>(
            () => attachments.AddAsync(AttachmentOwner.Of(noun, "none"), upload, new WriteEvidence("k2"), Quick, Cancel));
        Assert.Equal((410, WriteState.NotDone), (gone.StatusCode, gone.Verdict!.State));
    }

    public sealed record NotTheFile(string Name, string Words, Func<HttpResponseMessage> Response);

    [Theory]
    [InlineData("null", false)]
    [InlineData("\"\"", false)]
    [InlineData("\"c2\"", true)]
    public async Task A_list_that_goes_on_is_an_error_and_never_passes_for_whole(string cursor, bool goesOn)
    {
        var client = wire.Client(0, FileWire.Json("""{"attachments":[{"id":"a1"}],"next_cursor":""" + cursor + "}"));
        var reading = client.Attachments.ListAsync(Owner, cancellationToken: Cancel).AsTask();
        if (goesOn)
        {
            var failure = await Assert.ThrowsAsync<RutterApiException>(() => reading);
            Assert.Equal("MorePages", failure.Meaning.ErrorId);
            Assert.Contains("bill b1", failure.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Single(await reading);
        }
    }
}
