using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Deletes a version of a file that has others. What was made with it stays, and shows it still.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record DeleteVersion(Caller Caller, FileKind Kind, Guid FileId, Guid VersionId)
    : IRequest<Result<Done>>, IUserRequest;

internal sealed class DeleteVersionHandler(IFileRepository files, TimeProvider time)
    : IRequestHandler<DeleteVersion, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteVersion request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        var reference = new FileReference { FileId = request.FileId, VersionId = request.VersionId, Kind = request.Kind };
        return await files.Find(account, reference, cancellationToken) is null
            ? HumanloopErrors.FileNotFound(reference.Words)
            : await files.DeleteVersion(account, request.FileId, request.VersionId, time.GetUtcNow(), cancellationToken);
    }
}
