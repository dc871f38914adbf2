using System.Numerics;

namespace Rutter.Client.Amounts;

/// <summary>
/// A sum of decimals that never rounds. Adding two <see cref="decimal"/> values rounds silently when the digits of the result do not fit. Here,
/// only the final result has to fit.
/// </summary>
public sealed class ExactSum
{
    private BigInteger mantissa;
    private int scale;

    /// <summary>Adds an amount and keeps its decimals.</summary>
    /// <param name="amount">Any decimal.</param>
    public void Add(decimal amount)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        var digits = (BigInteger)new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        if (amount.Scale > scale)
        {
            mantissa *= BigInteger.Pow(10, amount.Scale - scale);
            scale = amount.Scale;
        }
        else if (amount.Scale < scale)
        {
            digits *= BigInteger.Pow(10, scale - amount.Scale);
        }

        mantissa += decimal.IsNegative(amount) ? -digits : digits;
    }

    /// <summary>The sum, with as many decimals as the amount with the most.</summary>
    /// <returns>Null when no decimal holds it exactly.</returns>
    public decimal? ToDecimal()
    {
        var (digits, decimals) = (BigInteger.Abs(mantissa), scale);
        while (digits.GetBitLength() > 96 && decimals > 0 && digits % 10 == 0)
        {
            (digits, decimals) = (digits / 10, decimals - 1);
        }

        if (digits.GetBitLength() > 96)
        {
            return null;
        }

        var bits = (UInt128)digits;
        return new decimal((int)(uint)bits, (int)(uint)(bits >> 32), (int)(uint)(bits >> 64), mantissa.Sign < 0, (byte)decimals);
    }
}
