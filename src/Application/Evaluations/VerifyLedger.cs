using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Evaluations;

/// <summary>Walks the ledger of the caller's account and looks for the first entry that does not fit.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record VerifyLedger(Caller Caller) : IRequest<Result<LedgerVerdict>>, IUserRequest;

/// <summary>How many evaluations and entries were read, up to and with the fault if there is one.</summary>
public sealed record LedgerVerdict(long Evaluations, long Entries, LedgerFault? Fault);

internal sealed class VerifyLedgerHandler(IEvaluationHistory history)
    : IRequestHandler<VerifyLedger, Result<LedgerVerdict>>
{
    public async Task<Result<LedgerVerdict>> Handle(VerifyLedger request, CancellationToken cancellationToken)
    {
        var (evaluations, entries) = (0L, 0L);
        await foreach (var evaluation in history.Ledger(request.Caller.AccountId, cancellationToken))
        {
            evaluations++;
            entries += evaluation.Entries.Count;
            if (evaluation.FirstFault() is { } fault)
                return new LedgerVerdict(evaluations, entries, fault);
        }

        return new LedgerVerdict(evaluations, entries, null);
    }
}
