using System.Management.Automation;
using System.Text;
using RutterPS.Common;

namespace RutterPS.Webhooks;

/// <summary>Collects the exact bytes of payloads. Nothing is trimmed, re-encoded or parsed.</summary>
internal sealed class WebhookPayload
{
    private readonly List<byte> loose = [];

    /// <summary>Adds one input.</summary>
    /// <param name="input">A byte array or a string, or a single byte of a piped byte array.</param>
    /// <returns>The payload, or null for a single byte; <see cref="TakeLoose"/> joins those at the end.</returns>
    /// <exception cref="ArgumentException">The input has another type.</exception>
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

    /// <summary>The payload of all single bytes, or null if there were none.</summary>
    public byte[]? TakeLoose() => loose.Count > 0 ? [.. loose] : null;
}
