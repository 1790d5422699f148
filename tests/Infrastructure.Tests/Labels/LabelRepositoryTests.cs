using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Labels;

public sealed class LabelRepositoryTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly DateTimeOffset Later = Account.Now.AddDays(1);

    private readonly Account account = ledger.NewAccount();

    public static TheoryData<string> Constraints => [.. Labels.Keys];

    private static Dictionary<string, ValueConstraint> Labels => new()
    {
        ["binary"] = new(EvaluationValueType.Binary),
        ["continuous"] = new(EvaluationValueType.Continuous, double.MinValue, double.Epsilon),
        ["categorical"] = new(EvaluationValueType.Categorical, Categories: ["b", "a", "{,\"null\" \\é𝄞}", "NULL"]),
        ["ordinal"] = new(EvaluationValueType.Ordinal, Categories: [.. Enumerable.Range(0, 100).Select(n => $"c{n}")]),
    };

    [Theory]
    [MemberData(nameof(Constraints))]
    public async Task What_is_given_is_answered_and_kept(string type)
    {
        var constraint = Labels[type];
        var label = account.ALabel(constraint) with { Description = "What it's about\nin \"two\" lines" };

        var written = (await ledger.Labels.Create(label, default)).Value;

        var expected = new LabelView
        {
            Id = label.Id,
            AccountId = account.Id,
            Name = label.Name,
            Description = label.Description,
            ValueType = constraint.Type,
            MinValue = constraint.MinValue,
            MaxValue = constraint.MaxValue,
            Categories = constraint.Categories,
            CreatedBy = "ann",
            CreatedAt = Account.Now,
        };
        AreEqual(expected, written);
        AreEqual(expected, await ledger.Labels.Get(account.Id, label.Id, default));
        AreEqual(expected, Assert.Single(await ledger.Labels.List(account.Id, true, null, 10, default)));
    }

    [Fact]
    public async Task An_update_replaces_name_and_description_and_notes_who_made_it()
    {
        var label = await account.Has(account.ALabel() with { Description = "old" });
        var change = new LabelChange(account.Bob, label.Id, Account.NewName(), null, Later);

        var updated = (await ledger.Labels.Update(change, default)).Value;

        Assert.Equal(
            label with { Name = change.Name, Description = null, UpdatedBy = "bob", UpdatedAt = Later }, updated);
        Assert.Equal(updated, await ledger.Labels.Get(account.Id, label.Id, default));
    }

    [Fact]
    public async Task An_archived_label_is_not_updated()
    {
        var id = await account.HasArchivedLabel();
        var archived = await ledger.Labels.Get(account.Id, id, default);

        var refused = await ledger.Labels.Update(new LabelChange(account.Bob, id, "new", "new", Later), default);

        Assert.Equal(LabelErrors.Archived, refused.Error);
        Assert.Equal(archived, await ledger.Labels.Get(account.Id, id, default));
    }

    [Fact]
    public async Task Archiving_twice_keeps_the_first_time()
    {
        var label = await account.Has(account.ALabel());

        Assert.True(await ledger.Labels.Archive(account.Id, label.Id, Account.Now, default));
        Assert.True(await ledger.Labels.Archive(account.Id, label.Id, Later, default));

        Assert.Equal(label with { ArchivedAt = Account.Now }, await ledger.Labels.Get(account.Id, label.Id, default));
    }

    [Fact]
    public async Task A_label_that_is_not_there_is_told()
    {
        var id = Account.NextId();

        Assert.Null(await ledger.Labels.Get(account.Id, id, default));
        Assert.False(await ledger.Labels.Archive(account.Id, id, Later, default));
        var refused = await ledger.Labels.Update(new LabelChange(account.Ann, id, "new", null, Later), default);
        Assert.Equal(LabelErrors.NotFound, refused.Error);
    }

    [Fact]
    public async Task Labels_are_listed_in_the_order_of_creation_page_by_page_with_the_archived_only_if_asked_for()
    {
        Guid[] ids =
        [
            await account.HasLabel(), await account.HasArchivedLabel(), await account.HasLabel(),
            await account.HasLabel(),
        ];

        Assert.Equal(ids, await List(true, null, 10));
        Assert.Equal([ids[0], ids[2], ids[3]], await List(false, null, 10));
        Assert.Equal([ids[0], ids[2]], await List(false, null, 2));
        Assert.Equal([ids[3]], await List(false, ids[2], 2));
        Assert.Equal(ids[1..3], await List(true, ids[0], 2));
        Assert.Empty(await List(true, ids[3], 2));
    }

    private static void AreEqual(LabelView expected, LabelView? actual)
    {
        Assert.Equal(expected.Categories, actual?.Categories);
        Assert.Equal(expected with { Categories = actual?.Categories }, actual);
    }

    private async Task<IEnumerable<Guid>> List(bool includeArchived, Guid? after, int limit) =>
        (await ledger.Labels.List(account.Id, includeArchived, after, limit, default)).Select(label => label.Id);
}
