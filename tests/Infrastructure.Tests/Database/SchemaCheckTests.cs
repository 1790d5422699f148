using Npgsql;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Database;

/// <summary>What the database refuses by itself, whoever writes to it.</summary>
[NeedsOwnDatabase("speaks SQL past the service")]
public sealed class SchemaCheckTests(SchemaRows rows) : IClassFixture<SchemaRows>
{
    public static TheoryData<string> Tables => [.. SchemaRows.Tables];

    [Theory]
    [MemberData(nameof(Tables))]
    public Task A_row_that_keeps_the_rules_is_taken(string table) => rows.Insert(table);

    [Theory]
    [InlineData("runs", "total_cost=0", "total_tokens=0", "metadata='{}'")]
    [InlineData("evaluation_labels", "value_type='continuous'", "min_value=-1e308", "max_value=1e308")]
    [InlineData("evaluation_labels", "value_type='categorical'", "categories='{a,b}'")]
    [InlineData("evaluation_labels", "value_type='ordinal'", "categories=array_fill('c'::text, array[100])")]
    [InlineData("run_evaluations", "created_by=null", "created_by_evaluator_id='{evaluator}'")]
    [InlineData("run_evaluations", "updated_by='ann'", "updated_at=now()")]
    [InlineData("run_evaluations", "updated_by_evaluator_id='{evaluator}'", "updated_at=now()")]
    [InlineData("run_evaluations", "value=-1.7976931348623157e308", "confidence=0", "metadata='{}'")]
    [InlineData("run_evaluations", "value=1.7976931348623157e308", "confidence=1")]
    [InlineData("run_evaluations", "output_name=''", "field_path=''", "comment=''")]
    public Task A_row_at_the_edge_of_the_rules_is_taken(string table, params string[] differences) =>
        rows.Insert(table, differences);

    [Theory]
    [InlineData("run_evaluations", "run_evaluations_value_check", "value='NaN'")]
    [InlineData("run_evaluations", "run_evaluations_value_check", "value='Infinity'")]
    [InlineData("run_evaluations", "run_evaluations_value_check", "value='-Infinity'")]
    [InlineData("run_evaluations", "run_evaluations_confidence_check", "confidence='NaN'")]
    [InlineData("run_evaluations", "run_evaluations_confidence_check", "confidence='Infinity'")]
    [InlineData("run_evaluations", "run_evaluations_confidence_check", "confidence='-Infinity'")]
    [InlineData("run_evaluations", "run_evaluations_confidence_check", "confidence=1.0000000000000002")]
    [InlineData("run_evaluations", "run_evaluations_confidence_check", "confidence=-5e-324")]
    [InlineData("runs", "runs_total_cost_check", "total_cost='NaN'")]
    [InlineData("runs", "runs_total_cost_check", "total_cost='Infinity'")]
    [InlineData("runs", "runs_total_cost_check", "total_cost='-Infinity'")]
    [InlineData("runs", "runs_total_cost_check", "total_cost=-1")]
    [InlineData("runs", "runs_total_prompt_tokens_check", "total_prompt_tokens=-1")]
    [InlineData("runs", "runs_total_cached_tokens_check", "total_cached_tokens=-1")]
    [InlineData("runs", "runs_total_completion_tokens_check", "total_completion_tokens=-1")]
    [InlineData("runs", "runs_total_tokens_check", "total_tokens=-1")]
    public Task A_number_that_measures_nothing_is_refused(string table, string constraint, string difference) =>
        IsRefused(table, constraint, difference);

