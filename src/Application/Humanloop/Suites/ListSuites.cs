using MediatR;
using RunEvaluations.Application.Humanloop.Files;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Humanloop.Suites;

/// <summary>Lists the suites of a file page by page, the latest first.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ListSuites(Caller Caller, Guid FileId, PageWanted Page)
    : IRequest<Result<PageOf<SuiteView>>>, IReadRequest;

internal sealed class ListSuitesHandler(ISuiteRepository suites, IFileRepository files, SuiteReading reading)
    : IRequestHandler<ListSuites, Result<PageOf<SuiteView>>>
{
    public async Task<Result<PageOf<SuiteView>>> Handle(ListSuites request, CancellationToken cancellationToken)
    {
        var (account, reference) = (request.Caller.AccountId, new FileReference { FileId = request.FileId });
        if (await files.Find(account, reference, cancellationToken) is null)
            return HumanloopErrors.FileNotFound(reference.Words);
        var page = await suites.List(account, request.FileId, request.Page, cancellationToken);
        return new PageOf<SuiteView>(
            await reading.Views(account, page.Records, cancellationToken), page.Wanted, page.Total);
    }
}
