using RunEvaluations.Architecture.Tests.Source;

namespace RunEvaluations.Architecture.Tests;

public class FileSizeTests
{
    [Fact]
    public void No_file_is_longer_than_its_kind_allows() => FilesAreShort(Checkout.Sources("src")).Passes(atLeast: 50);

    [Fact]
    public void A_file_that_is_too_long_is_found()
    {
        static SourceFile File(string path, int lines) => new(path, string.Concat(Enumerable.Repeat("//\n", lines)));

        SourceFile[] files =
        [
            File("src/Infrastructure/Runs/RunRepository.cs", 250), File("src/Domain/Runs/Run.cs", 251),
            File("src/Application/Runs/GetRun.cs", 120), File("src/Application/Runs/ListRuns.cs", 121),
            File("src/Api/Runs/RunsController.cs", 150), File("src/Api/Labels/LabelsController.cs", 151),
        ];

        Assert.Equal(
            [
                "src/Domain/Runs/Run.cs has 251 lines, of 250",
                "src/Application/Runs/ListRuns.cs has 121 lines, of 120",
                "src/Api/Labels/LabelsController.cs has 151 lines, of 150",
            ],
            FilesAreShort(files).Offences);
    }

    private static Inspection FilesAreShort(IEnumerable<SourceFile> files) =>
        Inspection.Of(files, file =>
        {
            var lines = file.Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
            return lines > LimitOf(file) ? [$"{file.Path} has {lines} lines, of {LimitOf(file)}"] : [];
        });

    private static int LimitOf(SourceFile file)
    {
        if (file.Path.StartsWith("src/Application/", StringComparison.Ordinal))
            return 120;
        return file.Name.EndsWith("Controller.cs", StringComparison.Ordinal) ? 150 : 250;
    }
}
