using System.Net;
using System.Net.Http.Headers;
using Rutter.Client.Tests.Support;

namespace Rutter.Client.Tests.Files;

/// <summary>A folder for a test, and responses that hold files.</summary>
internal sealed class FileWire : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    /// <summary>The requests: method, address without query, whether credentials came along, and the body.</summary>
    public List<(string Method, Uri Address, bool HasCredentials, string Body)> Requests { get; } = [];

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public IEnumerable<string> Files => folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal);

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>A client that gets these responses one after the other, the last one ever again.</summary>
    public RutterClient Client(int retries, params Func<HttpResponseMessage>[] responses) => new ScriptedHandler(request =>
    {
        var body = "";
        if (request.Content is { } content)
        {
            using var memory = new MemoryStream();
            content.CopyToAsync(memory).GetAwaiter().GetResult();
            body = System.Text.Encoding.UTF8.GetString(memory.ToArray());
        }

        var hasCredentials = request.Headers.Authorization is not null
            || request.RequestUri!.Query.Contains("access_token", StringComparison.Ordinal)
            || request.Headers.Contains("X-Rutter-Version");
        Requests.Add((request.Method.Method, request.RequestUri!, hasCredentials, body));
        return responses[Math.Min(Requests.Count, responses.Length) - 1]();
    }).Client(new ManualTime { PassesWaitsUpTo = TimeSpan.FromSeconds(60) }, retries);

    public static Func<HttpResponseMessage> Of(byte[] content, string type = "application/octet-stream", int status = 200) => () =>
        new((HttpStatusCode)status) { Content = new ByteArrayContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } } };

    public static Func<HttpResponseMessage> Json(string json, int status = 200) => () => ScriptedHandler.Json(json, status);

    /// <summary>A body that breaks off.</summary>
    public static Func<HttpResponseMessage> Cut(byte[] part) =>
        () => new(HttpStatusCode.OK) { Content = new StreamContent(new BreakingStream(part)) };

    public void Dispose() => folder.Delete(recursive: true);

    private sealed class BreakingStream(byte[] part) : MemoryStream(part)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is var count and > 0 ? count : throw new HttpIOException(HttpRequestError.ResponseEnded);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
