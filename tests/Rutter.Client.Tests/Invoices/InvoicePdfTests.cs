using System.Text;
using Rutter.Client.Errors;
using Rutter.Client.Tests.Files;
using Rutter.Client.Tests.Support;
using Rutter.Emulator;
using Xunit;

namespace Rutter.Client.Tests.Invoices;

public sealed class InvoicePdfTests : IDisposable
{
    private const string Link = "https://files.example.com/i1.pdf?signature=s3cr3t";

    private readonly FileWire wire = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] Pdf => Encoding.ASCII.GetBytes("%PDF-1.7\n" + new string('x', 100_000));

    public void Dispose() => wire.Dispose();

    [Fact]
    public async Task A_pdf_is_read_where_the_link_leads_and_no_credentials_go_there()
    {
        await wire.Client(1, Says(Link), FileWire.Cut(Pdf[..5000]), FileWire.Of(Pdf)).InvoicePdfs
            .SaveAsync("i1", wire.PathOf("i.pdf"), mayReplace: false, cancellationToken: Cancel);

        Assert.Equal(Pdf, File.ReadAllBytes(wire.PathOf("i.pdf")));
        Assert.Equal("/versioned/accounting/invoices/i1/pdf", wire.Requests[0].Address.AbsolutePath);
        Assert.True(wire.Requests[0].HasCredentials);
        Assert.All(wire.Requests.Skip(1), request => Assert.Equal((Link, false), (request.Address.AbsoluteUri, request.HasCredentials)));
        Assert.Equal(3, wire.Requests.Count);
    }

    public static TheoryData<FailedDownload> Failures { get; } =
    [
        new FailedDownload(ErrorId: "UnreadableReply", Words: "not a PDF", Responses: [Says(Link), FileWire.Of("GIF89a"u8.ToArray())]),
        new FailedDownload(
            ErrorId: "UnreadableReply",
            Words: "web page",
            Responses: [Says(Link), FileWire.Of("<html>%PDF-"u8.ToArray(), "text/html")]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "empty", Responses: [Says(Link), FileWire.Of([])]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "JSON", Responses: [Says(Link), FileWire.Json("{}")]),
        new FailedDownload(ErrorId: "BrokenConnection", Words: "broke", Responses: [Says(Link), FileWire.Cut("%PDF-1.4"u8.ToArray())]),
        new FailedDownload(
            ErrorId: "LinkFailed",
            Words: "files.example.com",
            Responses: [Says(Link), FileWire.Of("<Error>"u8.ToArray(), "application/xml", 403)]),
        new FailedDownload(ErrorId: "LinkFailed", Words: "HTTP 404", Responses: [Says(Link), FileWire.Json("{}", 404)]),
        new FailedDownload(ErrorId: "LinkFailed", Words: "HTTP 401", Responses: [Says(Link), FileWire.Json("{}", 401)]),
        new FailedDownload(ErrorId: "LinkFailed", Words: "HTTP 302", Responses: [Says(Link), FileWire.Of([], status: 302)]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "no link", Responses: [FileWire.Json("""{"invoice":{"pdf_link":null}}""")]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "no link", Responses: [FileWire.Json("""{"invoice":null}""")]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "no link", Responses: [FileWire.Json("[]")]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "web page", Responses: [FileWire.Of("<html>"u8.ToArray(), "text/html")]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "cannot be read", Responses: [FileWire.Of([], "application/json")]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "not one that is followed", Responses: [Says("http://files.example.com/i1.pdf")]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "not one that is followed", Responses: [Says("http://127.0.0.1:1/i1.pdf")]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "not one that is followed", Responses: [Says("https://localhost/i1.pdf")]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "not one that is followed", Responses: [Says("file:///etc/passwd")]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "not one that is followed", Responses: [Says("https://user:pass@files.example.com/")]),
        new FailedDownload(ErrorId: "UnreadableReply", Words: "not one that is followed", Responses: [Says("/i1.pdf")]),
        new FailedDownload(ErrorId: "ObjectNotFound", Words: "HTTP 410", Responses: [FileWire.Json("{}", 410)]),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_response_that_is_not_a_PDF_saves_nothing(FailedDownload given)
    {
        var (errorId, words, responses) = given;
        wire.Write("i.pdf", [7]);
        var failure = await Assert.ThrowsAsync<RutterApiException>(
            () => wire.Client(0, responses).InvoicePdfs.SaveAsync("i1", wire.PathOf("i.pdf"), mayReplace: true, cancellationToken: Cancel));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(errorId, failure.Meaning.ErrorId);
        Assert.DoesNotContain("s3cr3t", failure.Message + failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal([7], File.ReadAllBytes(wire.PathOf("i.pdf")));
        Assert.Equal(["i.pdf"], wire.Files);
    }

    [Fact]
    public async Task The_emulator_makes_a_pdf_and_refuses_credentials_behind_its_link()
    {
        using var emulator = RutterEmulator.Start(new EmulatorOptions());
        var id = (string)emulator.GetObjects("invoices")[0]["id"]!;
        await emulator.Client().InvoicePdfs.SaveAsync(id, wire.PathOf("i.pdf"), false, cancellationToken: Cancel);
        Assert.StartsWith("%PDF-", File.ReadAllText(wire.PathOf("i.pdf")), StringComparison.Ordinal);
        Assert.All(emulator.Requests, request => Assert.Equal(200, request.Status));
        Assert.Equal(2, emulator.Requests.Count);
    }

    private static Func<HttpResponseMessage> Says(string link) => FileWire.Json($$$"""{"invoice":{"pdf_link":"{{{link}}}"}}""");

    public sealed record FailedDownload(string ErrorId, string Words, Func<HttpResponseMessage>[] Responses);
}
