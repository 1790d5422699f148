using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Which versions of files the environments have.</summary>
public interface IDeploymentRepository
{
    Task Deploy(
        Caller by,
        Guid fileId,
        Guid versionId,
        DeploymentEnvironment environment,
        DateTimeOffset at,
        CancellationToken cancellationToken);

    Task Withdraw(
        string accountId, Guid fileId, DeploymentEnvironment environment, CancellationToken cancellationToken);

    Task<IReadOnlyList<DeploymentView>> List(string accountId, Guid fileId, CancellationToken cancellationToken);
}

public sealed record DeploymentView(DeploymentEnvironment Environment, Guid VersionId, DateTimeOffset DeployedAt);
