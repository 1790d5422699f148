using System.Reflection;

namespace RunEvaluations.Architecture.Tests;

/// <summary>The assemblies of the layers, by name: a marker type that moves would silently bring another one.</summary>
internal static class Layers
{
    public static readonly Assembly Domain = Assembly.Load("RunEvaluations.Domain");
    public static readonly Assembly Application = Assembly.Load("RunEvaluations.Application");
    public static readonly Assembly Infrastructure = Assembly.Load("RunEvaluations.Infrastructure");
    public static readonly Assembly Api = Assembly.Load("RunEvaluations.Api");

    public static IEnumerable<Type> AllTypes =>
        new[] { Domain, Application, Infrastructure, Api }.SelectMany(TypesOf);

    /// <summary>Types that somebody wrote: not those that the compiler or a source generator adds.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) =>
        from type in assembly.GetTypes()
        where !type.FullName!.Contains('<', StringComparison.Ordinal)
        where type.Namespace is null || type.Namespace.StartsWith("RunEvaluations.", StringComparison.Ordinal)
        select type;
}
