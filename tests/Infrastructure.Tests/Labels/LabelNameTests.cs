using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Labels;

/// <summary>Within an account, a label that is not archived has its name to itself.</summary>
public sealed class LabelNameTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task A_name_is_taken_once()
    {
        var label = await account.Has(account.ALabel(name: "tone"));

        var again = await ledger.Labels.Create(account.ALabel(name: "tone"), default);

        Assert.Equal(LabelErrors.NameTaken, again.Error);
        Assert.Equal([label], await ledger.Labels.List(account.Id, true, null, 10, default));
    }

    [Fact]
    public async Task Names_differ_as_they_are_written()
    {
        foreach (var name in new[] { "tone", "Tone", "tone ", "töne", "to\u0308ne" })
            Assert.Null((await ledger.Labels.Create(account.ALabel(name: name), default)).Error);
    }

    [Fact]
    public async Task A_name_is_free_again_once_its_label_is_archived()
    {
        var label = await account.Has(account.ALabel(name: "tone"));
        await ledger.Labels.Archive(account.Id, label.Id, Account.Now, default);

        var next = await account.Has(account.ALabel(name: "tone"));

        Assert.Equal([next], await ledger.Labels.List(account.Id, false, null, 10, default));
        await ledger.Labels.Archive(account.Id, next.Id, Account.Now, default);
        Assert.Equal(2, (await ledger.Labels.List(account.Id, true, null, 10, default)).Count);
    }

    [Fact]
    public async Task A_label_is_not_renamed_to_a_name_that_is_taken()
    {
        await account.Has(account.ALabel(name: "tone"));
        var label = await account.Has(account.ALabel(name: "length"));

        Assert.Equal(LabelErrors.NameTaken, (await Rename(label, "tone")).Error);
        Assert.Equal(label, await ledger.Labels.Get(account.Id, label.Id, default));
        Assert.Null((await Rename(label, "length")).Error);
    }

    [Fact]
    public async Task Of_eight_who_take_one_name_at_once_one_gets_it()
    {
        var attempts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => ledger.Labels.Create(account.ALabel(name: "tone"), default)));

        Assert.Single(attempts, attempt => attempt.Error is null);
        Assert.Equal(7, attempts.Count(attempt => attempt.Error == LabelErrors.NameTaken));
        Assert.Single(await ledger.Labels.List(account.Id, true, null, 10, default));
    }

    [Fact]
    public async Task Of_eight_that_are_renamed_to_one_name_at_once_one_is()
    {
        var labels = new List<LabelView>();
        for (var number = 0; number < 8; number++)
            labels.Add(await account.Has(account.ALabel()));

        var attempts = await Task.WhenAll(labels.Select(label => Rename(label, "tone")));

        Assert.Single(attempts, attempt => attempt.Error is null);
        Assert.Equal(7, attempts.Count(attempt => attempt.Error == LabelErrors.NameTaken));
    }

    private Task<Result<LabelView>> Rename(LabelView label, string name) =>
        ledger.Labels.Update(new LabelChange(account.Ann, label.Id, name, null, Account.Now), default);
}
