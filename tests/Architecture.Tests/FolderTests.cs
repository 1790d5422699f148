using Microsoft.CodeAnalysis.CSharp.Syntax;
using RunEvaluations.Architecture.Tests.Source;

namespace RunEvaluations.Architecture.Tests;

public class FolderTests
{
    private static readonly string[] Features = ["Evaluations", "Labels", "Runs", "Evaluators", "ApiKeys", "Imports", "Humanloop", "Statistics"];

    private static readonly string[] LayersWithFeatures = ["Domain", "Application", "Infrastructure", "Api"];

    [Fact]
    public void Each_feature_has_the_same_folder_in_every_layer() =>
        FeaturesAreInEveryLayer(Checkout.Sources("src")).Passes(atLeast: 20);

    [Fact]
    public void A_feature_that_a_layer_lacks_or_calls_otherwise_is_found()
    {
        var files = from layer in LayersWithFeatures
                    from feature in Features
                    let folder = layer == "Domain" && feature == "Labels" ? "Label" : feature
                    select new SourceFile($"src/{layer}/{folder}/Thing.cs", "");

        Assert.Equal(["src/Domain/Labels is not there"], FeaturesAreInEveryLayer(files).Offences);
    }

    [Fact]
    public void Namespaces_follow_folders() => NamespacesFollowFolders(Checkout.Sources("src")).Passes(atLeast: 50);

    [Fact]
    public void A_namespace_that_is_not_its_folder_is_found()
    {
        SourceFile[] bad =
        [
            new("src/Api/Program.cs", "return 0;"),
            new("src/Domain/Runs/Run.cs", "namespace RunEvaluations.Domain.Runs; class Run;"),
            new("src/Domain/Runs/Status.cs", "namespace RunEvaluations.Domain; enum Status { }"),
            new("src/Domain/Runs/Nowhere.cs", "class Nowhere;"),
        ];

        Assert.Equal(
            ["src/Domain/Runs/Status.cs is in RunEvaluations.Domain", "src/Domain/Runs/Nowhere.cs is in no namespace"],
            NamespacesFollowFolders(bad).Offences);
    }

    private static Inspection FeaturesAreInEveryLayer(IEnumerable<SourceFile> files)
    {
        var folders = files.Select(file => file.Folder).ToHashSet();
        var expected = LayersWithFeatures.SelectMany(layer => Features.Select(feature => $"src/{layer}/{feature}"));
        return Inspection.Of(expected, folder => folders.Contains(folder) ? [] : [$"{folder} is not there"]);
    }

    /// <summary>Program.cs has statements instead of a namespace.</summary>
    private static Inspection NamespacesFollowFolders(IEnumerable<SourceFile> files) =>
        Inspection.Of(files.Where(file => file.Path != "src/Api/Program.cs"), file =>
        {
            var expected = $"RunEvaluations{file.Folder["src".Length..].Replace('/', '.')}";
            var declared = file.Root.DescendantNodes()
                .OfType<BaseNamespaceDeclarationSyntax>()
                .Select(n => n.Name.ToString())
                .DefaultIfEmpty("no namespace");
            return declared.Where(name => name != expected).Select(name => $"{file.Path} is in {name}");
        });
}
