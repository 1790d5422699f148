using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Reads a version of a file, named by its id or its path.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetFile(Caller Caller, FileReference Reference, bool IncludeDatapoints)
    : IRequest<Result<FileDetail>>, IReadRequest;

internal sealed class GetFileHandler(IFileRepository files, IDatasetRepository datasets)
    : IRequestHandler<GetFile, Result<FileDetail>>
{
    public async Task<Result<FileDetail>> Handle(GetFile request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await files.Find(account, request.Reference, cancellationToken) is not { } file)
            return HumanloopErrors.FileNotFound(request.Reference.Words);
        return new FileDetail(
            file,
            request.IncludeDatapoints && file.Datapoints is { } count
                ? await datasets.List(account, file.VersionId, skip: 0, count, cancellationToken)
                : null);
    }
}
