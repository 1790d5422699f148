namespace RunEvaluations.Domain.Statistics.Description;

/// <summary>
/// The means of two paired values, the sums of their squared deviations and of the products of these, kept as pairs
/// arrive and without cancellation.
/// </summary>
/// <remarks>Source: Welford 1962, Technometrics 4; for products Bennett et al. 2009, Numerically stable, single-pass,
/// parallel statistics algorithms, IEEE Cluster, eq. 3.</remarks>
public struct RunningCoMoments
{
    public long N { get; private set; }

    public double MeanX { get; private set; }

    public double MeanY { get; private set; }

    /// <summary>Σ (x - mean of x)².</summary>
    public double SquaresX { get; private set; }

    /// <summary>Σ (y - mean of y)².</summary>
    public double SquaresY { get; private set; }

    /// <summary>Σ (x - mean of x)(y - mean of y).</summary>
    public double Products { get; private set; }

    public void Add(double x, double y)
    {
        N++;
        var deltaX = x - MeanX;
        var deltaY = y - MeanY;
        MeanX += deltaX / N;
        MeanY += deltaY / N;
        SquaresX += deltaX * (x - MeanX);
        SquaresY += deltaY * (y - MeanY);
        Products += deltaX * (y - MeanY);
    }
}
