using FluentValidation;
using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>
/// Reads the account's evaluations, of all its runs or of one, by run and in the order of creation: as a stream, as of one
/// moment.
/// </summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record ExportEvaluations(Caller Caller, Guid? RunId = null)
    : IRequest<Result<EvaluationList>>, IReadRequest, IFilteredRequest
{
    public EvaluationFilter Filter { get; init; } = new();
}

internal sealed class ExportEvaluationsValidator : AbstractValidator<ExportEvaluations>
{
    public ExportEvaluationsValidator(TimeProvider time) => this.AddFilterRules(time);
}

internal sealed class ExportEvaluationsHandler(IEvaluationLists lists)
    : IRequestHandler<ExportEvaluations, Result<EvaluationList>>
{
    public async Task<Result<EvaluationList>> Handle(ExportEvaluations request, CancellationToken cancellationToken)
    {
        var (accountId, runId, filter) = (request.Caller.AccountId, request.RunId, request.Filter);
        return new EvaluationList(await lists.OfAccount(accountId, runId, filter, cancellationToken), Next: null);
    }
}
