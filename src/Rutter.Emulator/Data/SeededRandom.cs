namespace Rutter.Emulator.Data;

/// <summary>Random values that depend only on a seed, the same on every platform and runtime.</summary>
internal sealed class SeededRandom(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>A whole number from 0 to below the given one.</summary>
    public int Below(int exclusive) => random.Next(exclusive);

    /// <summary>True once in so many times, on average.</summary>
    public bool OneIn(int times) => random.Next(times) == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>An id in the form of a version 4 UUID.</summary>
    public string Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes).ToString();
    }

    /// <summary>An amount with two digits after the point, trailing zeros kept.</summary>
    public decimal Amount(int maximumCents) => new(1 + random.Next(maximumCents), 0, 0, false, 2);
}
