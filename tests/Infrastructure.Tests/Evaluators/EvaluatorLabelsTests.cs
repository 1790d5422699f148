using RunEvaluations.Application.Evaluators;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluators;

public sealed class EvaluatorLabelsTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task An_update_replaces_the_labels()
    {
        var (kept, removed, added) = (await account.HasLabel(), await account.HasLabel(), await account.HasLabel());
        var evaluatorId = await account.HasEvaluatorFor(kept, removed);

        var updated = await Fill(evaluatorId, added, kept);

        Assert.Equal([kept, added], updated.Value.EvaluationLabelIds);
        Assert.Equal([kept, added], await Labels(evaluatorId));
    }

    [Fact]
    public async Task An_evaluator_with_a_label_that_is_not_there_is_not_made()
    {
        var (known, unknown) = (await account.HasLabel(), Account.NextId());
        var evaluator = account.AnEvaluator(known, unknown, await account.HasArchivedLabel());

        var refused = await ledger.Evaluators.Create(evaluator, default);

        AreEqual(EvaluatorErrors.LabelsNotUsable([unknown], []), refused.Error);
        Assert.Null(await ledger.Evaluators.Get(account.Id, evaluator.Id, default));
    }

    [Fact]
    public async Task An_evaluator_with_an_archived_label_is_not_made()
    {
        var archived = await account.HasArchivedLabel();
        var evaluator = account.AnEvaluator(await account.HasLabel(), archived);

        var refused = await ledger.Evaluators.Create(evaluator, default);

        AreEqual(EvaluatorErrors.LabelsNotUsable([], [archived]), refused.Error);
        Assert.Null(await ledger.Evaluators.Get(account.Id, evaluator.Id, default));
    }

    [Fact]
    public async Task An_update_to_a_label_that_is_not_usable_changes_nothing()
    {
        var (label, unknown) = (await account.HasLabel(), Account.NextId());
        var archived = await account.HasArchivedLabel();
        var evaluator = await account.Has(account.AnEvaluator(label));

        AreEqual(EvaluatorErrors.LabelsNotUsable([unknown], []), (await Fill(evaluator.Id, unknown)).Error);
        AreEqual(EvaluatorErrors.LabelsNotUsable([], [archived]), (await Fill(evaluator.Id, label, archived)).Error);

        Assert.Equal([label], await Labels(evaluator.Id));
        Assert.Equal(evaluator.Name, (await ledger.Evaluators.Get(account.Id, evaluator.Id, default))?.Name);
    }

    [Fact]
    public async Task A_label_that_is_filled_already_may_stay_though_it_was_archived()
    {
        var (archived, label) = (await account.HasLabel(), await account.HasLabel());
        var evaluatorId = await account.HasEvaluatorFor(archived);
        await ledger.Labels.Archive(account.Id, archived, Account.Now, default);

        Assert.Null((await Fill(evaluatorId, archived, label)).Error);
        Assert.Equal([archived, label], await Labels(evaluatorId));

        Assert.Null((await Fill(evaluatorId, label)).Error);
        AreEqual(EvaluatorErrors.LabelsNotUsable([], [archived]), (await Fill(evaluatorId, archived)).Error);
    }

    [Fact]
    public async Task An_evaluator_may_fill_a_hundred_labels()
    {
        var labelIds = new Guid[Evaluator.MaxLabels];
        for (var number = 0; number < labelIds.Length; number++)
            labelIds[number] = await account.HasLabel();

        Assert.Equal(labelIds, await Labels(await account.HasEvaluatorFor(labelIds)));
    }

    [Fact]
    public async Task Of_updates_at_once_the_last_one_wins_whole()
    {
        var labelIds = new Guid[8];
        for (var number = 0; number < labelIds.Length; number++)
            labelIds[number] = await account.HasLabel();
        var evaluatorId = await account.HasEvaluatorFor(labelIds[0]);

        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(labelIds.Select(labelId => Fill(evaluatorId, labelId)));
            Assert.Single(await Labels(evaluatorId));
        }
    }

    private static void AreEqual(Error expected, Error? actual)
    {
        Assert.Equal((expected.Code, expected.Message), (actual?.Code, actual?.Message));
        Assert.Equal(expected.Facts, actual?.Facts);
    }

    private Task<Result<EvaluatorView>> Fill(Guid evaluatorId, params Guid[] labelIds) =>
        ledger.Evaluators.Update(
            new EvaluatorChange(account.Ann, evaluatorId, Account.NewName(), null, labelIds, Account.Now), default);

    private async Task<IEnumerable<Guid>> Labels(Guid evaluatorId) =>
        (await ledger.Evaluators.Get(account.Id, evaluatorId, default))!.EvaluationLabelIds;
}
