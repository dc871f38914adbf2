namespace Rutter.Client.Writes;

/// <summary>Idempotency keys. Source: seed "Basics", heading "Idempotency".</summary>
public static class IdempotencyKeys
{
    private const int MaximumLength = 255;

    /// <summary>A key that no other write has.</summary>
    /// <returns>A version 4 UUID.</returns>
    public static string Create() => Guid.NewGuid().ToString();

    /// <summary>Checks that a key can travel in a header.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">Empty, longer than 255 characters, or with anything but printable ASCII.</exception>
    public static string Require(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return key.Length <= MaximumLength && key.All(c => c is > ' ' and <= '~')
            ? key
            : throw new ArgumentException($"An idempotency key has at most {MaximumLength} printable ASCII characters and no spaces.", nameof(key));
    }
}
