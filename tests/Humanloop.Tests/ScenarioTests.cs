using System.Reflection;
using System.Text.RegularExpressions;

namespace RunEvaluations.Humanloop.Tests;

public sealed partial class ScenarioTests
{
    [Fact]
    public void Every_scenario_is_a_test_of_its_name()
    {
        var classes = typeof(ClientScenarios).Assembly.GetTypes().Where(t => t.BaseType == typeof(ClientScenarios)).ToList();
        Assert.NotEmpty(classes);
        foreach (var tests in classes)
        {
            var script = ((ClientScenarios)Activator.CreateInstance(tests, [null, null])!).Script;
            Assert.Equal(
                Exported().Matches(OfficialClient.Script(script)).Select(export => export.Groups[1].Value).Order(),
                tests.GetMethods().Where(m => m.IsDefined(typeof(FactAttribute))).Select(m => m.Name).Order());
        }
    }

    [GeneratedRegex(@"^exports\.(\w+) =", RegexOptions.Multiline)]
    private static partial Regex Exported();
}
