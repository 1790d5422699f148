using FluentValidation;
using MediatR;
using RunEvaluations.Application.Paging;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Imports;

/// <summary>Lists the refused lines of an import in their order, page by page.</summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record FindRefusedLines(Caller Caller, Guid ImportId, int? Limit, string? After)
    : IRequest<Result<Page<RefusedLine>>>, IAccountRequest;

internal sealed class FindRefusedLinesValidator : AbstractValidator<FindRefusedLines>
{
    public FindRefusedLinesValidator()
    {
        RuleFor(q => q.Limit).IsLimit();
        RuleFor(q => q.After).IsLineCursor();
    }
}

internal sealed class FindRefusedLinesHandler(IImportRepository imports)
    : IRequestHandler<FindRefusedLines, Result<Page<RefusedLine>>>
{
    public async Task<Result<Page<RefusedLine>>> Handle(FindRefusedLines request, CancellationToken cancellationToken)
    {
        var (account, limit) = (request.Caller.AccountId, request.Limit ?? Page<RefusedLine>.DefaultLimit);
        if (await imports.Get(account, request.ImportId, cancellationToken) is null)
            return ImportErrors.NotFound;

        var after = Cursor.ReadLine(request.After) ?? 0;
        var rows = await imports.Refusals(account, request.ImportId, after, limit + 1, cancellationToken);
        return Page<RefusedLine>.Of(rows, limit, r => Cursor.Of(r.Line));
    }
}
