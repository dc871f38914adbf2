using System.Management.Automation;
using System.Text;
using RutterPS.Common;

namespace RutterPS.Webhooks;

/// <summary>The bytes of payloads that a person gives, as they are: nothing is trimmed, re-encoded or read as JSON.</summary>
internal sealed class WebhookPayload
{
    private readonly List<byte> loose = [];

    /// <summary>Takes one input.</summary>
    /// <param name="input">A byte array or a string; or a single byte, as a byte array falls into when it is piped.</param>
    /// <returns>The payload; null when the input is a part of one that <see cref="TakeLoose"/> gives at the end.</returns>
    /// <exception cref="ArgumentException">The input is of another kind.</exception>
    public byte[]? Take(object input)
    {
        switch (PSObjects.Unwrap(input))
        {
            case byte[] bytes:
                return bytes;
            case string text:
                return Encoding.UTF8.GetBytes(text);
            case byte single:
                loose.Add(single);
                return null;
            case object?[] items when items.Length > 0 && items.All(item => item is byte or PSObject { BaseObject: byte }):
                return Array.ConvertAll(items, item => (byte)PSObjects.Unwrap(item)!);
            case var other:
                throw new ArgumentException(
                $"A payload is the body as it arrived, as byte[] or string, not a {other.GetType().Name}: "
                + "JSON that was read and written again has another signature.");
        }
    }

    /// <summary>What the single bytes add up to, or null when there were none.</summary>
    public byte[]? TakeLoose() => loose.Count > 0 ? [.. loose] : null;
}
