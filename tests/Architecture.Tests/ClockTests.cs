using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RunEvaluations.Architecture.Tests.Source;

namespace RunEvaluations.Architecture.Tests;

/// <summary>An analyzer bans the static clock and random ids. These tests hold that it is there and not off.</summary>
public partial class ClockTests
{
    private static readonly string[] Banned =
    [
        "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTime.Today", "P:System.DateTimeOffset.Now",
        "P:System.DateTimeOffset.UtcNow", "M:System.Guid.NewGuid", "M:System.Guid.CreateVersion7",
        "M:System.Guid.CreateVersion7(System.DateTimeOffset)",
    ];

    [Fact]
    public void The_static_clock_and_random_ids_are_banned() =>
        ListsTheBanned(Checkout.Read("BannedSymbols.txt")).Passes(atLeast: 8);

    [Fact]
    public void A_list_that_misses_one_or_names_nothing_is_found()
    {
        var bad = string.Join('\n', Banned.Skip(1).Append("P:System.DateTime.Tomorrow;Wait for it"));

        Assert.Equal(
            ["P:System.DateTime.Now is not banned", "P:System.DateTime.Tomorrow is no symbol"],
            ListsTheBanned(bad).Offences);
    }

    [Fact]
    public void The_analyzer_reads_the_list_in_every_project() =>
        GivesTheListToTheAnalyzer(XDocument.Parse(Checkout.Read("Directory.Build.props"))).Passes(atLeast: 2);

    [Fact]
    public void A_build_without_the_analyzer_or_its_list_is_found() =>
        Assert.Equal(
            ["AdditionalFiles lacks $(MSBuildThisFileDirectory)BannedSymbols.txt",
                "PackageReference lacks Microsoft.CodeAnalysis.BannedApiAnalyzers"],
            GivesTheListToTheAnalyzer(XDocument.Parse("<Project><ItemGroup /></Project>")).Offences);

    [Fact]
    public void Nothing_switches_the_ban_off()
    {
        string[] paths =
        [
            .. Checkout.Files("src", "*.cs"), .. Checkout.Files("src", "*.csproj"),
            .. Checkout.Files("src", "Directory.Build.*"), .. Checkout.Files("src", ".editorconfig"),
            "Directory.Build.props", ".editorconfig",
        ];
        NothingNamesTheBan(paths.Select(path => (path, Checkout.Read(path)))).Passes(atLeast: 50);
    }

    [Fact]
    public void A_file_that_switches_the_ban_off_is_found() =>
        Assert.Equal(
            ["Clock.cs", "Api.csproj", ".editorconfig"],
            NothingNamesTheBan(
            [
                ("Clock.cs", "#pragma warning disable RS0030 // only once"),
                ("Ids.cs", "#pragma warning disable CA1848"),
                ("Api.csproj", "<NoWarn>$(NoWarn);RS0030</NoWarn>"),
                (".editorconfig", "dotnet_diagnostic.RS0030.severity = none"),
            ]).Offences);

    private static Inspection ListsTheBanned(string list)
    {
        var lines = list.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var listed = lines.Select(line => line.Split(';')[0].Trim()).ToList();

        // The analyzer passes over what it cannot find, so that a slip of the pen bans nothing.
        var library = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        var compilation = CSharpCompilation.Create("BannedSymbols", references: [library]);
        return Inspection.Of(Banned.Union(listed), id =>
        {
            if (!listed.Contains(id))
                return [$"{id} is not banned"];
            var symbol = DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation);
            return symbol is null ? [$"{id} is no symbol"] : [];
        });
    }

    private static Inspection GivesTheListToTheAnalyzer(XDocument props)
    {
        (string Item, string Include)[] needed =
        [
            ("AdditionalFiles", "$(MSBuildThisFileDirectory)BannedSymbols.txt"),
            ("PackageReference", "Microsoft.CodeAnalysis.BannedApiAnalyzers"),
        ];
        return Inspection.Of(needed, line =>
            props.Root!.Elements("ItemGroup")
                .Elements(line.Item)
                .Any(item => item.Attribute("Include")?.Value == line.Include)
                ? []
                : [$"{line.Item} lacks {line.Include}"]);
    }

    private static Inspection NothingNamesTheBan(IEnumerable<(string Path, string Text)> files) =>
        Inspection.Of(files, file => Switch().IsMatch(file.Text) ? [file.Path] : []);

    // There is no good reason to name the rule, and many ways of switching it off.
    [GeneratedRegex(@"\bRS003[01]\b")]
    private static partial Regex Switch();
}
