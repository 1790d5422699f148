using Npgsql;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Database;

/// <summary>What the database refuses by itself because of the other rows that there are, or are not.</summary>
[NeedsOwnDatabase("speaks SQL past the service")]
public sealed class SchemaKeyTests(SchemaRows rows) : IClassFixture<SchemaRows>
{
    [Theory]
    [InlineData("run_evaluations", "run_evaluations_run", "run_id=gen_random_uuid()")]
    [InlineData("run_evaluations", "run_evaluations_label", "evaluation_label_id=gen_random_uuid()")]
    [InlineData(
        "run_evaluations", "run_evaluations_evaluator", "created_by=null", "created_by_evaluator_id=gen_random_uuid()")]
    [InlineData(
        "run_evaluations",
        "run_evaluations_last_evaluator",
        "updated_at=now()",
        "updated_by_evaluator_id=gen_random_uuid()")]
    [InlineData("api_keys", "api_keys_evaluator", "user_id=null", "evaluator_id=gen_random_uuid()")]
    [InlineData("humanloop_files", "humanloop_files_evaluator", "evaluator_id=gen_random_uuid()")]
    [InlineData("humanloop_versions", "humanloop_versions_file", "file_id=gen_random_uuid()")]
    [InlineData("humanloop_versions", "humanloop_versions_label", "evaluation_label_id=gen_random_uuid()")]
    [InlineData("humanloop_deployments", "humanloop_deployments_version", "version_id=gen_random_uuid()")]
    [InlineData("humanloop_logs", "humanloop_logs_run", "run_id=gen_random_uuid()")]
    [InlineData("humanloop_logs", "humanloop_logs_version", "version_id=gen_random_uuid()")]
    [InlineData("humanloop_logs", "humanloop_logs_datapoint", "datapoint_id=gen_random_uuid()")]
    [InlineData("humanloop_judgments", "humanloop_judgments_log", "log_id=gen_random_uuid()")]
    [InlineData("humanloop_judgments", "humanloop_judgments_own_log", "id=gen_random_uuid()")]
    [InlineData("humanloop_suite_evaluators", "humanloop_suite_evaluators_version", "version_id=gen_random_uuid()")]
    [InlineData("humanloop_experiment_logs", "humanloop_experiment_logs_log", "log_id=gen_random_uuid()")]
    [InlineData("evaluator_labels", "evaluator_labels_account_id_evaluator_id_fkey", "evaluator_id=gen_random_uuid()")]
    [InlineData(
        "evaluator_labels",
        "evaluator_labels_account_id_evaluation_label_id_fkey",
        "evaluation_label_id=gen_random_uuid()")]
    public Task What_is_referred_to_exists(string table, string constraint, params string[] differences) =>
        IsRefused(PostgresErrorCodes.ForeignKeyViolation, constraint, () => rows.Insert(table, differences));

    [Fact]
    public async Task What_is_referred_to_is_of_the_same_account()
    {
        await rows.Insert("runs", "account_id='other'", "id='{run}'");

        await IsRefused(
            PostgresErrorCodes.ForeignKeyViolation,
            "run_evaluations_label",
            () => rows.Insert("run_evaluations", "account_id='other'"));
    }

    [Theory]
    [InlineData("runs", "run")]
    [InlineData("evaluation_labels", "label")]
    [InlineData("evaluators", "evaluator")]
    public Task An_id_is_taken_once_within_an_account(string table, string name) =>
        IsRefused(PostgresErrorCodes.UniqueViolation, $"{table}_pkey", () => rows.Insert(table, $"id='{{{name}}}'"));

    [Theory]
    [InlineData("evaluation_labels")]
    [InlineData("evaluators")]
    public async Task A_name_is_taken_once_within_an_account_by_what_is_not_archived(string table)
    {
        await rows.Insert(table, "name='tone'", "archived_at=now()");
        await rows.Insert(table, "name='tone'");
        await rows.Insert(table, "name='tone'", "account_id='other'");
        await rows.Insert(table, "name='tone'", "archived_at=now()");

        await IsRefused(
            PostgresErrorCodes.UniqueViolation, $"{table}_name", () => rows.Insert(table, "name='tone'"));
    }

    [Theory]
    [InlineData("runs", "account_id", "status", "created_by", "created_at")]
    [InlineData("evaluation_labels", "account_id", "name", "value_type", "created_by", "created_at")]
    [InlineData("evaluators", "account_id", "name", "kind", "created_by", "created_at")]
    [InlineData("evaluator_labels", "account_id", "evaluator_id", "evaluation_label_id")]
    [InlineData("api_keys", "account_id", "name", "prefix", "secret_hash", "scopes", "created_by", "created_at")]
    [InlineData("run_evaluations", "account_id", "run_id", "id", "evaluation_label_id", "value", "created_at")]
    public async Task What_every_row_has_is_not_null(string table, params string[] columns)
    {
        foreach (var column in columns)
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => rows.Insert(table, $"{column}=null"));

            Assert.Equal(
                (PostgresErrorCodes.NotNullViolation, column), (refusal.SqlState, refusal.ColumnName));
        }
    }

    [Theory]
    [InlineData("lowest_value", "value_type='continuous'", "max_value=1")]
    [InlineData("highest_value", "value_type='continuous'", "min_value=1")]
    [InlineData("highest_value", "value_type='categorical'")]
    [InlineData("highest_value", "value_type='ordinal'")]
    public async Task A_label_without_the_fields_of_its_type_has_no_lowest_or_highest_value(
        string missing, params string[] differences)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => rows.Insert("evaluation_labels", differences));

        Assert.Equal((PostgresErrorCodes.NotNullViolation, missing), (refusal.SqlState, refusal.ColumnName));
    }

    [Theory]
    [InlineData("runs", "run", "run_evaluations_run")]
    [InlineData("evaluation_labels", "label", "run_evaluations_label")]
    public async Task What_was_evaluated_is_not_deleted(string table, string name, string constraint)
    {
        await rows.Insert("run_evaluations");

        await IsRefused(PostgresErrorCodes.ForeignKeyViolation, constraint, () => rows.Delete(table, name));
    }

    private static async Task IsRefused(string sqlState, string constraint, Func<Task> statement)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(statement);

        Assert.Equal((sqlState, constraint), (refusal.SqlState, refusal.ConstraintName));
    }
}
