using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Api.Humanloop.Input;

/// <summary>Environments by their names, and by their ids: the same ones for everybody.</summary>
internal static class EnvironmentNames
{
    private const string Prefix = "env_";

    public static string Of(DeploymentEnvironment environment) => environment.ToString().ToLowerInvariant();

    public static string IdOf(DeploymentEnvironment environment) => Prefix + Of(environment);

    /// <summary>Null where none has the name.</summary>
    public static DeploymentEnvironment? Read(string name) =>
        Enum.GetValues<DeploymentEnvironment>().Cast<DeploymentEnvironment?>().FirstOrDefault(e => Of(e!.Value) == name);

    /// <summary>Null where none has the id.</summary>
    public static DeploymentEnvironment? ReadId(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) ? Read(id[Prefix.Length..]) : null;
}
