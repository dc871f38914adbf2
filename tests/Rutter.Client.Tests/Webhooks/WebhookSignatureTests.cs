using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rutter.Client.Transport;
using Rutter.Client.Webhooks;
using Xunit;

namespace Rutter.Client.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private static readonly byte[] Payload = ExampleWebhook.Read("webhook-order-created.json");
    private static readonly string Signature = WebhookSignature.Compute(Payload, ExampleWebhook.Secret);

    public static TheoryData<string> Malformed { get; } =
    [
        "",
        " ",
        "sha256=",
        "sha256",
        "=",
        Signature[WebhookSignature.Prefix.Length..],
        Signature.ToUpperInvariant(),
        Signature.Replace("sha256", "SHA256", StringComparison.Ordinal),
        Signature.Replace("sha256=", "sha1=", StringComparison.Ordinal),
        Signature.Replace("sha256=", "sha256:", StringComparison.Ordinal),
        Signature.Replace("sha256=", "sha256==", StringComparison.Ordinal),
        "sha256=" + Convert.ToHexString(HashOfPayload()),
        "sha256=" + Convert.ToHexStringLower(HashOfPayload()),
        Convert.ToHexStringLower(HashOfPayload()),
        Signature.TrimEnd('='),
        Signature + "=",
        Signature + " ",
        " " + Signature,
        Signature + "\r\n",
        Signature + "\0",
        Signature.Insert(20, "\n"),
        Signature.Insert(20, " "),
        Signature.Replace('+', '-').Replace('/', '_'),
        Signature + "," + Signature,
        "sha256=" + Convert.ToBase64String(HashOfPayload()[..31]),
        "sha256=" + Convert.ToBase64String([.. HashOfPayload(), 0]),
        "sha256=" + new string('A', 43) + "=",
        "sha256=\u0410" + Signature["sha256=A".Length..],
        "sha256=\ud800" + Signature["sha256=A".Length..],
    ];

    [Theory]
    [MemberData(nameof(ExampleWebhook.All), MemberType = typeof(ExampleWebhook))]
    public void A_signature_of_another_tool_is_right(string file, string signature)
    {
        Assert.True(WebhookSignature.Verify(ExampleWebhook.Read(file), signature, ExampleWebhook.Secret));
        Assert.Equal(signature, WebhookSignature.Compute(ExampleWebhook.Read(file), ExampleWebhook.Secret));
    }

    [Theory]
    [MemberData(nameof(ExampleWebhook.All), MemberType = typeof(ExampleWebhook))]
    public void One_flipped_bit_anywhere_is_wrong(string file, string signature)
    {
        var payload = ExampleWebhook.Read(file);
        foreach (var changed in BitFlips(payload))
        {
            Assert.False(WebhookSignature.Verify(changed, signature, ExampleWebhook.Secret));
        }

        foreach (var changed in BitFlips(Encoding.ASCII.GetBytes(signature)))
        {
            Assert.False(WebhookSignature.Verify(payload, Encoding.Latin1.GetString(changed), ExampleWebhook.Secret));
        }

        foreach (
            var changed in BitFlips(
                Encoding.ASCII.GetBytes(ExampleWebhook.SecretText)).Select(Encoding.Latin1.GetString).Where(text => !text.Any(char.IsControl)))
        {
            Assert.False(WebhookSignature.Verify(payload, signature, new Secret(changed)));
        }
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Any_other_text_as_signature_is_wrong_without_an_exception(string signature) =>
        Assert.False(WebhookSignature.Verify(Payload, signature, ExampleWebhook.Secret));

    [Fact]
    public void A_missing_signature_and_one_of_a_megabyte_are_wrong()
    {
        Assert.False(WebhookSignature.Verify(Payload, null, ExampleWebhook.Secret));
        Assert.False(WebhookSignature.Verify(Payload, new string('=', 1 << 20), ExampleWebhook.Secret));
        Assert.False(WebhookSignature.Verify(Payload, Signature + new string('A', 1 << 20), ExampleWebhook.Secret));
        Assert.False(WebhookSignature.Verify(Payload, WebhookSignature.Prefix + new string('A', 1 << 20), ExampleWebhook.Secret));
    }

    [Fact]
    public void Ten_thousand_mutations_are_wrong()
    {
        var mutation = from part in Gen.Choose(0, 2)
                       from kind in Gen.Choose(0, 3)
                       from at in Gen.Choose(0, int.MaxValue)
                       from value in Gen.Choose(0x20, 0x7e)
                       select (part, kind, at, value: (byte)value);
        Prop.ForAll(mutation.ToArbitrary(), one =>
        {
            var (payload, signature, secret) = (Payload, Signature, ExampleWebhook.SecretText);
            byte[] Mutate(byte[] bytes) => one.kind switch
            {
                0 => [.. bytes[..(one.at % bytes.Length)], one.value, .. bytes[((one.at % bytes.Length) + 1)..]],
                1 => [.. bytes[..(one.at % (bytes.Length + 1))], one.value, .. bytes[(one.at % (bytes.Length + 1))..]],
                2 => [.. bytes[..(one.at % bytes.Length)], .. bytes[((one.at % bytes.Length) + 1)..]],
                _ => [.. bytes[(one.at % bytes.Length)..], .. bytes[..(one.at % bytes.Length)]],
            };
            string MutateText(string text) => Encoding.ASCII.GetString(Mutate(Encoding.ASCII.GetBytes(text)));
            switch (one.part)
            {
                case 0:
                    payload = Mutate(payload);
                    break;
                case 1:
                    signature = MutateText(signature);
                    break;
                default:
                    secret = MutateText(secret);
                    break;
            }

            // A mutation may change nothing, for example by writing a byte over an equal one.
            var isUnchanged = payload.AsSpan().SequenceEqual(Payload) && signature == Signature && secret == ExampleWebhook.SecretText;
            return WebhookSignature.Verify(payload, signature, new Secret(secret)) == isUnchanged;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    [Fact]
    public void Any_text_as_signature_is_wrong_without_an_exception() => Prop
        .ForAll<string?>(
            text =>
                !WebhookSignature.Verify(Payload, text, ExampleWebhook.Secret) && !WebhookSignature.Verify(
                    Payload, WebhookSignature.Prefix + text, ExampleWebhook.Secret))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("not JSON at all")]
    [InlineData("\ufeff{}")]
    public void Any_bytes_can_be_signed(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        Assert.True(WebhookSignature.Verify(payload, WebhookSignature.Compute(payload, ExampleWebhook.Secret), ExampleWebhook.Secret));
    }

    [Fact]
    public void A_missing_secret_is_an_error()
    {
        Assert.Throws<ArgumentNullException>(() => WebhookSignature.Verify(Payload, Signature, null!));
        Assert.Throws<ArgumentNullException>(() => WebhookSignature.Verify(Payload, "nonsense", null!));
        Assert.Throws<ArgumentNullException>(() => WebhookSignature.Compute(Payload, null!));
    }

    [Theory]
    [MemberData(nameof(ExampleWebhook.All), MemberType = typeof(ExampleWebhook))]
    public async Task OpenSSL_says_the_same(string file, string signature)
    {
        using var openssl = StartOpenSsl(["dgst", "-sha256", "-hmac", ExampleWebhook.SecretText, "-binary", ExampleWebhook.PathOf(file)]);
        Assert.SkipWhen(openssl is null, "There is no openssl on the PATH.");
        using var hash = new MemoryStream();
        await openssl.StandardOutput.BaseStream.CopyToAsync(hash, TestContext.Current.CancellationToken);
        await openssl.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(signature, WebhookSignature.Prefix + Convert.ToBase64String(hash.ToArray()));
    }

    private static Process? StartOpenSsl(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static byte[] HashOfPayload() => HMACSHA256.HashData(Encoding.ASCII.GetBytes(ExampleWebhook.SecretText), Payload);

    private static IEnumerable<byte[]> BitFlips(byte[] bytes) => Enumerable.Range(0, bytes.Length * 8).Select(bit =>
    {
        byte[] changed = [.. bytes];
        changed[bit / 8] ^= (byte)(1 << (bit % 8));
        return changed;
    });
}
