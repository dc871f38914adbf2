using System.Diagnostics;
using System.Net.Http.Json;
using Rutter.Benchmarks.Server;

namespace Rutter.Benchmarks.Running;

/// <summary>The page server in a process of its own, so that its memory and its collections are not the contenders'.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;
    private readonly HttpClient client = new();
    private readonly string address;

    private ServerProcess(Process process, string address)
    {
        this.process = process;
        this.address = address;
    }

    public static async Task<ServerProcess> StartAsync()
    {
        var start = SampleProcess.Self("serve");
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The page server did not start.");
        var server = new ServerProcess(process, address);

        // Its code is compiled before anybody is measured.
        var warm = new Dataset(20_000, 0, IsSkewed: false, IsLimited: false, "warm");
        for (var i = 0; i < 60; i++)
        {
            var sort = i % 2 == 0 ? "ASC" : "DESC";
            await server.client.GetByteArrayAsync(
                $"{server.AddressOf(warm)}/accounting/bank_transfers?limit=500&sort=last_synced_at%20{sort}"
                + "&filter=last_synced_at%20%3E%3D%20%222023-02-01%22");
        }

        return server;
    }

    public string AddressOf(Dataset data) => $"{address}/{data}/versioned";

    public async Task<ServerCounts> CountsAsync(Dataset data) => (await client.GetFromJsonAsync<ServerCounts>($"{address}/{data}/counts"))!;

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000))
        {
            process.Kill();
        }

        process.Dispose();
        client.Dispose();
    }
}
