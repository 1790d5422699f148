using RunEvaluations.Chaos.Tests.Places;
using RunEvaluations.Chaos.Tests.Table;
using Xunit.Abstractions;

namespace RunEvaluations.Chaos.Tests;

public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_done_twice_whatever_fails()
    {
        var plan = ChaosPlan.FromEnvironment();
        await using var site = await TestSite.Open(plan.Megabytes, plan.DatabaseTimeout);
        using var run = new ChaosRun(plan, site);

        var outcome = await run.Go();

        await Show(OutcomeTable.Show(outcome));
        Assert.Empty(outcome.Findings);
        Assert.Empty(outcome.Answers.Unexpected);
        Assert.True(outcome.Verified, outcome.Verdict);
        Assert.DoesNotContain(outcome.Asked, o => !o.Acknowledged && !o.Refused);
        Assert.All(outcome.Asked.GroupBy(o => o.Deed), deed => Assert.Contains(deed, o => o.Acknowledged));
    }

    private async Task Show(string table)
    {
        output.WriteLine(table);
        if (Environment.GetEnvironmentVariable("CHAOS_REPORT") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, table);
    }
}
