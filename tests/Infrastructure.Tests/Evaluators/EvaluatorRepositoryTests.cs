using RunEvaluations.Application.Evaluators;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Evaluators;

public sealed class EvaluatorRepositoryTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly DateTimeOffset Later = Account.Now.AddDays(1);

    private readonly Account account = ledger.NewAccount();

    [Theory]
    [InlineData(EvaluatorKind.Human, "Reads \"it\"\nall")]
    [InlineData(EvaluatorKind.Llm, null)]
    [InlineData(EvaluatorKind.Code, "")]
    public async Task What_is_given_is_answered_and_kept(EvaluatorKind kind, string? description)
    {
        Guid[] labelIds = [await account.HasLabel(), await account.HasLabel()];
        var evaluator = account.AnEvaluator([.. labelIds.Reverse()]) with { Kind = kind, Description = description };

        var written = (await ledger.Evaluators.Create(evaluator, default)).Value;

        var expected = new EvaluatorView
        {
            Id = evaluator.Id,
            AccountId = account.Id,
            Name = evaluator.Name,
            Description = description,
            Kind = kind,
            EvaluationLabelIds = labelIds,
            CreatedBy = "ann",
            CreatedAt = Account.Now,
        };
        AreEqual(expected, written);
        AreEqual(expected, await ledger.Evaluators.Get(account.Id, evaluator.Id, default));
        AreEqual(expected, Assert.Single(await ledger.Evaluators.List(account.Id, true, null, 10, default)));
    }

    [Fact]
    public async Task An_update_replaces_name_and_description_and_notes_who_made_it()
    {
        var labelId = await account.HasLabel();
        var evaluator = await account.Has(account.AnEvaluator(labelId) with { Description = "old" });
        var change = new EvaluatorChange(account.Bob, evaluator.Id, Account.NewName(), null, [labelId], Later);

        var updated = (await ledger.Evaluators.Update(change, default)).Value;

        AreEqual(
            evaluator with { Name = change.Name, Description = null, UpdatedBy = "bob", UpdatedAt = Later }, updated);
        AreEqual(updated, await ledger.Evaluators.Get(account.Id, evaluator.Id, default));
    }

    [Fact]
    public async Task An_archived_evaluator_is_not_updated()
    {
        var labelId = await account.HasLabel();
        var evaluator = await account.Has(account.AnEvaluator(labelId));
        await ledger.Evaluators.Archive(account.Id, evaluator.Id, Later, default);
        var change = new EvaluatorChange(account.Bob, evaluator.Id, "new", "new", [Account.NextId()], Later);

        var refused = await ledger.Evaluators.Update(change, default);

        Assert.Equal(EvaluatorErrors.Archived, refused.Error);
        AreEqual(
            evaluator with { ArchivedAt = Later }, await ledger.Evaluators.Get(account.Id, evaluator.Id, default));
    }

    [Fact]
    public async Task Archiving_twice_keeps_the_first_time()
    {
        var evaluatorId = await account.HasEvaluatorFor(await account.HasLabel());
        Assert.True(await ledger.Evaluators.IsActive(account.Id, evaluatorId, default));

        Assert.True(await ledger.Evaluators.Archive(account.Id, evaluatorId, Account.Now, default));
        Assert.True(await ledger.Evaluators.Archive(account.Id, evaluatorId, Later, default));

        Assert.Equal(Account.Now, (await ledger.Evaluators.Get(account.Id, evaluatorId, default))?.ArchivedAt);
        Assert.False(await ledger.Evaluators.IsActive(account.Id, evaluatorId, default));
    }

    [Fact]
    public async Task An_evaluator_that_is_not_there_is_told()
    {
        var id = Account.NextId();
        var change = new EvaluatorChange(account.Ann, id, "new", null, [await account.HasLabel()], Later);

        Assert.Null(await ledger.Evaluators.Get(account.Id, id, default));
        Assert.False(await ledger.Evaluators.IsActive(account.Id, id, default));
        Assert.False(await ledger.Evaluators.Archive(account.Id, id, Later, default));
        Assert.Equal(EvaluatorErrors.NotFound, (await ledger.Evaluators.Update(change, default)).Error);
    }

    [Fact]
    public async Task Evaluators_are_listed_in_the_order_of_creation_page_by_page_with_the_archived_only_if_asked_for()
    {
        var labelId = await account.HasLabel();
        var ids = new Guid[4];
        for (var number = 0; number < ids.Length; number++)
            ids[number] = await account.HasEvaluatorFor(labelId);
        await ledger.Evaluators.Archive(account.Id, ids[1], Later, default);

        Assert.Equal(ids, await List(true, null, 10));
        Assert.Equal([ids[0], ids[2], ids[3]], await List(false, null, 10));
        Assert.Equal([ids[0], ids[2]], await List(false, null, 2));
        Assert.Equal([ids[3]], await List(false, ids[2], 2));
        Assert.Equal(ids[1..3], await List(true, ids[0], 2));
        Assert.Empty(await List(true, ids[3], 2));
    }

    private static void AreEqual(EvaluatorView expected, EvaluatorView? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.EvaluationLabelIds, actual.EvaluationLabelIds);
        Assert.Equal(expected with { EvaluationLabelIds = actual.EvaluationLabelIds }, actual);
    }

    private async Task<IEnumerable<Guid>> List(bool includeArchived, Guid? after, int limit) =>
        (await ledger.Evaluators.List(account.Id, includeArchived, after, limit, default)).Select(e => e.Id);
}