    [Theory]
    [InlineData("humanloop_files", "humanloop_files_kind_check", "kind='directory'")]
    [InlineData("humanloop_files", "humanloop_files_path_check", "path=''")]
    [InlineData("humanloop_files", "humanloop_files_path_check", "path=repeat('x', 501)")]
    [InlineData("humanloop_versions", "humanloop_versions_content_check", "content='[]'")]
    [InlineData("humanloop_versions", "humanloop_versions_content_hash_check", "content_hash=sha224('1')")]
    [InlineData("humanloop_deployments", "humanloop_deployments_environment_check", "environment='default'")]
    [InlineData("humanloop_version_datapoints", "humanloop_version_datapoints_position_check", "position=0")]
    [InlineData("humanloop_judgments", "humanloop_judgments_kept", "judgment=null")]
    [InlineData("humanloop_judgments", "humanloop_judgments_kept", "evaluation_id=gen_random_uuid()")]
    [InlineData("humanloop_judgments", "humanloop_judgments_kept", "outcome='none'")]
    [InlineData("humanloop_judgments", "humanloop_judgments_outcome_check", "outcome='done'", "judgment=null")]
    [InlineData("humanloop_experiments", "humanloop_experiments_closed_as_check", "closed_as='running'")]
    [InlineData("humanloop_counts", "humanloop_counts_shard_check", "shard=16")]
    public Task What_humanloops_clients_could_not_have_meant_is_refused(
        string table, string constraint, params string[] differences) => IsRefused(table, constraint, differences);

    [Theory]
    [InlineData("run_ids=array[null]::uuid[]")]
    [InlineData("run_ids=array[array[gen_random_uuid()]]")]
    public Task A_list_of_runs_that_is_none_is_refused(string difference) =>
        IsRefused("kept_runs", "kept_runs_run_ids_check", difference);

    [Theory]
    [InlineData("min_value='NaN'", "max_value=1")]
    [InlineData("min_value='Infinity'", "max_value=1")]
    [InlineData("min_value='-Infinity'", "max_value=1")]
    [InlineData("min_value=0", "max_value='NaN'")]
    [InlineData("min_value=0", "max_value='Infinity'")]
    [InlineData("min_value=0", "max_value='-Infinity'")]
    [InlineData("min_value='-Infinity'", "max_value='Infinity'")]
    [InlineData("min_value='NaN'", "max_value='NaN'")]
    [InlineData("min_value=1", "max_value=1")]
    [InlineData("min_value=1", "max_value=0")]
    [InlineData("min_value=0", "max_value=1", "categories='{a,b}'")]
    public Task A_continuous_label_has_bounds_that_enclose_something(params string[] differences) =>
        IsRefused("evaluation_labels", "evaluation_labels_constraint", ["value_type='continuous'", .. differences]);

    [Theory]
    [InlineData("value_type='binary'", "min_value=0")]
    [InlineData("value_type='binary'", "max_value=1")]
    [InlineData("value_type='binary'", "categories='{a,b}'")]
    [InlineData("value_type='categorical'", "categories='{a,b}'", "min_value=0")]
    [InlineData("value_type='categorical'", "categories='{a}'")]
    [InlineData("value_type='categorical'", "categories='{}'")]
    [InlineData("value_type='ordinal'", "categories='{a,b}'", "max_value=1")]
    [InlineData("value_type='ordinal'", "categories=array_fill('c'::text, array[101])")]
    public Task A_label_has_the_fields_of_its_type_only(params string[] differences) =>
        IsRefused("evaluation_labels", "evaluation_labels_constraint", differences);

    [Theory]
    [InlineData("evaluation_labels", "evaluation_labels_value_type_check", "value_type='other'", "categories='{a,b}'")]
    [InlineData("evaluators", "evaluators_kind_check", "kind='Llm'")]
    [InlineData("runs", "runs_status_check", "status='Completed'")]
    [InlineData("runs", "runs_status_check", "status=''")]
    public Task A_name_that_is_none_of_the_known_is_refused(
        string table, string constraint, params string[] differences) =>
        IsRefused(table, constraint, differences);

