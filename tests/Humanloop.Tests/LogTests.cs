using RunEvaluations.Api.Tests.TestBed;
using Xunit.Abstractions;

namespace RunEvaluations.Humanloop.Tests;

/// <summary>Logs outside of evaluations.</summary>
public sealed class LogTests(ServiceFixture service, ITestOutputHelper output)
    : ClientScenarios(service, output, "logs.js")
{
    [Fact]
    public Task A_prompt_is_logged_with_all_that_is_known_of_the_call() => Play();

    [Fact]
    public Task A_tool_is_logged() => Play();

    [Fact]
    public Task A_flow_is_logged_as_it_goes_on() => Play();

    [Fact]
    public Task Logs_of_prompts_and_tools_are_updated() => Play();

    [Fact]
    public Task Logs_of_a_file_are_listed_newest_first_and_found() => Play();

    [Fact]
    public Task Logs_are_deleted() => Play();

    [Fact]
    public Task A_judgment_is_found_at_the_log_that_it_judges() => Play();

    [Fact]
    public Task Logs_inside_of_a_flow_are_its_children() => Play();
}
