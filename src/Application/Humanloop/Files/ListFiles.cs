using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Lists files page by page, each with the version that is meant where none is named.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListFiles(Caller Caller, FileFilter Filter) : IRequest<Result<PageOf<FileView>>>, IReadRequest;

internal sealed class ListFilesHandler(IFileRepository files) : IRequestHandler<ListFiles, Result<PageOf<FileView>>>
{
    public async Task<Result<PageOf<FileView>>> Handle(ListFiles request, CancellationToken cancellationToken) =>
        await files.List(request.Filter with { AccountId = request.Caller.AccountId }, cancellationToken);
}
