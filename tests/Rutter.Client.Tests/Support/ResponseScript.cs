using System.Net;
using System.Text;

namespace Rutter.Client.Tests.Support;

/// <summary>One response of a <see cref="ResponseScript"/>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body; HTML where it begins with a tag, else JSON.</param>
/// <param name="JobId">The value of <c>X-Rutter-Job-ID</c>.</param>
public sealed record Scripted(int Status, string Body = "{}", string? JobId = null)
{
    /// <summary>The request is sent, and no response comes.</summary>
    public static Scripted Lost { get; } = new(0);

    /// <summary>No connection is made.</summary>
    public static Scripted NoConnection { get; } = new(-1);

    internal HttpResponseMessage Respond()
    {
        if (Status <= 0)
        {
            throw new HttpRequestException(this == Lost ? HttpRequestError.ResponseEnded : HttpRequestError.ConnectionError);
        }

        var response = new HttpResponseMessage((HttpStatusCode)Status)
        {
            Content = new StringContent(Body, Encoding.UTF8, Body.StartsWith('<') ? "text/html" : "application/json"),
        };
        response.Headers.Add("X-Rutter-Request-ID", "r1");
        if (JobId is not null)
        {
            response.Headers.Add("X-Rutter-Job-ID", JobId);
        }

        return response;
    }
}

/// <summary>Responses in their order, in memory and without waiting; the last one is repeated.</summary>
internal sealed class ResponseScript(params Scripted[] responses)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>The method and path of every request.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>A client whose requests come here.</summary>
    public RutterClient Client(int retries = 0, TimeProvider? clock = null) =>
        new ScriptedHandler(Respond).Client(clock ?? new ManualTime { PassesWaitsUpTo = LongestWait }, retries);

    private HttpResponseMessage Respond(HttpRequestMessage request)
    {
        var next = responses[Math.Min(Requests.Count, responses.Length - 1)];
        Requests.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
        return next.Respond();
    }
}
