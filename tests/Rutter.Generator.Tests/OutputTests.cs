using System.Text.RegularExpressions;
using Xunit;

namespace Rutter.Generator.Tests;

/// <summary>What the generator writes, and when it writes nothing.</summary>
public sealed class OutputTests
{
    [Fact]
    public void The_same_description_gives_the_same_files_byte_for_byte()
    {
        using var one = new ApiCopy();
        using var other = new ApiCopy();
        Assert.Empty(one.RunClient());
        Assert.Empty(other.RunClient());
        Assert.Equal(one.AllGenerated().OrderBy(file => file.Key), other.AllGenerated().OrderBy(file => file.Key));
    }

    [Fact]
    public void A_second_run_changes_no_file()
    {
        using var api = new ApiCopy();
        api.RunClient();
        var files = Directory.GetFiles(api.Output, "*", SearchOption.AllDirectories);
        var old = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var file in files)
        {
            File.SetLastWriteTimeUtc(file, old);
        }

        api.RunClient();
        Assert.All(files, file => Assert.Equal(old, File.GetLastWriteTimeUtc(file)));
    }

    [Fact]
    public void The_files_of_a_removed_object_are_deleted_with_its_description()
    {
        using var api = new ApiCopy();
        api.RunClient();
        Assert.True(File.Exists(Path.Combine(api.Output, "Accounts", "Account.cs")));

        File.Delete(api.PathOf("objects/Account.json"));
        Assert.Empty(api.RunClient());
        Assert.False(File.Exists(Path.Combine(api.Output, "Accounts", "Account.cs")));
        Assert.DoesNotContain("\"Account\"", api.Generated("GeneratedResources.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_is_turned_on_by_one_small_file()
    {
        using var api = new ApiCopy();
        File.Delete(api.PathOf("objects/Account.json"));
        api.Write("objects/Account.json", """
            { "purpose": "An account.", "table": ["name", "status"], "example": { "account_type": "bank", "currency_code": "USD", "name": "Main" } }
            """);
        Assert.Empty(api.RunCmdlets());
        Assert.Contains("class GetRutterAccountCommand", api.Generated("Accounts/GetRutterAccountCommand.cs"), StringComparison.Ordinal);
        Assert.Contains("class SyncRutterAccountCommand", api.Generated("Accounts/SyncRutterAccountCommand.cs"), StringComparison.Ordinal);
        Assert.Contains("'Get-RutterAccount'", api.Generated("RutterPS.psd1"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_has_every_cmdlet_in_order_and_stays_as_it_is_otherwise()
    {
        using var api = new ApiCopy();
        Assert.Empty(api.RunCmdlets());
        var names = Regex.Matches(Regex.Match(api.Generated("RutterPS.psd1"), @"CmdletsToExport\s*=\s*@\(([^)]*)\)").Groups[1].Value, "'([^']*)'")
            .Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);
        Assert.Contains("Connect-Rutter", names);
        Assert.Contains("Get-RutterBankTransfer", names);
        Assert.Contains("'Resources.Format.ps1xml'", api.Generated("RutterPS.psd1"), StringComparison.Ordinal);
        Assert.Equal(Outside(File.ReadAllText(ApiCopy.Manifest)), Outside(api.Generated("RutterPS.psd1")));

        static string Outside(string manifest) => Regex.Replace(manifest, @"@\([^)]*\)", "@()");
    }

    [Fact]
    public void A_field_of_the_description_reaches_the_model_the_definition_the_view_and_the_body()
    {
        using var api = new ApiCopy();
        api.Replace(
            ApiCopy.Description,
            "\"nominal_code\": {\"type\": [\"string\", \"null\"]},",
            "\"nominal_code\": {\"type\": [\"string\", \"null\"]}, \"colour\": {\"type\": \"boolean\"},");
        api.Replace("words.json", "\"account_id\":", "\"colour\": \"Whether it has a colour.\",\n  \"account_id\":");
        Assert.Empty(api.RunClient());
        var model = api.Generated("Accounts/Account.cs");
        Assert.Contains("new(\"colour\", FieldType.Boolean)", model, StringComparison.Ordinal);
        Assert.Contains("/// <summary>Whether it has a colour.</summary>", model, StringComparison.Ordinal);
        Assert.Contains("public bool? Colour { get; set; }", model, StringComparison.Ordinal);
        Assert.Empty(api.RunCmdlets());
        Assert.Contains("<Label>Colour</Label>", api.Generated("Resources.Format.ps1xml"), StringComparison.Ordinal);
    }
}
