using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Lists all versions of a file, the latest first.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListVersions(Caller Caller, FileKind Kind, Guid FileId)
    : IRequest<Result<IReadOnlyList<FileView>>>, IReadRequest;

internal sealed class ListVersionsHandler(IFileRepository files)
    : IRequestHandler<ListVersions, Result<IReadOnlyList<FileView>>>
{
    public async Task<Result<IReadOnlyList<FileView>>> Handle(ListVersions request, CancellationToken cancellationToken) =>
        await files.Versions(request.Caller.AccountId, request.Kind, request.FileId, cancellationToken) is { } versions
            ? Result<IReadOnlyList<FileView>>.Ok(versions)
            : HumanloopErrors.FileNotFound(new FileReference { FileId = request.FileId }.Words);
}
