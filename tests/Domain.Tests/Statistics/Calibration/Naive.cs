namespace RunEvaluations.Domain.Tests.Statistics.Calibration;

/// <summary>The coefficients as they are defined, in the time that takes.</summary>
internal static class Naive
{
    public static double? Pearson(double[] x, double[] y)
    {
        if (x.Distinct().Count() < 2 || y.Distinct().Count() < 2)
            return null;
        var (meanOfX, meanOfY) = (x.Average(), y.Average());
        var products = x.Zip(y, (a, b) => (a - meanOfX) * (b - meanOfY)).Sum();
        return products / Math.Sqrt(x.Sum(a => Math.Pow(a - meanOfX, 2)) * y.Sum(b => Math.Pow(b - meanOfY, 2)));
    }

    public static double[] Ranks(double[] values) =>
        [.. values.Select(v => values.Count(o => o < v) + (values.Count(o => o == v) + 1) / 2.0)];

    public static double? TauB(double[] x, double[] y)
    {
        if (x.Distinct().Count() < 2 || y.Distinct().Count() < 2)
            return null;
        long surplus = 0, apartInX = 0, apartInY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (ofX, ofY) = (x[i].CompareTo(x[j]), y[i].CompareTo(y[j]));
                surplus += ofX * ofY;
                apartInX += ofX * ofX;
                apartInY += ofY * ofY;
            }
        }

        return surplus / Math.Sqrt((double)apartInX * apartInY);
    }
}
