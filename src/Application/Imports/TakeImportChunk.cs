using System.Diagnostics;
using MediatR;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Imports;

/// <summary>
/// Takes the next lines of an import: its evaluations, its refusals and how far it has come are one transaction, so that a
/// line is taken once, whatever is cut.
/// </summary>
[NeedsScope(Scope.EvaluationsWrite)]
public sealed record TakeImportChunk(Caller Caller, ImportChunk Chunk) : IRequest<Result<TakenChunk>>, IAccountRequest;

/// <summary>The import after a chunk, and what became of its lines.</summary>
/// <param name="Import">As it now stands.</param>
/// <param name="Refused">The lines of the chunk that were refused, in their order.</param>
/// <param name="CreatedByLabel">How many evaluations were recorded with each label.</param>
public sealed record TakenChunk(
    ImportView Import, IReadOnlyList<RefusedLine> Refused, IReadOnlyDictionary<Guid, int> CreatedByLabel);

internal sealed class TakeImportChunkHandler(IImportRepository imports, TimeProvider time)
    : IRequestHandler<TakeImportChunk, Result<TakenChunk>>
{
    public Task<Result<TakenChunk>> Handle(TakeImportChunk request, CancellationToken cancellationToken) =>
        imports.InTransaction(
            () => Take(request.Caller.AccountId, request.Chunk, cancellationToken),
            taken => taken.Error is null,
            cancellationToken);

    private async Task<Result<TakenChunk>> Take(
        string accountId, ImportChunk chunk, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var import = await imports.Claim(accountId, chunk, at, cancellationToken);
        if (import is null)
            return ImportErrors.NotFound;
        if (import.RefusalToContinue(chunk.Format, chunk.From) is { } refusal)
            return refusal;

        var created = chunk.Drafts.CountBy(d => d.Evaluation.LabelId).ToDictionary();
        List<RefusedLine> refused = [.. chunk.Refused];
        if (chunk.Drafts.Count > 0)
        {
            foreach (var (place, target) in await imports.Record(chunk.Drafts, cancellationToken))
            {
                var (line, evaluation, _) = chunk.Drafts[place];
                created[evaluation.LabelId]--;
                refused.Add(new(line, target.RefusalToCreate(evaluation.Value)
                    ?? throw new UnreachableException("The statement refused an evaluation that the rules allow.")));
            }

            refused.Sort((one, other) => one.Line.CompareTo(other.Line));
        }

        return new TakenChunk(await imports.Advance(accountId, chunk, refused, at, cancellationToken), refused, created);
    }
}
