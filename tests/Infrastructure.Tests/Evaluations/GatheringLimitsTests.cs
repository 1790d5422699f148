using Microsoft.Extensions.DependencyInjection;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

/// <summary>How many evaluations may wait to be recorded, and how long.</summary>
[NeedsOwnDatabase("gives a table triggers")]
public sealed class GatheringLimitsTests
{
    [Fact]
    public async Task One_more_than_may_wait_is_refused_at_once_and_those_that_wait_are_written()
    {
        await using var ledger = await Ledger.With(services => services.AddGathering(gather: true, mostWaiting: 3));
        var account = ledger.NewAccount();
        var (run, label) = (await account.HasRun(), await account.HasLabel());
        var gate = await Gate.On(ledger);
        await gate.Close();

        var waiting = Enumerable.Range(0, 3).Select(_ => account.Has(account.AnEvaluation(run, label))).ToArray();
        await Assert.ThrowsAsync<TimeoutException>(() => account.Has(account.AnEvaluation(run, label)));
        await gate.Open();

        await Task.WhenAll(waiting);
        await account.Has(account.AnEvaluation(run, label));
        Assert.Equal(4, (await account.ListsEvaluations(run)).Count);
    }

    [Fact]
    public async Task One_that_has_waited_longer_than_a_request_may_is_not_written()
    {
        var time = new LateTime();
        await using var ledger = await Ledger.With(services => services.AddSingleton<TimeProvider>(time));
        var account = ledger.NewAccount();
        var (run, label) = (await account.HasRun(), await account.HasLabel());
        var gate = await Gate.On(ledger);
        await gate.Close();

        var waiting = account.Has(account.AnEvaluation(run, label));
        time.Pass(TimeSpan.FromSeconds(6));
        await gate.Open();

        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        Assert.Empty(await account.ListsEvaluations(run));
    }

    [Fact]
    public async Task Without_gathering_each_has_a_transaction_of_its_own()
    {
        await using var ledger = await Ledger.With(services => services.AddGathering(gather: false, mostWaiting: 1));
        var account = ledger.NewAccount();
        var (run, label) = (await account.HasRun(), await account.HasLabel());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => account.Has(account.AnEvaluation(run, label))));

        Assert.Equal(20, await ledger.Ask<long>("select count(distinct xmin::text) from run_evaluations"));
    }

    private sealed class LateTime : TimeProvider
    {
        private TimeSpan passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => passed.Ticks;

        public void Pass(TimeSpan time) => passed += time;
    }
}
