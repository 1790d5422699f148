using RunEvaluations.Domain.Humanloop;

namespace RunEvaluations.Domain.Tests.Humanloop;

public sealed class ExperimentRulesTests
{
    private const string Asked = "body.orchestrated";
    private const string Uses = "body.use_existing_logs";

    // Whether the service is asked to generate Logs, whether those that there are will do, a dataset, a version.
    [Theory]
    [InlineData(false, false, true, true, null)]
    [InlineData(false, false, false, false, null)]
    [InlineData(false, true, true, true, null)]
    [InlineData(true, false, true, true, Asked)]
    [InlineData(true, false, false, false, Asked)]
    [InlineData(true, true, true, true, Asked)]
    [InlineData(null, false, true, true, Asked)]
    [InlineData(null, false, false, true, Asked)]
    [InlineData(null, false, true, false, null)]
    [InlineData(null, false, false, false, null)]
    [InlineData(null, true, true, true, null)]
    [InlineData(null, true, true, false, Uses)]
    [InlineData(false, true, false, true, Uses)]
    [InlineData(true, true, false, false, Uses)]
    public void What_nobody_would_generate_logs_for_is_refused(
        bool? orchestrated, bool useExistingLogs, bool hasDataset, bool hasVersion, string? field)
    {
        var fault = ExperimentRules.Fault(orchestrated, useExistingLogs, hasDataset, hasVersion);

        Assert.Equal(field, fault?.Fields.Keys.Single());
    }
}
