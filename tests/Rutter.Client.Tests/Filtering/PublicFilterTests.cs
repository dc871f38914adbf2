using Rutter.Client.Filtering;
using Rutter.Client.Resources.BankTransfers;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

/// <summary>Every filter of the API documentation. Source: "Basics", heading "Filtering Objects".</summary>
public class PublicFilterTests
{
    [Theory]
    [InlineData("""document_number = "1196" """)]
    [InlineData("""name ~ "Ru" """)]
    [InlineData("balance = 100")]
    [InlineData("balance >= 0 AND balance <= 100")]
    [InlineData("""created_at = "2024-04-29T20:35:14.000Z" """)]
    [InlineData("""created_at >= "2024-03-01T20:35:14.000Z" AND created_at <= "2024-04-29T20:35:14.000Z" """)]
    [InlineData("""document_number = "1196" OR (created_at >= "2024-03-01" AND created_at <= "2024-04-29")""")]
    [InlineData("""(balance >= 0 AND balance <= 100) OR (created_at >= "2024-03-01" AND created_at <= "2024-04-29")""")]
    public void A_documented_filter_passes_and_is_canonical(string filter)
    {
        var text = filter.TrimEnd();
        var verdict = FilterCheck.Run(text, SampleResource.Definition);

        Assert.True(verdict.IsValid);
        Assert.Empty(verdict.Warnings);
        Assert.Equal(text, FilterPrinter.Print(verdict.Tree));
    }

    [Fact]
    public void The_filter_of_the_documented_curl_line_passes_once_the_query_is_decoded()
    {
        var verdict = FilterCheck.Run("balance>=0+AND+balance<=100".Replace('+', ' '), SampleResource.Definition);

        Assert.True(verdict.IsValid);
        Assert.Equal("balance >= 0 AND balance <= 100", FilterPrinter.Print(verdict.Tree));
    }

    /// <summary>The public page "Bank Transfers", heading "List Bank Transfers".</summary>
    [Theory]
    [InlineData("created_at")]
    [InlineData("updated_at")]
    [InlineData("last_synced_at")]
    public void Bank_transfers_are_filtered_by_the_three_instants(string field)
    {
        var verdict = FilterCheck.Run($"{field} >= \"2023-01-02T02:34:56.000Z\"", BankTransfer.Definition);

        Assert.True(verdict.IsValid);
        Assert.Empty(verdict.Warnings);
    }

    [Fact]
    public void A_bank_transfer_filter_on_another_field_is_told_which_three_there_are()
    {
        var verdict = FilterCheck.Run("total_amount > 5", BankTransfer.Definition);

        var error = Assert.Single(verdict.Errors);
        Assert.Equal(FilterErrorKind.FieldNotFilterable, error.Kind);
        Assert.Equal(
            "Column 1: The bank transfer has the field total_amount, but no filter can use it. Allowed here: created_at, updated_at or last_synced_at.",
            error.ToString());
        Assert.Equal("total_amount > 5", error.Comparison?.ToString());
    }
}
