using System.Text.RegularExpressions;
using Xunit;

namespace Rutter.Generator.Tests;

/// <summary>Each kind of mistake in the description is reported with file, line and advice, in the form that MSBuild reads.</summary>
public sealed class MistakeTests
{
    public static TheoryData<Mistake> Cases { get; } =
    [
        new Mistake("text that is no JSON", "RPS0001", "objects/Account.json", "\"table\": [", "\"table\": [,", "\"table\"", "not valid JSON"),
        new Mistake("a member twice", "RPS0001", "words.json", "\"memo\":", "\"memo\": \"Twice.\",\n  \"memo\":", "\"memo\"", "second time"),
        new Mistake("JSON that is no OpenAPI", "RPS0002", ApiCopy.Description, "\"title\": \"Rutter unified API: facts\", ", "", null, "not OpenAPI"),
        new Mistake(
            "a reference to a schema that is not there",
            "RPS0011",
            ApiCopy.Description,
            "\"#/components/schemas/AccountSubsidiary\"",
            "\"#/components/schemas/AccountSubsidairy\"",
            "AccountSubsidairy",
            "Did you mean 'AccountSubsidiary'?"),
        new Mistake("a misspelled member", "RPS0004", "objects/Account.json", "\"purpose\":", "\"purpos\":", "\"purpos\"", "Did you mean 'purpose'?"),
        new Mistake("a member that is missing", "RPS0006", "objects/Account.json", "\"purpose\":", "\"purpos\":", null, "Add a sentence"),
        new Mistake(
            "a member of the wrong type",
            "RPS0005",
            "objects/Account.json",
            "\"positions\": [\"name\"]",
            "\"positions\": 1",
            "\"positions\"",
            "an array of texts"),
        new Mistake(
            "a column that is no field",
            "RPS0007",
            "objects/Account.json",
            "\"nominal_code: Code 8\"",
            "\"nominal_cod: Code 8\"",
            "\"nominal_cod: Code 8\"",
            "Did you mean 'nominal_code'?"),
        new Mistake(
            "a position that is no field",
            "RPS0007",
            "objects/Account.json",
            "\"positions\": [\"name\"]",
            "\"positions\": [\"nam\"]",
            "\"nam\"",
            "Did you mean 'name'?"),
        new Mistake(
            "a sentence that names no field",
            "RPS0007",
            "objects/Account.json",
            "account '{name}'",
            "account '{nam}'",
            "\"create\"",
            "Did you mean 'name'?"),
        new Mistake(
            "an alias of no field",
            "RPS0007",
            "objects/BankTransfer.json",
            "\"aliases\": {\"credit_account_id\"",
            "\"aliases\": {\"credit_acount_id\"",
            "\"credit_acount_id\"",
            "Did you mean 'credit_account_id'?"),
        new Mistake(
            "a read of no field of a write",
            "RPS0007",
            "objects/PurchaseOrder.json",
            "\"line_items.quantity\": ",
            "\"line_items.quantty\": ",
            "\"line_items.quantty\"",
            "no field that a create or an update takes"),
        new Mistake(
            "a read of no field of the object",
            "RPS0007",
            "objects/PurchaseOrder.json",
            "\"item.quantity\"",
            "\"item.quantty\"",
            "\"line_items.quantity\"",
            "no field of the object that is read"),
        new Mistake(
            "an example of no field",
            "RPS0007",
            "objects/Account.json",
            "\"example\": {\"account_type\"",
            "\"example\": {\"colour\": 1, \"account_type\"",
            "\"colour\"",
            "no field that a create takes"),
        new Mistake(
            "an example without a required field",
            "RPS0006",
            "objects/Account.json",
            "\"currency_code\": \"USD\", ",
            "",
            "\"example\"",
            "'currency_code'"),
        new Mistake("a field without words", "RPS0008", "words.json", "  \"nominal_code\":", "  \"nominal_cod\":", null, "Add \"nominal_code\""),
        new Mistake(
            "a sentence that is a number",
            "RPS0005",
            "words.json",
            "\"nominal_code\": \"The account's number in the chart of accounts.\"",
            "\"nominal_code\": 1",
            "\"nominal_code\"",
            "a sentence"),
        new Mistake(
            "a correction of no field",
            "RPS0010",
            "objects/Account.json",
            "\"purpose\":",
            "\"corrections\": { \"Account.nam\": { \"nullable\": true } },\n  \"purpose\":",
            "\"Account.nam\"",
            "Did you mean 'Account.name'?"),
        new Mistake(
            "a correction of something else",
            "RPS0010",
            "objects/Account.json",
            "\"purpose\":",
            "\"corrections\": { \"Account.name\": { \"colour\": true } },\n  \"purpose\":",
            "\"colour\"",
            "references"),
        new Mistake(
            "a reference to no object",
            "RPS0011",
            ApiCopy.Description,
            "\"x-rutter-references\": \"Class\"",
            "\"x-rutter-references\": \"Clas\"",
            "\"x-rutter-references\": \"Clas\"",
            "Did you mean 'Class'?"),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_mistake_is_told_with_its_place_and_what_to_do(Mistake mistake)
    {
        using var api = new ApiCopy();
        api.Replace(mistake.File, mistake.Old, mistake.Changed);
        var told = api.RunClient().FirstOrDefault(
            candidate => candidate.Code == mistake.Code && candidate.Text.Contains(mistake.Advice, StringComparison.Ordinal));

        Assert.NotNull(told);
        Assert.Equal(api.PathOf(mistake.File), told.File);
        Assert.Matches(@"^.+\(\d+,\d+\): error RPS\d{4}: .+$", told.ToString());
        if (mistake.At is { } at)
        {
            var lines = api.Read(mistake.File).Split('\n');
            Assert.Contains(at, lines[told.Position.Line - 1], StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(api.Output));
    }

    [Fact]
    public void An_object_that_the_description_does_not_have_is_told_with_the_nearest_name()
    {
        using var api = new ApiCopy();
        File.Move(api.PathOf("objects/Account.json"), api.PathOf("objects/Acount.json"));
        var told = Assert.Single(api.RunClient());
        Assert.Equal(("RPS0003", api.PathOf("objects/Acount.json")), (told.Code, told.File));
        Assert.Contains("Did you mean 'Account'?", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        using var api = new ApiCopy();
        api.Replace("objects/Account.json", "\"nominal_code: Code 8\"", "\"nominal_cod: Code 8\"");
        api.Replace("objects/BankTransfer.json", "\"memo\"]", "\"mem\"]");
        Assert.Equal(2, api.RunClient().Count);
    }

    [Fact]
    public void A_folder_without_a_description_is_an_error()
    {
        using var api = new ApiCopy();
        File.Delete(api.PathOf(ApiCopy.Description));
        Assert.Contains("one file *.openapi.json", Assert.Single(api.RunClient()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_without_its_lists_is_an_error()
    {
        using var api = new ApiCopy();
        var manifest = Path.Combine(api.Folder, "Other.psd1");
        File.WriteAllText(manifest, "@{ CmdletsToExport = '*' }");
        Assert.Contains("CmdletsToExport = @(", Assert.Single(Generation.Run(api.Folder, api.Output, manifest)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_mistake_has_a_test()
    {
        var codes = Regex.Matches(File.ReadAllText(Path.Combine(ApiCopy.Repository, "tools/Rutter.Generator/Reading/Mistakes.cs")), "RPS[0-9]{4}")
            .Select(match => match.Value);
        var tested = Cases.Select(row => row.Data.Code).Append("RPS0003").Append("RPS0009");
        Assert.Empty(codes.Except(tested));
    }

    /// <summary>A change that makes a mistake.</summary>
    /// <param name="What">The mistake.</param>
    /// <param name="Code">Its code.</param>
    /// <param name="File">The file that is changed.</param>
    /// <param name="Old">The text to replace.</param>
    /// <param name="Changed">The new text.</param>
    /// <param name="At">A part of the reported line; null if the whole file is reported.</param>
    /// <param name="Advice">A part of the message.</param>
    public sealed record Mistake(string What, string Code, string File, string Old, string Changed, string? At, string Advice)
    {
        public override string ToString() => What;
    }
}
