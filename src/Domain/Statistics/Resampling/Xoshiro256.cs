using System.Numerics;

namespace RunEvaluations.Domain.Statistics.Resampling;

/// <summary>
/// Random numbers that are the same for the same seed on every platform and in every release: xoshiro256**, started
/// by SplitMix64. Written by hand, as MathNet's takes seeds of 32 bits and gives no whole numbers of 64, and as its
/// numbers are nobody's promise, while intervals are to stay as they are.
/// </summary>
/// <remarks>Source: Blackman and Vigna 2021, Scrambled Linear Pseudorandom Number Generators, ACM Transactions on
/// Mathematical Software 47; Lemire 2019, Fast Random Integer Generation in an Interval, ACM Transactions on Modeling
/// and Computer Simulation 29.</remarks>
public sealed class Xoshiro256
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    public Xoshiro256(ulong seed)
    {
        s0 = Scramble(seed);
        s1 = Scramble(unchecked(seed + Step));
        s2 = Scramble(unchecked(seed + (2 * Step)));
        s3 = Scramble(unchecked(seed + (3 * Step)));
    }

    /// <summary>Any whole number of 64 bits, each with the same probability.</summary>
    public ulong NextUInt64()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
            var shifted = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = BitOperations.RotateLeft(s3, 45);
            return result;
        }
    }

    /// <summary>From 0, inclusive, to 1, exclusive: a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 to the bound, exclusive, each with exactly the same probability.</summary>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var high = Math.BigMul(NextUInt64(), (ulong)bound, out var low);
        if (low < (ulong)bound)
        {
            var threshold = unchecked(0UL - (ulong)bound) % (ulong)bound;
            while (low < threshold)
                high = Math.BigMul(NextUInt64(), (ulong)bound, out low);
        }

        return (int)high;
    }

    /// <summary>One step of SplitMix64 (Steele, Lea and Flood 2014): any number to one that looks random.</summary>
    private static ulong Scramble(ulong number)
    {
        unchecked
        {
            var z = number + Step;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
