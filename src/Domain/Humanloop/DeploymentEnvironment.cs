namespace RunEvaluations.Domain.Humanloop;

/// <summary>Where a version of a file may be deployed. Every account has the same ones.</summary>
public enum DeploymentEnvironment
{
    /// <summary>The default: its version is meant where a request names neither a version nor an environment.</summary>
    Production,

    Staging,

    Development,
}
