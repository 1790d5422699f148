using System.Reflection;
using AutoMapper;
using RunEvaluations.Api.Hosting;
using RunEvaluations.Architecture.Tests.Samples;

namespace RunEvaluations.Architecture.Tests;

/// <summary>
/// AutoMapper 8 recurses without bound on a graph that refers to itself (GHSA-rvv3-g6hj-g44x), and whoever sends such a
/// graph ends the process. A type that cannot refer to itself cannot be such a graph.
/// </summary>
public class MappingTests
{
    /// <summary>One for each feature of the Api that maps views.</summary>
    private const int Profiles = 5;

    [Fact]
    public void The_mappings_of_the_api_are_complete() =>
        Configured(ProfilesOf(Layers.Api)).AssertConfigurationIsValid();

    [Fact]
    public void An_incomplete_mapping_is_found() =>
        Assert.Throws<AutoMapperConfigurationException>(
            () => Configured([typeof(IncompleteProfile)]).AssertConfigurationIsValid());

    [Fact]
    public void No_type_that_is_mapped_can_refer_to_itself() =>
        SourcesAreAcyclic(Configured(ProfilesOf(Layers.Api))).Passes(atLeast: Profiles);

    [Fact]
    public void Every_profile_of_the_api_maps_something() =>
        ProfilesMapSomething([.. ProfilesOf(Layers.Api)]).Passes(atLeast: Profiles);

    [Fact]
    public void A_profile_that_maps_nothing_is_found() =>
        Assert.Equal(
            ["IdleProfile maps nothing"],
            ProfilesMapSomething([typeof(LeafProfile), typeof(IdleProfile)]).Offences);

    [Fact]
    public void A_mapped_type_that_can_refer_to_itself_is_found() =>
        Assert.Equal(
            ["Chicken: Chicken > Egg > Chicken", "Holder: Tree > Tree", "Tree: Tree > Tree"],
            SourcesAreAcyclic(Configured([typeof(LeafProfile), typeof(CyclicProfile)]))
                .Offences.Order(StringComparer.Ordinal));

    private static IEnumerable<Type> ProfilesOf(Assembly assembly) =>
        Layers.TypesOf(assembly).Where(type => !type.IsAbstract && type.BaseType == typeof(Profile));

    private static MapperConfiguration Configured(IEnumerable<Type> profiles)
    {
        var mappings = new RecordMappings();
        foreach (var profile in profiles)
            mappings.AddProfile(profile);
        return new(mappings);
    }

    private static Inspection ProfilesMapSomething(IReadOnlyList<Type> profiles)
    {
        var mapping = Configured(profiles).GetAllTypeMaps().Select(map => map.Profile.Name).ToHashSet();
        return Inspection.Of(profiles, profile =>
            mapping.Contains(profile.FullName!) ? [] : [$"{profile.Name} maps nothing"]);
    }

    private static Inspection SourcesAreAcyclic(IConfigurationProvider configuration) =>
        Inspection.Of(configuration.GetAllTypeMaps(), map =>
            CycleFrom([map.SourceType]) is { } cycle
                ? [$"{map.SourceType.Name}: {string.Join(" > ", cycle.Select(type => type.Name))}"]
                : []);

    private static IEnumerable<Type>? CycleFrom(IReadOnlyList<Type> path)
    {
        if (path.SkipLast(1).Contains(path[^1]))
            return path.SkipWhile(type => type != path[^1]);
        return path[^1].GetProperties()
            .SelectMany(property => OwnTypesIn(property.PropertyType))
            .Select(next => CycleFrom([.. path, next]))
            .FirstOrDefault(cycle => cycle is not null);
    }

    /// <summary>The types of ours that a value may hold: itself, its elements, what its type arguments are.</summary>
    private static IEnumerable<Type> OwnTypesIn(Type type)
    {
        if (type.HasElementType)
            return OwnTypesIn(type.GetElementType()!);
        var arguments = type.GetGenericArguments().SelectMany(OwnTypesIn);
        var isOurs = type.Namespace?.StartsWith("RunEvaluations.", StringComparison.Ordinal) == true;
        return isOurs ? arguments.Append(type) : arguments;
    }
}
