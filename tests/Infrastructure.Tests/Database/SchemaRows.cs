using System.Globalization;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Database;

/// <summary>
/// Rows as plain SQL, past the repositories: each is one that the schema takes, so that what a test changes in it is
/// all that can be refused.
/// </summary>
public sealed class SchemaRows : IAsyncLifetime
{
    private const string At = "'2026-03-01 12:00:00Z'";

    private static readonly Dictionary<string, Dictionary<string, string>> Valid = new()
    {
        ["runs"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["status"] = "'completed'",
            ["created_by"] = "'ann'",
            ["created_at"] = At,
        },
        ["evaluation_labels"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["name"] = "gen_random_uuid()::text",
            ["value_type"] = "'binary'",
            ["created_by"] = "'ann'",
            ["created_at"] = At,
        },
        ["evaluators"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["name"] = "gen_random_uuid()::text",
            ["kind"] = "'llm'",
            ["created_by"] = "'ann'",
            ["created_at"] = At,
        },
        ["evaluator_labels"] = new()
        {
            ["account_id"] = "'acme'",
            ["evaluator_id"] = "'{evaluator}'",
            ["evaluation_label_id"] = "'{label}'",
        },
        ["api_keys"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["name"] = "'pipeline'",
            ["prefix"] = "'rek_AbCdEfGh'",
            ["secret_hash"] = "sha256(gen_random_uuid()::text::bytea)",
            ["scopes"] = "'{admin}'",
            ["user_id"] = "'ann'",
            ["created_by"] = "'ann'",
            ["created_at"] = At,
        },
        ["run_evaluations"] = new()
        {
            ["account_id"] = "'acme'",
            ["run_id"] = "'{run}'",
            ["id"] = "gen_random_uuid()",
            ["evaluation_label_id"] = "'{label}'",
            ["value"] = "1",
            ["first_value"] = "1",
            ["hash"] = "sha256('1')",
            ["created_by"] = "'ann'",
            ["created_at"] = At,
        },
        ["run_evaluation_entries"] = new()
        {
            ["account_id"] = "'acme'",
            ["run_id"] = "'{run}'",
            ["evaluation_id"] = "'{evaluation}'",
            ["version"] = "2",
            ["action"] = "'changed'",
            ["value"] = "1",
            ["created_by"] = "'ann'",
            ["created_at"] = At,
            ["previous_hash"] = "sha256('1')",
            ["hash"] = "sha256('2')",
        },
        ["account_settings"] = new()
        {
            ["account_id"] = "'acme'",
            ["run_retention_days"] = "30",
        },
        ["imports"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["format"] = "'ndjson'",
            ["lines"] = "3",
            ["chain"] = "sha256('1')",
            ["created"] = "1",
            ["refused"] = "1",
            ["blank"] = "1",
            ["started_at"] = At,
            ["updated_at"] = At,
        },
        ["import_refusals"] = new()
        {
            ["account_id"] = "'acme'",
            ["import_id"] = "'{import}'",
            ["line"] = "2 + (random() * 1e15)::bigint",
            ["error"] = "'{}'",
        },
        ["idempotency_keys"] = new()
        {
            ["account_id"] = "'acme'",
            ["key_hash"] = "sha256(gen_random_uuid()::text::bytea)",
            ["fingerprint"] = "sha256('1')",
            ["expires_at"] = At,
        },
        ["humanloop_files"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["kind"] = "'evaluator'",
            ["path"] = "gen_random_uuid()::text",
            ["evaluator_id"] = "'{evaluator}'",
            ["created_by"] = "'ann'",
            ["created_at"] = At,
        },
        ["humanloop_versions"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["file_id"] = "'{file}'",
            ["content"] = "'{}'",
            ["content_hash"] = "sha256(gen_random_uuid()::text::bytea)",
            ["name"] = "gen_random_uuid()::text",
            ["datapoints"] = "1",
            ["evaluation_label_id"] = "'{label}'",
            ["created_by"] = "'ann'",
            ["created_at"] = At,
        },
        ["humanloop_deployments"] = new()
        {
            ["account_id"] = "'acme'",
            ["file_id"] = "'{file}'",
            ["environment"] = "'production'",
            ["version_id"] = "'{version}'",
            ["deployed_by"] = "'ann'",
            ["deployed_at"] = At,
        },
        ["humanloop_datapoints"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["file_id"] = "'{file}'",
            ["content"] = "'{}'",
            ["content_hash"] = "sha256(gen_random_uuid()::text::bytea)",
        },
        ["humanloop_version_datapoints"] = new()
        {
            ["account_id"] = "'acme'",
            ["version_id"] = "'{version}'",
            ["datapoint_id"] = "'{datapoint}'",
            ["position"] = "1",
        },
        ["humanloop_logs"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["file_id"] = "'{file}'",
            ["version_id"] = "'{version}'",
            ["run_id"] = "'{run}'",
            ["trace_parent_id"] = "gen_random_uuid()",
            ["datapoint_id"] = "'{datapoint}'",
            ["complete"] = "true",
            ["content"] = "'{}'",
            ["created_by"] = "'ann'",
            ["created_at"] = At,
        },
        ["humanloop_judgments"] = new()
        {
            ["account_id"] = "'acme'",
            ["log_id"] = "'{log}'",
            ["id"] = "'{judging}'",
            ["file_id"] = "'{file}'",
            ["version_id"] = "'{version}'",
            ["outcome"] = "'judged'",
            ["judgment"] = "'[]'",
        },
        ["humanloop_suites"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["file_id"] = "'{file}'",
            ["name"] = "gen_random_uuid()::text",
            ["created_by"] = "'ann'",
            ["created_at"] = At,
            ["updated_at"] = At,
        },
        ["humanloop_suite_evaluators"] = new()
        {
            ["account_id"] = "'acme'",
            ["suite_id"] = "'{suite}'",
            ["version_id"] = "'{version}'",
            ["orchestrated"] = "false",
            ["added_at"] = At,
        },
        ["humanloop_experiments"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["dataset_version_id"] = "'{version}'",
            ["version_id"] = "'{version}'",
            ["orchestrated"] = "false",
            ["created_by"] = "'ann'",
            ["created_at"] = At,
        },
        ["humanloop_suite_experiments"] = new()
        {
            ["account_id"] = "'acme'",
            ["suite_id"] = "'{suite}'",
            ["experiment_id"] = "'{experiment}'",
            ["control"] = "true",
            ["added_at"] = At,
        },
        ["humanloop_experiment_logs"] = new()
        {
            ["account_id"] = "'acme'",
            ["experiment_id"] = "'{experiment}'",
            ["log_id"] = "'{log}'",
            ["datapoint_id"] = "'{datapoint}'",
        },
        ["humanloop_counts"] = new()
        {
            ["account_id"] = "'acme'",
            ["subject_id"] = "gen_random_uuid()",
            ["shard"] = "15",
            ["logs"] = "1",
            ["changes"] = "1",
            ["last_at"] = At,
        },
        ["kept_runs"] = new()
        {
            ["account_id"] = "'acme'",
            ["id"] = "gen_random_uuid()",
            ["run_ids"] = "array[gen_random_uuid()]",
            ["kept_at"] = At,
        },
    };

