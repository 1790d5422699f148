using RunEvaluations.Application.Evaluators;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluators;

/// <summary>Within an account, an evaluator that is not archived has its name to itself.</summary>
public sealed class EvaluatorNameTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task A_name_is_taken_once()
    {
        var labelId = await account.HasLabel();
        await account.Has(Named("judge", labelId));

        var again = await ledger.Evaluators.Create(Named("judge", labelId), default);

        Assert.Equal(EvaluatorErrors.NameTaken, again.Error);
        Assert.Single(await ledger.Evaluators.List(account.Id, true, null, 10, default));
    }

    [Fact]
    public async Task A_name_is_free_again_once_its_evaluator_is_archived()
    {
        var labelId = await account.HasLabel();
        var evaluator = await account.Has(Named("judge", labelId));
        await ledger.Evaluators.Archive(account.Id, evaluator.Id, Account.Now, default);

        var next = await account.Has(Named("judge", labelId));

        await ledger.Evaluators.Archive(account.Id, next.Id, Account.Now, default);
        Assert.Equal(2, (await ledger.Evaluators.List(account.Id, true, null, 10, default)).Count);
    }

    [Fact]
    public async Task An_evaluator_is_not_renamed_to_a_name_that_is_taken_and_keeps_its_labels()
    {
        var labelId = await account.HasLabel();
        await account.Has(Named("judge", labelId));
        var evaluator = await account.Has(Named("reviewer", labelId));

        var refused = await Rename(evaluator, "judge", await account.HasLabel());

        Assert.Equal(EvaluatorErrors.NameTaken, refused.Error);
        var kept = await ledger.Evaluators.Get(account.Id, evaluator.Id, default);
        Assert.Equal("reviewer", kept!.Name);
        Assert.Equal([labelId], kept.EvaluationLabelIds);
        Assert.Null((await Rename(evaluator, "reviewer", labelId)).Error);
    }

    [Fact]
    public async Task Of_eight_who_take_one_name_at_once_one_gets_it()
    {
        var labelId = await account.HasLabel();

        var attempts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => ledger.Evaluators.Create(Named("judge", labelId), default)));

        Assert.Single(attempts, attempt => attempt.Error is null);
        Assert.Equal(7, attempts.Count(attempt => attempt.Error == EvaluatorErrors.NameTaken));
        Assert.Single(await ledger.Evaluators.List(account.Id, true, null, 10, default));
    }

    private Evaluator Named(string name, Guid labelId) => account.AnEvaluator(labelId) with { Name = name };

    private Task<Result<EvaluatorView>> Rename(EvaluatorView evaluator, string name, Guid labelId) =>
        ledger.Evaluators.Update(
            new EvaluatorChange(account.Ann, evaluator.Id, name, null, [labelId], Account.Now), default);
}
