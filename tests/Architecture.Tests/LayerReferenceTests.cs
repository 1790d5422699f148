using System.Reflection;
using System.Xml.Linq;
using RunEvaluations.Architecture.Tests.Source;

namespace RunEvaluations.Architecture.Tests;

public class LayerReferenceTests
{
    private const string PlainSdk = "Microsoft.NET.Sdk";
    private const string WebSdk = "Microsoft.NET.Sdk.Web";

    /// <summary>What a project may use; no list of packages means any.</summary>
    private sealed record Allowance(string Sdk, string[]? Packages, string[] Projects);

    private static readonly Dictionary<string, Allowance> Allowances = new()
    {
        ["Domain"] = new(PlainSdk, ["MathNet.Numerics"], []),
        ["Application"] = new(
            PlainSdk,
            ["MediatR", "FluentValidation", "AutoMapper", "Microsoft.Extensions.DependencyInjection.Abstractions"],
            ["Domain"]),
        ["Infrastructure"] = new(
            PlainSdk,
            ["Dapper", "Npgsql", "Microsoft.Extensions.Hosting.Abstractions"],
            ["Domain", "Application"]),
        ["Api"] = new(WebSdk, Packages: null, ["Domain", "Application", "Infrastructure"]),
    };

    [Fact]
    public void Each_project_references_only_what_its_layer_may_use()
    {
        var projects = Checkout.Files("src", "*.csproj")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => XDocument.Parse(Checkout.Read(path)));

        Assert.Equal(Allowances.Keys.Order(), projects.Keys.Order());
        ReferencesKeepToTheLayer(projects).Passes(atLeast: 4);
    }

    [Fact]
    public void A_project_that_reaches_past_its_layer_is_found()
    {
        var bad = XDocument.Parse("""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <ItemGroup Condition="'$(Configuration)' == 'Debug'">
                <PackageReference Include="MediatR" />
                <PackageReference Include="Dapper" />
                <ProjectReference Include="../Domain/Domain.csproj" />
                <ProjectReference Include="..\Infrastructure\Infrastructure.csproj" />
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <Reference Include="Npgsql" HintPath="npgsql.dll" />
              </ItemGroup>
            </Project>
            """);

        Assert.Equal(
            [
                "Application is built with Microsoft.NET.Sdk.Web",
                "Application references the package Dapper",
                "Application references the project Infrastructure",
                "Application references the framework Microsoft.AspNetCore.App",
                "Application references the file Npgsql",
            ],
            ReferencesKeepToTheLayer(new() { ["Application"] = bad }).Offences);
    }

    [Fact]
    public void The_shared_settings_give_the_layers_nothing_but_analyzers() =>
        SharedSettingsAddAnalyzersOnly(XDocument.Parse(Checkout.Read("Directory.Build.props"))).Passes(atLeast: 1);

    [Fact]
    public void A_reference_in_the_shared_settings_is_found()
    {
        var bad = XDocument.Parse("""
            <Project>
              <ItemGroup>
                <PackageReference Include="Some.Analyzers" PrivateAssets="all" />
                <PackageReference Include="Dapper" />
                <ProjectReference Include="src/Infrastructure/Infrastructure.csproj" />
              </ItemGroup>
            </Project>
            """);

        Assert.Equal(
            ["every project gets Dapper", "every project gets src/Infrastructure/Infrastructure.csproj",
                "DisableTransitiveProjectReferences is not on"],
            SharedSettingsAddAnalyzersOnly(bad).Offences);
    }

    [Fact]
    public void The_built_domain_needs_the_base_library_and_mathematics_only() =>
        NeedsOnly(Layers.Domain, name => IsBaseLibrary(name) || name == "MathNet.Numerics").Passes(atLeast: 1);

    [Fact]
    public void The_built_application_and_infrastructure_need_nothing_of_the_web()
    {
        NeedsOnly(Layers.Application, name => !IsWeb(name)).Passes(atLeast: 4);
        NeedsOnly(Layers.Infrastructure, name => !IsWeb(name)).Passes(atLeast: 4);
    }

    [Fact]
    public void An_assembly_that_needs_more_is_found()
    {
        var these = typeof(LayerReferenceTests).Assembly;

        Assert.Contains(
            "RunEvaluations.Architecture.Tests needs Dapper",
            NeedsOnly(these, name => IsBaseLibrary(name)).Offences);
    }

    private static Inspection ReferencesKeepToTheLayer(Dictionary<string, XDocument> projects) =>
        Inspection.Of(projects, project =>
        {
            var (name, xml) = project;
            var allowed = Allowances[name];
            var sdk = xml.Root!.Attribute("Sdk")?.Value;
            var packages = Included(xml, "PackageReference").Where(p => allowed.Packages?.Contains(p) == false);
            var references = Included(xml, "ProjectReference")
                .Select(p => Path.GetFileNameWithoutExtension(p.Replace('\\', '/')))
                .Except(allowed.Projects);
            IEnumerable<string> frameworks = allowed.Sdk == WebSdk ? [] : Included(xml, "FrameworkReference");
            return (sdk == allowed.Sdk ? [] : new[] { $"{name} is built with {sdk}" })
                .Concat(packages.Select(p => $"{name} references the package {p}"))
                .Concat(references.Select(p => $"{name} references the project {p}"))
                .Concat(frameworks.Select(f => $"{name} references the framework {f}"))
                .Concat(Included(xml, "Reference").Select(f => $"{name} references the file {f}"));
        });

    private static Inspection SharedSettingsAddAnalyzersOnly(XDocument props)
    {
        var items = props.Descendants().Where(e => e.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));
        var inspection = Inspection.Of(items, item =>
            item.Name == "PackageReference" && item.Attribute("PrivateAssets")?.Value == "all"
                ? []
                : [$"every project gets {item.Attribute("Include")?.Value}"]);
        return props.Descendants("DisableTransitiveProjectReferences").Any(e => e.Value == "true")
            ? inspection
            : inspection with { Offences = [.. inspection.Offences, "DisableTransitiveProjectReferences is not on"] };
    }

    private static Inspection NeedsOnly(Assembly assembly, Func<string, bool> allowed) =>
        Inspection.Of(assembly.GetReferencedAssemblies(), needed =>
            allowed(needed.Name!) ? [] : [$"{assembly.GetName().Name} needs {needed.Name}"]);

    private static bool IsBaseLibrary(string assembly) => assembly.StartsWith("System.", StringComparison.Ordinal);

    private static bool IsWeb(string assembly) => assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);

    private static IEnumerable<string> Included(XDocument xml, string item) =>
        xml.Descendants(item).Select(e => e.Attribute("Include")?.Value).OfType<string>();
}
