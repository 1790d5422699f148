using RunEvaluations.Architecture.Tests.Source;

namespace RunEvaluations.Architecture.Tests;

/// <summary>Whoever reads the core does not meet Humanloop's API.</summary>
public class DialectTests
{
    /// <summary>Where it is put together with the rest, and where runs are deleted that its Logs are.</summary>
    private static readonly string[] Known =
    [
        "src/Api/Hosting/ServiceHost.cs",
        "src/Application/ApplicationRegistration.cs",
        "src/Infrastructure/Database/Accounts/OldRuns.cs",
        "src/Infrastructure/InfrastructureRegistration.cs",
    ];

    [Fact]
    public void Only_its_own_folders_speak_of_humanloop() => Elsewhere(Checkout.Sources("src")).Passes(atLeast: 200);

    [Fact]
    public void A_file_elsewhere_that_does_is_found()
    {
        SourceFile[] files =
        [
            new("src/Domain/Humanloop/Fine.cs", "namespace RunEvaluations.Domain.Humanloop;"),
            new("src/Api/Hosting/ServiceHost.cs", "using RunEvaluations.Api.Humanloop;"),
            new("src/Domain/Runs/Run.cs", "// A Log of Humanloop"),
        ];

        Assert.Equal(["src/Domain/Runs/Run.cs speaks of Humanloop"], Elsewhere(files).Offences);
    }

    private static Inspection Elsewhere(IEnumerable<SourceFile> files) =>
        Inspection.Of(files, file =>
            $"{file.Folder}/".Contains("/Humanloop/", StringComparison.Ordinal)
            || Known.Contains(file.Path)
            || !file.Text.Contains("Humanloop", StringComparison.Ordinal)
                ? []
                : [$"{file.Path} speaks of Humanloop"]);
}
