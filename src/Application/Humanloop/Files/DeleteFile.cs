using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Deletes a file. What was made with its versions stays, and shows them still.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record DeleteFile(Caller Caller, FileKind Kind, Guid FileId) : IRequest<Result<Done>>, IUserRequest;

internal sealed class DeleteFileHandler(IFileRepository files, TimeProvider time) : IRequestHandler<DeleteFile, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteFile request, CancellationToken cancellationToken) =>
        await files.Delete(request.Caller.AccountId, request.Kind, request.FileId, time.GetUtcNow(), cancellationToken)
            ? new Done()
            : HumanloopErrors.FileNotFound(new FileReference { FileId = request.FileId }.Words);
}
