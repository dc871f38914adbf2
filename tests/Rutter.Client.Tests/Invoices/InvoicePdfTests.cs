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

    public static TheoryData<string, string, Func<HttpResponseMessage>[]> Failures() => new()
    {
        { "UnreadableReply", "not a PDF", [Says(Link), FileWire.Of("GIF89a"u8.ToArray())] },
        { "UnreadableReply", "web page", [Says(Link), FileWire.Of("<html>%PDF-"u8.ToArray(), "text/html")] },
        { "UnreadableReply", "empty", [Says(Link), FileWire.Of([])] },
        { "UnreadableReply", "JSON", [Says(Link), FileWire.Json("{}")] },
        { "BrokenConnection", "broke", [Says(Link), FileWire.Cut("%PDF-1.4"u8.ToArray())] },
        { "LinkFailed", "files.example.com", [Says(Link), FileWire.Of("<Error>"u8.ToArray(), "application/xml", 403)] },
        { "LinkFailed", "HTTP 404", [Says(Link), FileWire.Json("{}", 404)] },
        { "LinkFailed", "HTTP 401", [Says(Link), FileWire.Json("{}", 401)] },
        { "LinkFailed", "HTTP 302", [Says(Link), FileWire.Of([], status: 302)] },
        { "UnreadableReply", "no link", [FileWire.Json("""{"invoice":{"pdf_link":null}}""")] },
        { "UnreadableReply", "no link", [FileWire.Json("""{"invoice":null}""")] },
        { "UnreadableReply", "no link", [FileWire.Json("[]")] },
        { "UnreadableReply", "web page", [FileWire.Of("<html>"u8.ToArray(), "text/html")] },
        { "UnreadableReply", "cannot be read", [FileWire.Of([], "application/json")] },
        { "UnreadableReply", "not one that is followed", [Says("http://files.example.com/i1.pdf")] },
        { "UnreadableReply", "not one that is followed", [Says("http://127.0.0.1:1/i1.pdf")] },
        { "UnreadableReply", "not one that is followed", [Says("https://localhost/i1.pdf")] },
        { "UnreadableReply", "not one that is followed", [Says("file:///etc/passwd")] },
        { "UnreadableReply", "not one that is followed", [Says("https://user:pass@files.example.com/")] },
        { "UnreadableReply", "not one that is followed", [Says("/i1.pdf")] },
        { "ObjectNotFound", "HTTP 410", [FileWire.Json("{}", 410)] },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_is_no_pdf_saves_nothing(string errorId, string words, Func<HttpResponseMessage>[] responses)
    {
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
}
