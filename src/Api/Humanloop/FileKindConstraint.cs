using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Api.Humanloop;

/// <summary>What a part of a path has to be to name a kind of file, in the plural: <c>prompts</c>, <c>tools</c> and so on.</summary>
internal sealed class FileKindConstraint : IRouteConstraint
{
    public const string Name = "files";

    public static readonly IReadOnlyDictionary<string, FileKind> Kinds = Enum.GetValues<FileKind>()
        .ToDictionary(kind => kind.ToString().ToLowerInvariant() + "s", StringComparer.Ordinal);

    public bool Match(
        HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string name && Kinds.ContainsKey(name);
}
