using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Imports;

/// <summary>Reads how an import stands. Whoever may send lines may ask; and never a standby, which may not know yet.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record FindImport(Caller Caller, Guid ImportId) : IRequest<Result<ImportView>>, IAccountRequest;

internal sealed class FindImportHandler(IImportRepository imports) : IRequestHandler<FindImport, Result<ImportView>>
{
    public async Task<Result<ImportView>> Handle(FindImport request, CancellationToken cancellationToken)
    {
        var import = await imports.Get(request.Caller.AccountId, request.ImportId, cancellationToken);
        return import is null ? ImportErrors.NotFound : import;
    }
}
