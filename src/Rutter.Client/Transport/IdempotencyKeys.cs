namespace Rutter.Client.Transport;

/// <summary>Idempotency keys. Source: "Basics", heading "Idempotency".</summary>
public static class IdempotencyKeys
{
    private const int MaximumLength = 255;

    /// <summary>Makes a unique key.</summary>
    /// <returns>A version 4 UUID.</returns>
    public static string Create() => Guid.NewGuid().ToString();

    /// <summary>Checks that a key can be sent in a header.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The key is empty, longer than 255 characters, or not printable ASCII.</exception>
    public static string Require(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IsValid(key)
            ? key
            : throw new ArgumentException(
                $"An idempotency key has 1 to {MaximumLength} printable ASCII characters without spaces, such as a UUID.", nameof(key));
    }

    internal static bool IsValid(string key) => key.Length is > 0 and <= MaximumLength && key.All(c => c is > ' ' and <= '~');
}
