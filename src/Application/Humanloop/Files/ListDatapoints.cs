using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Files;

/// <summary>Lists the datapoints of a version of a dataset page by page, in their order.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListDatapoints(Caller Caller, FileReference Reference, PageWanted Page)
    : IRequest<Result<PageOf<DatapointView>>>, IReadRequest;

internal sealed class ListDatapointsHandler(IFileRepository files, IDatasetRepository datasets)
    : IRequestHandler<ListDatapoints, Result<PageOf<DatapointView>>>
{
    public async Task<Result<PageOf<DatapointView>>> Handle(ListDatapoints request, CancellationToken cancellationToken)
    {
        var account = request.Caller.AccountId;
        if (await files.Find(account, request.Reference, cancellationToken) is not { Datapoints: { } total } dataset)
            return HumanloopErrors.FileNotFound(request.Reference.Words);
        var page = await datasets.List(account, dataset.VersionId, request.Page.Skip, request.Page.Size, cancellationToken);
        return new PageOf<DatapointView>(page, request.Page, total);
    }
}
