using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Labels;

/// <summary>Archives a label: the evaluations it has stay, new ones are refused, and its name is free again.</summary>
[NeedsScope(Scope.LabelsWrite)]
public sealed record ArchiveLabel(Caller Caller, Guid LabelId) : IRequest<Result<Done>>, IUserRequest;

internal sealed class ArchiveLabelHandler(ILabelRepository labels, TimeProvider time)
    : IRequestHandler<ArchiveLabel, Result<Done>>
{
    public async Task<Result<Done>> Handle(ArchiveLabel request, CancellationToken cancellationToken)
    {
        var (accountId, id) = (request.Caller.AccountId, request.LabelId);
        return await labels.Archive(accountId, id, time.GetUtcNow(), cancellationToken)
            ? new Done()
            : LabelErrors.NotFound;
    }
}
