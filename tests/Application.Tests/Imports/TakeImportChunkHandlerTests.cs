using NSubstitute;
using RunEvaluations.Application.Imports;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Imports;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Runs;

namespace RunEvaluations.Application.Tests.Imports;

public sealed class TakeImportChunkHandlerTests
{
    private readonly TheApplication app = new();
    private bool kept;

    public TakeImportChunkHandlerTests() =>
        app.Imports.InTransaction<Result<TakenChunk>>(default!, default!, default).ReturnsForAnyArgs(async call =>
        {
            var taken = await call.Arg<Func<Task<Result<TakenChunk>>>>()();
            kept = call.Arg<Predicate<Result<TakenChunk>>>()(taken);
            return taken;
        });

    [Fact]
    public async Task What_the_statement_refuses_is_told_among_what_was_refused_before()
    {
        var chunk = A.Chunk(Draft(1, A.Id(7)), Draft(2, A.Id(7)), Draft(4, A.Id(8))) with
        {
            Refused = [new(3, LabelErrors.NotFound), new(5, LabelErrors.Archived)],
        };
        app.Imports.Claim("acme", chunk, A.Now, A.Token).Returns(A.Import());
        app.Imports.Record(chunk.Drafts, A.Token).Returns([(2, new EvaluationTarget(false, null, true))]);
        app.Imports.Advance(default!, default!, default!, default, default).ReturnsForAnyArgs(A.Import(lines: 5));

        var taken = (await app.Send(new TakeImportChunk(A.User, chunk))).Value;

        Assert.True(kept);
        Assert.Equal(
            [(3, LabelErrors.NotFound), (4, RunErrors.NotFound), (5, LabelErrors.Archived)],
            taken.Refused.Select(r => (r.Line, r.Error)));
        Assert.Equal((2, 0), (taken.CreatedByLabel[A.Id(7)], taken.CreatedByLabel[A.Id(8)]));
        Assert.Equal(5, taken.Import.Lines);
        await app.Imports.Received(1).Advance("acme", chunk, Arg.Is<IReadOnlyList<RefusedLine>>(r => r.Count == 3), A.Now, A.Token);
    }

    [Fact]
    public async Task Lines_that_do_not_follow_are_refused_before_anything_is_recorded()
    {
        (ImportView? Import, Error Expected)[] cases =
        [
            (null, ImportErrors.NotFound),
            (A.Import(lines: 1), ImportErrors.Elsewhere(1)),
            (A.Import() with { Chain = [1, .. new byte[31]] }, ImportErrors.AnotherFile),
            (A.Import() with { Format = ImportFormat.Csv }, ImportErrors.AnotherFile),
            (A.Import() with { CompletedAt = A.Now }, ImportErrors.Completed),
        ];
        foreach (var (import, expected) in cases)
        {
            app.Imports.Claim(default!, default!, default, default).ReturnsForAnyArgs(import);

            var error = (await app.Send(new TakeImportChunk(A.User, A.Chunk(Draft(1, A.Id(7)))))).Error;

            Assert.Equal((expected.Code, expected.Message), (error?.Code, error?.Message));
            Assert.False(kept);
        }

        await app.Imports.DidNotReceiveWithAnyArgs().Record(default!, default);
        await app.Imports.DidNotReceiveWithAnyArgs().Advance(default!, default!, default!, default, default);
    }

    private static DraftedEvaluation Draft(long line, Guid label) => new(
        line,
        new Evaluation { Id = A.Id((int)line), Author = A.User, RunId = A.Id(90), LabelId = label, Value = 1, CreatedAt = A.Now },
        new byte[32]);
}
