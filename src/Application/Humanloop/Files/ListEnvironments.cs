using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Lists the environments with the versions of a file that they have.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListEnvironments(Caller Caller, FileKind Kind, Guid FileId)
    : IRequest<Result<IReadOnlyList<FileEnvironmentView>>>, IReadRequest;

internal sealed class ListEnvironmentsHandler(IFileRepository files, IDeploymentRepository deployments)
    : IRequestHandler<ListEnvironments, Result<IReadOnlyList<FileEnvironmentView>>>
{
    public async Task<Result<IReadOnlyList<FileEnvironmentView>>> Handle(
        ListEnvironments request, CancellationToken cancellationToken)
    {
        var (account, reference) = (request.Caller.AccountId, new FileReference { FileId = request.FileId, Kind = request.Kind });
        if (await files.Find(account, reference, cancellationToken) is not { } file)
            return HumanloopErrors.FileNotFound(reference.Words);
        var deployed = await deployments.List(account, request.FileId, cancellationToken);
        var versions = await files.Versions(account, deployed.Select(d => d.VersionId), cancellationToken);
        return Result<IReadOnlyList<FileEnvironmentView>>.Ok(
        [
            .. from environment in Enum.GetValues<DeploymentEnvironment>()
               let found = deployed.FirstOrDefault(d => d.Environment == environment)
               select new FileEnvironmentView(
                   environment, found?.DeployedAt ?? file.CreatedAt, found is null ? null : versions[found.VersionId]),
        ]);
    }
}
