using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Rutter.Client.Text;
using Rutter.Client.Transport;
using Xunit;

namespace Rutter.Client.Tests.Transport;

/// <summary>What holds for any input.</summary>
public sealed class HeaderAndTextProperties
{
    private static readonly string[] Cultures = ["tr-TR", "de-DE", "ar-SA", ""];
    private static readonly DateTimeOffset Now = new(2026, 10, 21, 7, 28, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData(" 7 ", 7)]
    [InlineData("1.5", 1.5)]
    [InlineData("99999999999999999999", 86400)]
    [InlineData("Wed, 21 Oct 2026 07:28:30 GMT", 30)]
    [InlineData("Wed, 21 Oct 2026 07:00:00 GMT", 0)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 86400)]
    public void Retry_After_has_two_forms(string value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfterHeader.Parse(value, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("21 Oct 2026")]
    public void Any_other_Retry_After_is_ignored(string? value) => Assert.Null(RetryAfterHeader.Parse(value, Now));

    [Fact]
    public void Any_Retry_After_is_null_or_between_zero_and_a_day() => Prop
        .ForAll<string>(value => RetryAfterHeader.Parse(value, Now) is not { } wait || (wait >= TimeSpan.Zero && wait <= TimeSpan.FromDays(1)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_number_of_seconds_is_read_in_any_culture() => Prop
        .ForAll<NonNegativeInt>(seconds => InCultures(() => RetryAfterHeader.Parse(seconds.Get.ToString(CultureInfo.InvariantCulture), Now)
            == TimeSpan.FromSeconds(Math.Min(seconds.Get, 86400))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_harmless_on_a_screen() => Prop
        .ForAll<string>(
            text =>
                !DisplayText.Clean(text).Any(
                    c => char.IsControl(c) || c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' or '\u2028' or '\u2029'))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_id_becomes_one_segment_or_is_refused() => Prop
        .ForAll<NonEmptyString>(id =>
        {
            try
            {
                var address = new Uri($"https://host/list/{PathSegment.FromPlatformId(id.Get)}");
                return address.Segments.Length == 3 && (HasLoneSurrogate(id.Get) || Uri.UnescapeDataString(address.Segments[2]) == id.Get);
            }
            catch (ArgumentException)
            {
                return string.IsNullOrWhiteSpace(id.Get) || id.Get is "." or ".." || id.Get.Any(char.IsControl) || HasLoneSurrogate(id.Get);
            }
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_secret_is_masked_in_every_form_it_travels_in() => Prop
        .ForAll<Guid>(value =>
        {
            var secret = $"+/{value} ä\"&=";
            var redactor = new Redactor(new Secret(secret));
            string[] forms =
            [
                secret, Uri.EscapeDataString(
                    secret), System.Net.WebUtility.UrlEncode(secret), System.Text.Json.JsonSerializer.Serialize(secret).Trim('"'),
                Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret)),
            ];
            return forms.All(form => redactor.Clean($"before{form}after") == "before***after");
        })
        .QuickCheckThrowOnFailure();

    private static bool HasLoneSurrogate(string text) => text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);

    private static bool InCultures(Func<bool> holds)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            return Cultures.All(name =>
            {
                CultureInfo.CurrentCulture = new CultureInfo(name);
                return holds();
            });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
