using Rutter.Emulator.Cli;

namespace Rutter.Emulator.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_arguments_the_defaults_hold() => Assert.Equal(new EmulatorOptions(), CommandLine.Parse([]).Options);

    [Fact]
    public void Every_option_is_understood_in_both_forms()
    {
        var expected = new EmulatorOptions { Port = 8080, Platform = "NETSUITE", TransferCount = 7, Seed = -3, LatencyMs = 20, JobDelayMs = 500 };

        Assert.Equal(expected, CommandLine.Parse(
            ["--port", "8080", "--platform", "netsuite", "--transfer-count", "7",
                "--seed", "-3", "--latency-ms", "20", "--job-delay-ms", "500"]).Options);
        Assert.Equal(expected, CommandLine.Parse(
            ["--port=8080", "--platform=NETSUITE", "--transfer-count=7", "--seed=-3", "--latency-ms=20", "--job-delay-ms=500"]).Options);
    }

    [Fact]
    public void Connections_readiness_and_webhooks_are_understood()
    {
        var options = CommandLine.Parse(
            ["--platform", "quickbooks, xero,NETSUITE", "--not-ready", "--ready-after-ms", "50", "--webhook-uri=http://127.0.0.1:9/hooks"]).Options;

        Assert.Equal(("QUICKBOOKS", true, 50), (options.Platform, options.NotReady, options.ReadyAfterMs));
        Assert.Equal(["XERO", "NETSUITE"], options.MorePlatforms);
        Assert.Equal(new Uri("http://127.0.0.1:9/hooks"), options.WebhookUri);
    }

    [Fact]
    public void The_number_of_objects_and_their_kinds_are_understood()
    {
        var options = CommandLine.Parse(["--count", "1000", "--resource=Invoice, Bill"]).Options;

        Assert.Equal(1000, options.Count);
        Assert.Equal(["Invoice", "Bill"], options.Resources);
    }

    [Theory]
    [InlineData("There is no option '--colour'.", "--colour", "red")]
    [InlineData("There is no option '8080'.", "8080")]
    [InlineData("--port needs a value.", "--port")]
    [InlineData("--port needs a whole number, not 'x'.", "--port", "x")]
    [InlineData("--seed needs a whole number, not '1.5'.", "--seed=1.5")]
    [InlineData("--platform needs a value.", "--platform")]
    [InlineData("--resource needs a value.", "--resource")]
    [InlineData("--count needs a whole number, not 'many'.", "--count", "many")]
    [InlineData("--webhook-uri needs an address, not 'here'.", "--webhook-uri", "here")]
    [InlineData("There is no option '--not-ready'.", "--not-ready=1")]
    public void A_wrong_argument_is_named(string problem, params string[] arguments) => Assert.Equal(problem, CommandLine.Parse(arguments).Problem);
}
