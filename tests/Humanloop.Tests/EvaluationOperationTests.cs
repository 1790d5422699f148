using RunEvaluations.Api.Tests.TestBed;
using Xunit.Abstractions;

namespace RunEvaluations.Humanloop.Tests;

/// <summary>Each of the 14 operations on evaluations.</summary>
public sealed class EvaluationOperationTests(ServiceFixture service, ITestOutputHelper output)
    : ClientScenarios(service, output, "evaluations.js")
{
    [Fact]
    public Task An_evaluation_is_created_of_evaluators_by_path_by_id_and_by_version() => Play();

    [Fact]
    public Task An_evaluation_needs_neither_a_name_nor_evaluators() => Play();

    [Fact]
    public Task Evaluations_of_a_file_are_listed_newest_first_page_by_page() => Play();

    [Fact]
    public Task An_evaluation_is_read_as_it_was_created() => Play();

    [Fact]
    public Task A_deleted_evaluation_leaves_its_logs_and_files() => Play();

    [Fact]
    public Task An_evaluator_that_is_added_is_in_the_stats_of_every_run() => Play();

    [Fact]
    public Task An_evaluator_that_is_removed_leaves_the_stats_and_its_judgments_stay() => Play();

    [Fact]
    public Task Runs_are_listed_newest_first_with_what_they_ran() => Play();

    [Fact]
    public Task A_run_is_created_by_version_by_id_and_by_path() => Play();

    [Fact]
    public Task A_run_of_another_evaluation_is_added_and_belongs_to_both() => Play();

    [Fact]
    public Task A_removed_run_leaves_its_logs() => Play();

    [Fact]
    public Task There_is_one_control_run() => Play();

    [Fact]
    public Task A_run_is_completed_or_cancelled_by_hand_and_only_once() => Play();

    [Fact]
    public Task Logs_that_exist_are_added_to_a_run_once() => Play();

    [Fact]
    public Task Stats_tell_judgments_of_each_return_type_from_nulls_and_errors() => Play();

    [Fact]
    public Task Stats_are_of_one_moment_while_judgments_arrive() => Play();

    [Fact]
    public Task A_run_waits_for_a_flow_that_goes_on() => Play();

    [Fact]
    public Task Logs_of_an_evaluation_come_with_datapoint_and_judgments_run_by_run() => Play();
}
