using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Labels;

/// <summary>Reads one label, archived or not.</summary>
[NeedsScope(Scope.EvaluationsRead)]
public sealed record GetLabel(Caller Caller, Guid LabelId) : IRequest<Result<LabelView>>, IReadRequest;

internal sealed class GetLabelHandler(ILabelRepository labels) : IRequestHandler<GetLabel, Result<LabelView>>
{
    public async Task<Result<LabelView>> Handle(GetLabel request, CancellationToken cancellationToken)
    {
        var label = await labels.Get(request.Caller.AccountId, request.LabelId, cancellationToken);
        return label is null ? LabelErrors.NotFound : label;
    }
}
