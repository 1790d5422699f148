using RunEvaluations.Api.Tests.TestBed;
using Xunit.Abstractions;

namespace RunEvaluations.Humanloop.Tests;

/// <summary>Whole evaluations, as the client's evaluations.run makes them.</summary>
public sealed class EvaluationRunTests(ServiceFixture service, ITestOutputHelper output)
    : ClientScenarios(service, output, "runs.js")
{
    [Fact]
    public Task A_flow_with_a_local_callable_is_evaluated_to_the_end() => Play();

    [Fact]
    public Task A_prompt_with_a_local_callable_is_evaluated_to_the_end() => Play();

    [Fact]
    public Task A_tool_with_a_local_callable_is_evaluated_to_the_end() => Play();

    [Fact]
    public Task File_dataset_and_evaluator_are_found_by_id() => Play();

    [Fact]
    public Task An_existing_dataset_is_referred_to_by_its_path_alone() => Play();

    [Fact]
    public Task A_second_run_of_the_same_name_is_compared_with_the_first() => Play();

    [Fact]
    public Task The_evaluation_of_the_name_is_found_on_a_later_page() => Play();

    [Fact]
    public Task Clients_that_start_together_share_files_and_evaluation() => Play();

    [Fact]
    public Task A_callable_that_fails_leaves_logs_with_its_error_and_the_evaluation_completes() => Play();

    [Fact]
    public Task An_evaluator_that_fails_leaves_errors_and_the_evaluation_completes() => Play();

    [Fact]
    public Task An_evaluator_whose_code_has_changed_still_judges() => Play();

    [Fact]
    public Task A_threshold_is_met_or_missed() => Play();

    [Fact]
    public Task Boolean_and_number_evaluators_judge_side_by_side() => Play();

    [Fact]
    public Task More_datapoints_than_are_worked_on_at_once_are_all_evaluated() => Play();

    [Fact]
    public Task Messages_of_datapoints_reach_the_callable_and_its_log() => Play();

    [Fact]
    public Task An_orchestrated_run_is_refused_at_once() => Play();

    [Fact]
    public Task Evaluators_that_need_a_model_or_a_sandbox_are_refused_unless_the_caller_runs_them() => Play();

    [Fact]
    public Task A_run_whose_logs_nobody_would_make_is_refused() => Play();

    [Fact]
    public Task Cancelling_the_run_ends_the_wait() => Play();

    [Fact]
    public Task A_run_is_made_of_logs_that_exist() => Play();

    [Fact]
    public Task People_complete_the_run_by_hand() => Play();

    [Fact]
    public Task The_client_waits_for_people() => Play();
}