    private readonly Dictionary<string, string> ids = [];

    public Ledger Ledger { get; } = new();

    public static IEnumerable<string> Tables => Valid.Keys;

    public async Task InitializeAsync()
    {
        await Ledger.InitializeAsync();
        (string Name, string Table)[] named =
        [
            ("run", "runs"), ("label", "evaluation_labels"), ("evaluator", "evaluators"),
            ("evaluation", "run_evaluations"), ("import", "imports"),
            ("file", "humanloop_files"), ("version", "humanloop_versions"), ("datapoint", "humanloop_datapoints"),
            ("log", "humanloop_logs"), ("judging", "humanloop_logs"), ("suite", "humanloop_suites"),
            ("experiment", "humanloop_experiments"),
        ];
        foreach (var (name, table) in named)
        {
            ids[name] = Account.NextId().ToString("D", CultureInfo.InvariantCulture);
            await Insert(table, $"id='{ids[name]}'");
        }
    }

    public Task DisposeAsync() => Ledger.DisposeAsync();

    /// <summary>Inserts a row that differs from a valid one in these columns, each "column=expression".</summary>
    internal Task Insert(string table, params IEnumerable<string> differences)
    {
        var row = new Dictionary<string, string>(Valid[table]);
        foreach (var difference in differences)
        {
            var parts = difference.Split('=', 2);
            row[parts[0]] = parts[1];
        }

        var values = string.Join(", ", row.Values);
        foreach (var (name, id) in ids)
            values = values.Replace($"{{{name}}}", id, StringComparison.Ordinal);
        return Ledger.Execute($"insert into {table} ({string.Join(", ", row.Keys)}) values ({values})");
    }

    /// <summary>Deletes the row with the id of this name: "run", "label" or "evaluator".</summary>
    internal Task Delete(string table, string name) => Ledger.Execute($"delete from {table} where id = '{ids[name]}'");
}
