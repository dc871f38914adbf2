using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Rutter.Generator.Tests;

/// <summary>What the generator is within a build: a project of its own, in a folder of its own, imports the targets.</summary>
public sealed class BuildTests
{
    [Fact]
    public async Task A_file_by_hand_takes_the_place_of_a_generated_one_of_the_same_name()
    {
        using var api = new ApiCopy();
        var project = WriteProject(api);
        Directory.CreateDirectory(Path.Combine(api.Output, "Special"));
        await File.WriteAllTextAsync(Path.Combine(api.Output, "Special", "Account.cs"), "// By hand.", TestContext.Current.CancellationToken);

        var compiled = await CompileItemsAsync(project);
        var account = Assert.Single(compiled, file => Path.GetFileName(file) == "Account.cs");
        Assert.Contains("Special", account, StringComparison.Ordinal);
        Assert.Contains(compiled, file => Path.GetFileName(file) == "BankTransfer.cs");
    }

    [Fact]
    public async Task A_build_without_a_change_runs_nothing_and_a_file_that_is_gone_is_a_change()
    {
        using var api = new ApiCopy();
        var project = WriteProject(api);
        await CompileItemsAsync(project);
        var stamp = Directory.GetFiles(api.Output, "api.stamp", SearchOption.AllDirectories).Single();
        var first = File.GetLastWriteTimeUtc(stamp);

        await CompileItemsAsync(project);
        Assert.Equal(first, File.GetLastWriteTimeUtc(stamp));

        File.Delete(api.PathOf("objects/Account.json"));
        Assert.DoesNotContain(await CompileItemsAsync(project), file => Path.GetFileName(file) == "Account.cs");
    }

    [Fact]
    public async Task A_mistake_is_an_error_of_the_build_with_file_and_line()
    {
        using var api = new ApiCopy();
        var project = WriteProject(api);
        api.Replace("objects/Account.json", "\"nominal_code: Code 8\"", "\"nominal_cod: Code 8\"");
        var (code, output) = await RunAsync(project);
        Assert.NotEqual(0, code);
        Assert.Matches(new Regex(@"Account\.json\(\d+,\d+\): error RPS0007: .*Did you mean 'nominal_code'\?"), output);
    }

    private static string WriteProject(ApiCopy api)
    {
        Directory.CreateDirectory(api.Output);
        var project = Path.Combine(api.Output, "Sample.csproj");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net8.0</TargetFramework>
                <RutterGeneratorPart>client</RutterGeneratorPart>
                <RutterApiFolder>{api.Folder}{Path.DirectorySeparatorChar}</RutterApiFolder>
              </PropertyGroup>
              <Import Project="{Path.Combine(ApiCopy.Repository, "tools", "Rutter.Generator", "Rutter.Generator.targets")}" />
            </Project>
            """);
        return project;
    }

    private static async Task<string[]> CompileItemsAsync(string project)
    {
        var (code, output) = await RunAsync(project);
        Assert.True(code == 0, output);
        using var json = JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..(output.LastIndexOf('}') + 1)]);
        return [.. json.RootElement.GetProperty("Items").GetProperty("Compile").EnumerateArray()
            .Select(item => item.GetProperty("FullPath").GetString()!)];
    }

    private static async Task<(int Code, string Output)> RunAsync(string project)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = ApiCopy.Repository,
        };
        foreach (var argument in new[] { "msbuild", project, "-nologo", "-nodeReuse:false", "-t:IncludeGenerated", "-getItem:Compile" })
        {
            start.ArgumentList.Add(argument);
        }

        using var build = Process.Start(start)!;
        var errors = build.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (build.ExitCode, output);
    }
}
