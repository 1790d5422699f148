using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Gives an environment a version of a file, in place of the one that it has.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record DeployVersion(
    Caller Caller, FileKind Kind, Guid FileId, Guid VersionId, DeploymentEnvironment Environment)
    : IRequest<Result<FileView>>, IUserRequest;

internal sealed class DeployVersionHandler(IFileRepository files, IDeploymentRepository deployments, TimeProvider time)
    : IRequestHandler<DeployVersion, Result<FileView>>
{
    public async Task<Result<FileView>> Handle(DeployVersion request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        var reference = new FileReference { FileId = request.FileId, VersionId = request.VersionId, Kind = request.Kind };
        if (await files.Find(account, reference, cancellationToken) is null)
            return HumanloopErrors.FileNotFound(reference.Words);
        await deployments.Deploy(
            request.Caller, request.FileId, request.VersionId, request.Environment, time.GetUtcNow(), cancellationToken);
        return await files.Find(account, reference, cancellationToken) is { } deployed
            ? deployed
            : HumanloopErrors.FileNotFound(reference.Words);
    }
}
