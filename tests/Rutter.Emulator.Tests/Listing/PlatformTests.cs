using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Listing;

public sealed class PlatformTests
{
    public static TheoryData<RefusedBySage> RefusedParameters { get; } =
    [
        new RefusedBySage(Platform: "SAGE_INTACCT", Query: "filter=created_at%3E%222024-01-01%22", Parameter: "filter"),
        new RefusedBySage(Platform: "SAGE_BUSINESS_CLOUD", Query: "sort=updated_at", Parameter: "sort"),
    ];

    [Theory]
    [MemberData(nameof(RefusedParameters))]
    public async Task Sage_takes_no_filter_and_no_sort(RefusedBySage given)
    {
        var (platform, query, name) = given;
        using var api = TestApi.Start(new EmulatorOptions { Platform = platform, TransferCount = 3 });

        var response = await api.GetAsync(TestApi.Transfers, query);

        Assert.Equal((400, "PARAMETER_NOT_SUPPORTED"), (response.Status, response.ErrorCode));
        Assert.Contains($"'{name}' is not supported on {platform}", response.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SAGE_INTACCT", "rutter")]
    [InlineData("SAGE_BUSINESS_CLOUD", "platform")]
    public async Task Sage_takes_no_id_type(string platform, string idType)
    {
        using var api = TestApi.Start(new EmulatorOptions { Platform = platform, TransferCount = 3 });
        var id = api.StoredTransfers()[0]["id"];

        Assert.Equal(400, (await api.GetAsync($"{TestApi.Transfers}/{id}", $"id_type={idType}")).Status);
        Assert.Equal(200, (await api.GetAsync($"{TestApi.Transfers}/{id}")).Status);
    }

    [Fact]
    public async Task Sage_takes_the_deprecated_time_parameters()
    {
        using var api = TestApi.Start(new EmulatorOptions { Platform = "SAGE_INTACCT", TransferCount = 30 });

        var none = await api.GetAsync(TestApi.Transfers, "updated_at_min=4000000000000&updated_at_max=4000000000001&last_synced_at_min=1");

        Assert.Equal(200, none.Status);
        Assert.Empty(none.Ids());
        Assert.Equal(30, (await api.ListTransfersAsync("last_synced_at_min=1")).Count);
    }

    [Theory]
    [InlineData("/accounting/bank_transfers")]
    [InlineData("/accounting/bank_transfers/some-id")]
    [InlineData("/accounting/accounts")]
    public async Task A_connection_in_its_first_sync_refuses_reads(string path)
    {
        using var api = TestApi.Start(new EmulatorOptions { NotReady = true, TransferCount = 1 });

        foreach (var query in new[] { "", "force_fetch=false" })
        {
            var response = await api.GetAsync(path, query);
            Assert.Equal((400, "PRODUCT_NOT_READY"), (response.Status, response.ErrorCode));
            Assert.Equal("CONNECTION_ERROR", response.Json.GetProperty("error_type").GetString());
        }
    }

    [Fact]
    public async Task Force_fetch_reads_during_the_first_sync()
    {
        using var api = TestApi.Start(new EmulatorOptions { NotReady = true, TransferCount = 1 });

        var id = Assert.Single((await api.GetAsync(TestApi.Transfers, "force_fetch=true")).Ids());
        Assert.Equal(200, (await api.GetAsync($"{TestApi.Transfers}/{id}", "force_fetch=true")).Status);
    }

    public sealed record RefusedBySage(string Platform, string Query, string Parameter);
}
