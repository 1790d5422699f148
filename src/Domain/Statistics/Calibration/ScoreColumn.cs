namespace RunEvaluations.Domain.Statistics.Calibration;

/// <summary>
/// A growing column of numbers in blocks: unlike a list, whose array doubles, it holds at most one block more than it
/// needs and copies nothing while it grows. A block stays below the size from which arrays live in the large object
/// heap.
/// </summary>
internal sealed class ScoreColumn
{
    private const int BlockLength = 8192;

    private readonly List<double[]> blocks = [];

    public int Count { get; private set; }

    public void Add(double value)
    {
        var place = Count % BlockLength;
        if (place == 0)
            blocks.Add(new double[BlockLength]);
        blocks[^1][place] = value;
        Count++;
    }

    public void CopyTo(Span<double> values)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var start = i * BlockLength;
            blocks[i].AsSpan(0, Math.Min(BlockLength, Count - start)).CopyTo(values[start..]);
        }
    }

    /// <summary>Subtracts each number of the column from the number at the same place.</summary>
    public void SubtractFrom(Span<double> values)
    {
        for (var i = 0; i < Count; i++)
            values[i] -= blocks[i / BlockLength][i % BlockLength];
    }
}
