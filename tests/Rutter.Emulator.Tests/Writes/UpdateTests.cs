using System.Text.Json.Nodes;
using Rutter.Emulator.Tests.Support;

namespace Rutter.Emulator.Tests.Writes;

/// <summary>Source: the public page "Bank Transfers", heading "Update a Bank Transfer".</summary>
public sealed class UpdateTests : WriteTestBase
{
    private readonly ManualTime time;

    public UpdateTests()
        : this(new ManualTime())
    {
    }

    private UpdateTests(ManualTime time)
        : base(new EmulatorOptions { TimeProvider = time }) => this.time = time;

    [Fact]
    public async Task The_documented_example_body_changes_what_it_names_and_nothing_else()
    {
        var before = JsonNode.Parse((await CreateAsync(change: transfer => transfer["class_id"] = "a-class")).Text)!["bank_transfer"]!.AsObject();
        time.Advance(TimeSpan.FromMinutes(5));
        var example = PublicExample.Json("update-body");
        example["bank_transfer"]!["credit_account_id"] = To;
        example["bank_transfer"]!["debit_account_id"] = From;

        var response = await Api.WriteAsync("PATCH", $"{TestApi.Transfers}/{before["id"]}", example.ToJsonString());

        Assert.Equal(200, response.Status);
        var after = JsonNode.Parse(response.Text)!["bank_transfer"]!.AsObject();
        var changed = before.Select(property => property.Key).Where(name => before[name]?.ToJsonString() != after[name]?.ToJsonString());
        Assert.Equal(
            ["credit_account_id", "debit_account_id", "transaction_date", "total_amount", "memo", "updated_at", "last_synced_at"],
            changed);
        Assert.Equal("123.45", after["total_amount"]!.ToJsonString());
        var fetched = JsonNode.Parse((await Api.GetAsync($"{TestApi.Transfers}/{before["id"]}")).Text)!["bank_transfer"]!;
        Assert.Equal(after.ToJsonString(), fetched.ToJsonString());
    }

    [Fact]
    public async Task An_update_moves_the_transfer_to_the_front_of_the_list()
    {
        var first = await CreatedIdAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        var second = await CreatedIdAsync();
        Assert.Equal([second, first], await ListedAsync());
        time.Advance(TimeSpan.FromSeconds(1));

        await Api.WriteAsync("PATCH", $"{TestApi.Transfers}/{first}", Body());

        Assert.Equal([first, second], await ListedAsync());
    }

    [Theory]
    [InlineData("class_id")]
    [InlineData("department_id")]
    [InlineData("location_id")]
    [InlineData("additional_fields")]
    public async Task A_field_that_only_create_takes_is_400(string name)
    {
        var id = await CreatedIdAsync();

        IsRejected(await Api.WriteAsync("PATCH", $"{TestApi.Transfers}/{id}", Body(change: transfer => transfer[name] = "x")), 400, "INVALID_BODY");
    }

    [Theory]
    [InlineData("credit_account_id")]
    [InlineData("debit_account_id")]
    [InlineData("total_amount")]
    public async Task An_update_needs_all_required_fields(string name)
    {
        var id = await CreatedIdAsync();

        IsRejected(await Api.WriteAsync("PATCH", $"{TestApi.Transfers}/{id}", Body(change: transfer => transfer.Remove(name))), 400, "INVALID_BODY");
    }

    [Fact]
    public async Task An_unknown_id_is_410_and_binds_no_key()
    {
        var path = $"{TestApi.Transfers}/00000000-0000-0000-0000-000000000000";

        IsRejected(await Api.WriteAsync("PATCH", path, Body(), key: "key"), 410, "NOT_FOUND");

        Assert.Equal(200, (await CreateAsync(key: "key")).Status);
    }

    [Fact]
    public async Task A_refused_update_changes_nothing()
    {
        var id = await CreatedIdAsync();
        var before = Assert.Single(Api.StoredTransfers()).ToJsonString();

        var response = await Api.WriteAsync("PATCH", $"{TestApi.Transfers}/{id}", Body(change: transfer => transfer["debit_account_id"] = From));

        Assert.Equal(450, response.Status);
        Assert.Equal(before, Assert.Single(Api.StoredTransfers()).ToJsonString());
    }

    private async Task<IReadOnlyList<string>> ListedAsync() => (await Api.GetAsync(TestApi.Transfers)).Ids();
}
