using RunEvaluations.Application.Runs;
using RunEvaluations.Domain.Runs;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Runs;

public sealed class CreatingRunsTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task What_is_given_is_answered_and_kept()
    {
        var run = account.ARun(RunStatus.Failed) with
        {
            ExperimentId = Account.NextId(),
            Metadata = new JsonObjectText("""{ "b": 1.0, "a": 1E2 }"""),
            Result = FullResult,
        };

        var written = (await ledger.Runs.Create(run, default)).Value;

        Assert.Equal(
            new RunView
            {
                Id = run.Id,
                AccountId = account.Id,
                Status = RunStatus.Failed,
                ExperimentId = run.ExperimentId,
                CreatedBy = "ann",
                CreatedAt = Account.Now,
                CompletedAt = Account.Now,
                FailedAt = Account.Now,
                Result = run.Result,
                Metadata = run.Metadata,
                TotalPromptTokens = long.MaxValue,
                TotalCachedTokens = 2,
                TotalCompletionTokens = 3,
                TotalTokens = 4,
                TotalCost = 0.1,
            },
            written);
        Assert.Equal(written, await ledger.Runs.Get(account.Id, run.Id, default));
    }

    [Fact]
    public async Task What_is_not_given_is_null()
    {
        var run = account.ARun(RunStatus.Running);

        var written = (await ledger.Runs.Create(run, default)).Value;

        var bare = new RunView
        {
            Id = run.Id,
            AccountId = account.Id,
            Status = RunStatus.Running,
            CreatedBy = "ann",
            CreatedAt = Account.Now,
        };
        Assert.Equal(bare, written);
        Assert.Equal(bare, await ledger.Runs.Get(account.Id, run.Id, default));
    }

    [Theory]
    [InlineData(RunStatus.Running, false, false)]
    [InlineData(RunStatus.Waiting, false, false)]
    [InlineData(RunStatus.Completed, true, false)]
    [InlineData(RunStatus.Cancelled, true, false)]
    [InlineData(RunStatus.Timeout, true, false)]
    [InlineData(RunStatus.Failed, true, true)]
    public async Task Every_status_is_kept_with_the_times_it_implies(RunStatus status, bool finished, bool failed)
    {
        var run = await account.Has(account.ARun(status));

        Assert.Equal(status, run.Status);
        Assert.Equal(finished ? Account.Now : null, run.CompletedAt);
        Assert.Equal(failed ? Account.Now : null, run.FailedAt);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "n" : [1.0, 1E2, -0.0, 12345678901234567890], "s": "\u00e9\/é" }""")]
    [InlineData("{\r\n\t\"<a&b>\": \"<b>'\\u003c\" }")]
    public async Task Outputs_come_back_as_they_were_spelt(string spelling)
    {
        var json = new JsonObjectText(spelling);
        var result = new RunResult { Outputs = json, Metadata = json };

        var run = await account.Has(account.ARun() with { Result = result });

        Assert.Equal(result, run.Result);
        Assert.Equal(result, (await ledger.Runs.Get(account.Id, run.Id, default))?.Result);
    }

    [Fact]
    public async Task An_id_that_the_account_has_is_not_taken_again_and_its_run_stays_as_it_was()
    {
        var first = await account.Has(account.ARun());

        var again = await ledger.Runs.Create(account.ARun(RunStatus.Failed) with { Id = first.Id }, default);

        Assert.Equal(RunErrors.AlreadyExists, again.Error);
        Assert.Equal(first, await ledger.Runs.Get(account.Id, first.Id, default));
    }

    [Fact]
    public async Task Of_eight_who_bring_one_id_at_once_one_gets_it()
    {
        var run = account.ARun();

        var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ledger.Runs.Create(run, default)));

        Assert.Single(attempts, attempt => attempt.Error is null);
        Assert.Equal(7, attempts.Count(attempt => attempt.Error == RunErrors.AlreadyExists));
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_null() =>
        Assert.Null(await ledger.Runs.Get(account.Id, Account.NextId(), default));

    private static RunResult FullResult => new()
    {
        Id = Account.NextId(),
        Outputs = new JsonObjectText("""{"summary":"text","parts":{"a":1.0}}"""),
        Metadata = new JsonObjectText("{}"),
        Usage = new RunUsage
        {
            PromptTokens = long.MaxValue,
            CachedTokens = 2,
            CompletionTokens = 3,
            TotalTokens = 4,
            Cost = 0.1,
        },
        Error = new RunFailure("It \"broke\" — <é𝄞>", "timeout"),
    };
}
