using System.Globalization;
using Rutter.Client.Filtering;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

public class FilterTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Ru")]
    [InlineData("AND 1=1")]
    [InlineData("O'Brien & Söhne #1 + 50%")]
    [InlineData("%22")]
    [InlineData("back\\slash\\")]
    [InlineData("東京 😀")]
    [InlineData("\u2028")]
    public void Quoted_text_is_read_back_as_the_same_value_and_nothing_else(string value)
    {
        var tree = FilterParser.Parse($"name = {FilterText.Quote(value)}").Tree;

        var comparison = Assert.IsType<FilterComparison>(tree);
        Assert.Equal(value, comparison.Value.Text);
    }

    [Theory]
    [InlineData("say \"hello\"", "A value cannot hold a double quote: the filter language has no escape for one. It is character 5 of the value.")]
    [InlineData("\" OR name = \"", "A value cannot hold a double quote: the filter language has no escape for one. It is character 1 of the value.")]
    [InlineData("two\nlines", "A value cannot hold the control character U+000A. It is character 4 of the value.")]
    [InlineData("\u009B", "A value cannot hold the control character U+009B. It is character 1 of the value.")]
    public void Text_that_would_mean_something_else_is_refused_with_the_reason(string value, string reason)
    {
        var exception = Assert.Throws<ArgumentException>(nameof(value), () => FilterText.Quote(value));

        Assert.StartsWith(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_surrogate_is_refused_and_a_pair_is_not()
    {
        Assert.Equal("\"\U0001F600\"", FilterText.Quote("\U0001F600"));
        Assert.Throws<ArgumentException>(() => FilterText.Quote("\U0001F600\uD83D"));
        Assert.Throws<ArgumentException>(() => FilterText.Quote("\uDE00\uD83D"));
    }

    [Fact]
    public void Numbers_have_a_point_and_their_own_digits_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("-1234567.50", FilterText.Format(-1234567.50m));
            Assert.Equal("79228162514264337593543950335", FilterText.Format(decimal.MaxValue));
            Assert.Equal("0.0000000000000000000000000001", FilterText.Format(0.0000000000000000000000000001m));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Instants_are_quoted_in_UTC()
    {
        var instant = new DateTimeOffset(2024, 4, 29, 20, 35, 14, TimeSpan.FromHours(2));

        Assert.Equal("\"2024-04-29T18:35:14.000Z\"", FilterText.Quote(instant));
        Assert.Equal("\"2024-04-29T18:35:14.000Z\"", FilterValue.Of(instant).ToString());
    }
}
