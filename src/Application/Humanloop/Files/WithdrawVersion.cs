using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Takes its version of a file from an environment. Doing it once more changes nothing.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record WithdrawVersion(Caller Caller, FileKind Kind, Guid FileId, DeploymentEnvironment Environment)
    : IRequest<Result<Done>>, IUserRequest;

internal sealed class WithdrawVersionHandler(IFileRepository files, IDeploymentRepository deployments)
    : IRequestHandler<WithdrawVersion, Result<Done>>
{
    public async Task<Result<Done>> Handle(WithdrawVersion request, CancellationToken cancellationToken)
    {
        var (account, reference) = (request.Caller.AccountId, new FileReference { FileId = request.FileId, Kind = request.Kind });
        if (await files.Find(account, reference, cancellationToken) is null)
            return HumanloopErrors.FileNotFound(reference.Words);
        await deployments.Withdraw(account, request.FileId, request.Environment, cancellationToken);
        return new Done();
    }
}
