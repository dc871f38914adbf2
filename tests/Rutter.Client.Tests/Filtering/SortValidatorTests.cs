using Rutter.Client.Filtering;
using Rutter.Client.Resources;
using Rutter.Client.Resources.BankTransfers;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

public sealed class SortValidatorTests
{
    [Theory]
    [InlineData("last_synced_at ASC")]
    [InlineData("created_at DESC,updated_at")]
    [InlineData(" created_at ")]
    public void An_order_of_filterable_fields_is_valid_as_it_stands(string text)
    {
        var verdict = SortValidator.Check(text, BankTransfer.Definition);
        Assert.True(verdict.IsValid);
        Assert.Equal(text, verdict.Text);
        Assert.Empty(verdict.Warnings);
    }

    public static TheoryData<InvalidSort> InvalidSorts { get; } =
    [
        new InvalidSort(Text: "total_amount DESC", Position: 0, Message: "cannot sort by it"),
        new InvalidSort(Text: "UpdatedAt", Position: 0, Message: "knows this field as updated_at"),
        new InvalidSort(Text: "updated_at down", Position: 11, Message: "not a direction"),
        new InvalidSort(Text: "created_at updated_at", Position: 11, Message: "not a direction"),
        new InvalidSort(Text: "created_at DESC x", Position: 16, Message: "complete before this"),
        new InvalidSort(Text: "created_at,", Position: 11, Message: "field is missing"),
        new InvalidSort(Text: "created_at, created_at DESC", Position: 12, Message: "second time"),
        new InvalidSort(Text: "a;b", Position: 0, Message: "cannot be the name"),
    ];

    [Theory]
    [MemberData(nameof(InvalidSorts))]
    public void A_mistake_is_named_with_its_place_and_without_a_word_of_PowerShell(InvalidSort given)
    {
        var (text, position, message) = given;
        var error = Assert.Single(SortValidator.Check(text, BankTransfer.Definition).Errors);
        Assert.Equal(position, error.Position);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort-Object", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_is_not_known_is_left_to_the_API()
    {
        var verdict = SortValidator.Check("posted_at", BankTransfer.Definition);
        Assert.True(verdict.IsValid);
        Assert.Equal(FilterWarningKind.UnknownField, Assert.Single(verdict.Warnings).Kind);
    }

    [Fact]
    public void If_the_filterable_fields_are_unknown_each_field_passes_with_a_warning()
    {
        var unread = new ResourceDefinition(
            "thing",
            "things",
            "things",
            "thing",
            [new("id", FieldType.Identifier), new("size", FieldType.Number)]) { IsFilterUnread = true };
        var order = SortValidator.Check("size DESC", unread);
        Assert.True(order.IsValid);
        Assert.Equal(FilterWarningKind.UnreadField, Assert.Single(order.Warnings).Kind);

        var filter = FilterCheck.Run("size ~ \"a\" AND size > 5 AND id = \"x\"", unread);
        Assert.True(filter.IsValid);
        Assert.Equal([FilterWarningKind.UnreadField, FilterWarningKind.UnreadField], filter.Warnings.Select(warning => warning.Kind));
    }

    [Theory]
    [InlineData(null, "id = \"x\"")]
    [InlineData("a = 1", "a = 1 AND id = \"x\"")]
    [InlineData("a = 1 OR b=2", "(a = 1 OR b = 2) AND id = \"x\"")]
    [InlineData("(a = 1 OR b = 2)", "(a = 1 OR b = 2) AND id = \"x\"")]
    [InlineData("a IS NOT NULL", "(a IS NOT NULL) AND id = \"x\"")]
    public void A_condition_is_added_without_a_change_of_meaning(string? filter, string expected) =>
        Assert.Equal(expected, FilterText.And(filter, new FilterComparison("id", FilterOperator.Equal, FilterValue.Of("x"))));

    public sealed record InvalidSort(string Text, int Position, string Message);
}
