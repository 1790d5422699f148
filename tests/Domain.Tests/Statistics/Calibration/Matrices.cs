using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Domain.Statistics.Calibration;

namespace RunEvaluations.Domain.Tests.Statistics.Calibration;

/// <summary>Counts of targets, gold down and predicted across.</summary>
internal static class Matrices
{
    public static readonly Gen<int[,]> Any =
        from categories in Gen.Choose(1, 4)
        from counts in Gen.OneOf(Gen.Choose(0, 9), Gen.Constant(0)).ArrayOf(categories * categories)
        select Square(categories, (i, j) => counts[i * categories + j]);

    public static ConfusionMatrix Of(int[,] cells)
    {
        var matrix = new ConfusionMatrix(cells.GetLength(0));
        for (var i = 0; i < matrix.Categories; i++)
        {
            for (var j = 0; j < matrix.Categories; j++)
                matrix.Add(i, j, cells[i, j]);
        }

        return matrix;
    }

    public static int[,] Square(int categories, Func<int, int, int> cell)
    {
        var cells = new int[categories, categories];
        for (var i = 0; i < categories; i++)
        {
            for (var j = 0; j < categories; j++)
                cells[i, j] = cell(i, j);
        }

        return cells;
    }

    public static int[,] Transposed(int[,] cells) => Square(cells.GetLength(0), (i, j) => cells[j, i]);

    public static int Row(int[,] cells, int i) => Enumerable.Range(0, cells.GetLength(0)).Sum(j => cells[i, j]);

    public static int Column(int[,] cells, int j) => Enumerable.Range(0, cells.GetLength(0)).Sum(i => cells[i, j]);
}
