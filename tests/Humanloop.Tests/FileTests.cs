using RunEvaluations.Api.Tests.TestBed;
using Xunit.Abstractions;

namespace RunEvaluations.Humanloop.Tests;

/// <summary>Prompts, flows, tools, evaluators and datasets.</summary>
public sealed class FileTests(ServiceFixture service, ITestOutputHelper output)
    : ClientScenarios(service, output, "files.js")
{
    [Fact]
    public Task A_prompt_has_versions() => Play();

    [Fact]
    public Task A_flow_has_versions() => Play();

    [Fact]
    public Task A_tool_has_versions() => Play();

    [Fact]
    public Task An_evaluator_has_versions() => Play();

    [Fact]
    public Task A_dataset_has_versions() => Play();

    [Fact]
    public Task A_prompt_is_deployed_to_environments() => Play();

    [Fact]
    public Task A_flow_is_deployed_to_environments() => Play();

    [Fact]
    public Task A_tool_is_deployed_to_environments() => Play();

    [Fact]
    public Task An_evaluator_is_deployed_to_environments() => Play();

    [Fact]
    public Task A_dataset_is_deployed_to_environments() => Play();

    [Fact]
    public Task Files_are_listed_by_type_moved_and_deleted() => Play();

    [Fact]
    public Task A_file_of_any_type_is_found_by_its_path() => Play();

    [Fact]
    public Task A_file_that_several_make_at_once_is_made_once() => Play();

    [Fact]
    public Task A_dataset_is_set_added_to_and_removed_from() => Play();

    [Fact]
    public Task Datapoints_are_read_page_by_page_and_keep_what_they_were_given() => Play();

    [Fact]
    public Task Evaluators_of_every_kind_keep_their_spec() => Play();

    [Fact]
    public Task A_prompt_keeps_all_of_its_parameters() => Play();

    [Fact]
    public Task A_tool_keeps_its_function_and_set_up() => Play();
}
