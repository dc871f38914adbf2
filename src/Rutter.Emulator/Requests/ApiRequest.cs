using Rutter.Emulator.Http;
using Rutter.Emulator.Jobs;
using Rutter.Emulator.State;
using Rutter.HttpServer;

namespace Rutter.Emulator.Requests;

/// <summary>A request to the API, with what becomes known about it during its processing.</summary>
internal sealed class ApiRequest
{
    private const int LongestBody = 1024 * 1024;
    private const int LongestBodyWithFile = 64 * LongestBody;

    private ConnectionData? data;

    public required HttpRequest Http { get; init; }

    public required RequestTarget Target { get; init; }

    /// <summary>The data at the time of the request, so that a reset in the middle does not mix two states.</summary>
    public required EmulatorState State { get; init; }

    /// <summary>The data of the connection that the access token belongs to; set before an endpoint is called that needs one.</summary>
    public ConnectionData Data
    {
        get => data ?? State.Default;
        set => data = value;
    }

    /// <summary>The fault to play, or null.</summary>
    public EmulatorFault? Fault { get; init; }

    /// <summary>The checked query parameters; set before an endpoint is called.</summary>
    public QueryParameters Query { get; set; } = QueryParameters.None;

    /// <summary>The values in the path by the names of their places; set before an endpoint is called.</summary>
    public IReadOnlyDictionary<string, string> PathValues { get; set; } = new Dictionary<string, string>();

    /// <summary>The last value in the path, mostly the id of the object; nothing for a path without.</summary>
    public string Id { get; set; } = "";

    /// <summary>The job of an accepted write; set by the endpoint.</summary>
    public Job? Job { get; set; }

    /// <summary>The body; null for one that is longer than <see cref="MaximumBody"/>.</summary>
    public required ReadOnlyMemory<byte>? WholeBody { get; init; }

    public string Method => Http.Method;

    /// <summary>The longest body that a path takes, in bytes.</summary>
    public static int MaximumBody(RequestTarget target) =>
        target.Path.EndsWith("/attachments", StringComparison.Ordinal) ? LongestBodyWithFile : LongestBody;

    public ReadOnlyMemory<byte> Body => WholeBody ?? default;

    public string? Header(string name) => Http.Header(name);
}