    [Theory]
    [InlineData("runs", "runs_result_check", "result='[]'")]
    [InlineData("evaluation_labels", "evaluation_labels_categories_check", "value_type='ordinal'", "categories='{a,null}'")]
    [InlineData("evaluation_labels", "evaluation_labels_categories_check", "value_type='ordinal'", "categories='{{a,b},{c,d}}'")]
    [InlineData("evaluation_labels", "evaluation_labels_last_change", "updated_by='ann'")]
    [InlineData("evaluation_labels", "evaluation_labels_last_change", "updated_at=now()")]
    [InlineData("evaluation_labels", "evaluation_labels_updated_by_check", "updated_by=''", "updated_at=now()")]
    [InlineData("evaluators", "evaluators_last_change", "updated_by='ann'")]
    [InlineData("evaluators", "evaluators_updated_by_check", "updated_by=''", "updated_at=now()")]
    [InlineData("run_evaluations", "run_evaluations_updated_by_check", "updated_by=''", "updated_at=now()")]
    [InlineData("api_keys", "api_keys_scopes_check", "scopes='{}'")]
    [InlineData("api_keys", "api_keys_scopes_check", "scopes='{admin,root}'")]
    [InlineData("api_keys", "api_keys_scopes_check", "scopes='{admin,null}'")]
    [InlineData("api_keys", "api_keys_secret_hash_check", "secret_hash='abc'")]
    [InlineData("api_keys", "api_keys_prefix_check", "prefix='rek_'")]
    [InlineData("api_keys", "api_keys_holder", "user_id=null")]
    [InlineData("api_keys", "api_keys_holder", "evaluator_id='{evaluator}'")]
    public Task A_row_that_is_malformed_or_half_told_is_refused(
        string table, string constraint, params string[] differences) =>
        IsRefused(table, constraint, differences);

    [Theory]
    [InlineData("runs", "account_id")]
    [InlineData("runs", "created_by")]
    [InlineData("evaluation_labels", "account_id")]
    [InlineData("evaluation_labels", "created_by")]
    [InlineData("evaluators", "account_id")]
    [InlineData("evaluators", "created_by")]
    [InlineData("run_evaluations", "created_by")]
    [InlineData("api_keys", "account_id")]
    [InlineData("api_keys", "user_id")]
    [InlineData("api_keys", "created_by")]
    public async Task An_account_and_an_author_have_1_to_128_characters(string table, string column)
    {
        await IsRefused(table, $"{table}_{column}_check", $"{column}=''");
        await IsRefused(table, $"{table}_{column}_check", $"{column}=repeat('x', 129)");
    }

    [Theory]
    [InlineData("evaluation_labels", "name", 200)]
    [InlineData("evaluation_labels", "description", 10_000)]
    [InlineData("evaluators", "name", 200)]
    [InlineData("evaluators", "description", 10_000)]
    [InlineData("api_keys", "name", 200)]
    [InlineData("run_evaluations", "output_name", 1_000)]
    [InlineData("run_evaluations", "field_path", 1_000)]
    [InlineData("run_evaluations", "comment", 10_000)]
    public async Task A_text_is_as_long_as_the_domain_allows_and_no_longer(string table, string column, int length)
    {
        await rows.Insert(table, $"{column}=repeat('é', {length})");
        await IsRefused(table, $"{table}_{column}_check", $"{column}=repeat('é', {length + 1})");
    }

    [Theory]
    [InlineData("run_evaluations_author", "created_by=null")]
    [InlineData("run_evaluations_author", "created_by_evaluator_id='{evaluator}'")]
    [InlineData("run_evaluations_last_change", "updated_by='ann'")]
    [InlineData("run_evaluations_last_change", "updated_at=now()")]
    [InlineData(
        "run_evaluations_last_change", "updated_at=now()", "updated_by='ann'", "updated_by_evaluator_id='{evaluator}'")]
    public Task An_evaluation_has_one_author_and_each_change_another(string constraint, params string[] differences) =>
        IsRefused("run_evaluations", constraint, differences);

    [Theory]
    [InlineData("runs")]
    [InlineData("run_evaluations")]
    public async Task Metadata_is_an_object(string table)
    {
        foreach (var other in new[] { "[]", "1", "\"text\"", "null", "true" })
            await IsRefused(table, $"{table}_metadata_check", $"metadata='{other}'");
    }

    private async Task IsRefused(string table, string constraint, params IEnumerable<string> differences)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => rows.Insert(table, differences));

        Assert.Equal(
            (PostgresErrorCodes.CheckViolation, table, constraint),
            (refusal.SqlState, refusal.TableName, refusal.ConstraintName));
    }
}
