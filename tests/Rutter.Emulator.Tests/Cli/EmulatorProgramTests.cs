using System.Text.RegularExpressions;
using Rutter.Emulator.Cli;

namespace Rutter.Emulator.Tests.Cli;

public sealed partial class EmulatorProgramTests : IDisposable
{
    private readonly FlushSignallingWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task It_prints_what_a_first_request_needs_and_runs_until_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var running = RunAsync(stop.Token, "--transfer-count", "5");
        Assert.Same(output.Flushed, await Task.WhenAny(output.Flushed, running));

        Assert.Equal(3, await SendAsync(CurlLine().Match(output.ToString())));
        await stop.CancelAsync();

        Assert.Equal(EmulatorProgram.Success, await running);
        Assert.EndsWith("Stopped.", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        Assert.Equal(EmulatorProgram.Success, await RunAsync(CancellationToken.None, "--help"));

        Assert.All(
            ["--port", "--platform", "--transfer-count", "--seed", "--latency-ms", "--job-delay-ms"],
            option => Assert.Contains(option, output.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--colour", "There is no option '--colour'.")]
    [InlineData("--port=70000", "Port is 0 to 65535.")]
    [InlineData("--platform=a-b", "is not the name of a platform")]
    public async Task A_wrong_option_is_an_error_with_its_own_exit_code(string argument, string message)
    {
        Assert.Equal(EmulatorProgram.WrongUsage, await RunAsync(CancellationToken.None, argument));

        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("--help", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task A_taken_port_is_an_error()
    {
        using var other = RutterEmulator.Start();

        Assert.Equal(EmulatorProgram.Failure, await RunAsync(CancellationToken.None, "--port", $"{other.Port}"));

        Assert.Contains($"127.0.0.1:{other.Port}", error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(CancellationToken stop, params string[] arguments) =>
        EmulatorProgram.RunAsync(arguments, output, error, stop);

    /// <summary>Does what the printed line would make curl do.</summary>
    private static async Task<int> SendAsync(Match curl)
    {
        Assert.True(curl.Success);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, curl.Groups["url"].Value);
        var credentials = curl.Groups["user"].Value.Split(':');
        request.Headers.Authorization = Support.TestApi.Basic(credentials[0], credentials[1]);
        request.Headers.Add(curl.Groups["name"].Value, curl.Groups["value"].Value);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Split("\"platform_id\"").Length - 1;
    }

    [GeneratedRegex("curl -u \"(?<user>[^\"]+)\" -H \"(?<name>[^:\"]+): (?<value>[^\"]+)\" \"(?<url>[^\"]+)\"")]
    private static partial Regex CurlLine();

    /// <summary>A writer that tells when the program has written all it has to say at the start.</summary>
    private sealed class FlushSignallingWriter : StringWriter
    {
        private readonly TaskCompletionSource flushed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Flushed => flushed.Task;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            flushed.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
