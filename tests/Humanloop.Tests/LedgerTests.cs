using RunEvaluations.Api.Tests.TestBed;
using Xunit.Abstractions;

namespace RunEvaluations.Humanloop.Tests;

/// <summary>What arrives through /v5, read and corrected through /v1.</summary>
public sealed class LedgerTests(ServiceFixture service, ITestOutputHelper output)
    : ClientScenarios(service, output, "ledger.js")
{
    [Fact]
    public Task A_log_is_a_run_of_the_ledger() => Play();

    [Fact]
    public Task A_judgment_that_is_corrected_in_the_ledger_changes_the_stats() => Play();

    [Fact]
    public Task Numbers_and_options_are_corrected_as_well() => Play();
}
