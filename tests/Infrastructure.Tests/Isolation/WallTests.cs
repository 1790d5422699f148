using Dapper;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Isolation;

/// <summary>The second wall as the catalogue has it. What it grants is approved here: a grant more is a diff to review.</summary>
[NeedsOwnDatabase("reads the catalogue, and speaks SQL past the service")]
public sealed class WallTests(Ledger ledger) : IClassFixture<Ledger>
{
    private const string Approved = """
        account_settings: SELECT
        api_keys: INSERT, SELECT
        api_keys: UPDATE (last_used_at, revoked_at)
        evaluation_labels: INSERT, SELECT
        evaluation_labels: UPDATE (archived_at, description, name, updated_at, updated_by)
        evaluator_labels: DELETE, INSERT, SELECT
        evaluators: INSERT, SELECT
        evaluators: UPDATE (archived_at, description, name, updated_at, updated_by)
        humanloop_counts: INSERT, SELECT
        humanloop_counts: UPDATE (changes, last_at, logs)
        humanloop_datapoints: INSERT, SELECT
        humanloop_deployments: DELETE, INSERT, SELECT
        humanloop_deployments: UPDATE (deployed_at, deployed_by, version_id)
        humanloop_experiment_logs: DELETE, INSERT, SELECT
        humanloop_experiments: INSERT, SELECT
        humanloop_experiments: UPDATE (closed_as)
        humanloop_files: INSERT, SELECT
        humanloop_files: UPDATE (deleted_at, path)
        humanloop_judgments: DELETE, INSERT, SELECT
        humanloop_logs: DELETE, INSERT, SELECT
        humanloop_logs: UPDATE (complete, content)
        humanloop_suite_evaluators: DELETE, INSERT, SELECT
        humanloop_suite_experiments: DELETE, INSERT, SELECT
        humanloop_suite_experiments: UPDATE (control)
        humanloop_suites: INSERT, SELECT
        humanloop_suites: UPDATE (deleted_at, updated_at)
        humanloop_version_datapoints: INSERT, SELECT
        humanloop_versions: INSERT, SELECT
        humanloop_versions: UPDATE (deleted_at, description, name)
        idempotency_keys: DELETE, INSERT, SELECT
        idempotency_keys: UPDATE (answer, expires_at, fingerprint)
        import_refusals: INSERT, SELECT
        imports: INSERT, SELECT
        imports: UPDATE (blank, chain, completed_at, created, lines, refused, updated_at)
        kept_runs: DELETE, INSERT, SELECT
        kept_runs: UPDATE (kept_at)
        run_evaluation_entries: INSERT, SELECT
        run_evaluations: INSERT, SELECT
        run_evaluations: UPDATE (hash, retracted_at, updated_at, updated_by, updated_by_evaluator_id, value, version)
        runs: INSERT, SELECT
        runs: UPDATE (completed_at, failed_at, metadata, result, status, total_cached_tokens, total_completion_tokens,
          total_cost, total_prompt_tokens, total_tokens)
        schema_migrations: SELECT
        """;

    [Fact]
    public async Task The_service_may_do_what_is_approved_and_no_more()
    {
        // Whoever it is granted to: nobody but the owner and the service has any business with a table.
        const string Sql = """
            select format('%s: %s', table_name, string_agg(privilege, ', ' order by privilege collate "C"))
            from (
              select c.relname::text as table_name, a.privilege_type as privilege, 1 as part
              from pg_class c, aclexplode(c.relacl) a
              where c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner
              union all
              select c.relname, format('%s (%s)', a.privilege_type, string_agg(t.attname, ', ' order by t.attname)), 2
              from pg_class c
              join pg_attribute t on t.attrelid = c.oid
              cross join aclexplode(t.attacl) a
              where c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner
              group by c.relname, a.privilege_type
            ) granted
            group by table_name, part
            order by table_name, part
            """;

        Assert.Equal(Approved.Replace("\n  ", " ", StringComparison.Ordinal), string.Join('\n', await Ask(Sql)));
    }

    [Fact]
    public async Task Nothing_is_granted_to_anybody_but_the_service()
    {
        const string Sql = """
            select format('%s to %s', c.relname, a.grantee::regrole) from pg_class c, aclexplode(c.relacl) a
            where c.relnamespace = 'public'::regnamespace
              and a.grantee not in (c.relowner, 'run_evaluations_service'::regrole)
            union all
            select format('%s grantable', c.relname) from pg_class c, aclexplode(c.relacl) a
            where c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner and a.is_grantable
            union all
            select format('default of %s', d.defaclrole::regrole) from pg_default_acl d
            """;

        Assert.Empty(await Ask(Sql));
    }

    [Fact]
    public async Task The_service_owns_nothing_is_nobody_elses_member_and_creates_nothing()
    {
        const string Sql = """
            select 'owns ' || pg_describe_object(d.classid, d.objid, 0) from pg_shdepend d
            where d.refclassid = 'pg_authid'::regclass and d.refobjid = 'run_evaluations_service'::regrole
              and d.deptype = 'o'
            union all
            select 'is a member of ' || m.roleid::regrole from pg_auth_members m
            where m.member = 'run_evaluations_service'::regrole
            union all
            select 'is more than a role that may log in' from pg_roles r where r.rolname = 'run_evaluations_service'
              and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls)
            union all
            select 'creates in ' || n.nspname from pg_namespace n
            where n.nspname !~ '^pg_temp' and has_schema_privilege('run_evaluations_service', n.oid, 'create')
            union all
            select 'creates schemas' where has_database_privilege('run_evaluations_service', current_database(), 'create')
            """;

        Assert.Empty(await Ask(Sql));
    }

    [Fact]
    public async Task Every_table_of_accounts_has_the_one_policy_and_is_forced_to_it()
    {
        const string Condition = "(account_id = current_setting('run_evaluations.account_id'::text, true))";
        // For the clean-up, which is the owner's, and there the owner's name.
        const string Found = " and clean_up PERMISSIVE {run_evaluations} SELECT true";
        const string Sql = """
            select concat_ws('; ', c.relname, case when c.relrowsecurity then 'enabled' end,
              case when c.relforcerowsecurity then 'forced' end,
              (select string_agg(concat_ws(' ', p.policyname, p.permissive, p.roles::text, p.cmd, p.qual, p.with_check), ' and ' order by p.policyname)
                from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname))
            from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
              and c.relname <> 'schema_migrations'
            """;

        var tables = (await Ask(Sql)).ToList();

        Assert.InRange(tables.Count, 6, int.MaxValue);
        Assert.All(tables, table => Assert.Equal(
            $"{table.Split(';')[0]}; enabled; forced; account PERMISSIVE {{public}} ALL {Condition}", table.Replace(Found, "", StringComparison.Ordinal)));
        Assert.Equal(
            ["account_settings", "idempotency_keys"],
            tables.Where(t => t.EndsWith(Found, StringComparison.Ordinal)).Select(t => t.Split(';')[0]).Order());
    }

    /// <summary>A function or a view works as its owner: it would be a door in the wall.</summary>
    [Fact]
    public async Task There_is_no_function_and_no_extension_beside_the_tables()
    {
        const string Sql = """
            select p.proname::text from pg_proc p where p.pronamespace = 'public'::regnamespace
            union all
            select e.extname::text from pg_extension e where e.extname <> 'plpgsql'
            """;

        Assert.Empty(await Ask(Sql));
    }

    private async Task<IEnumerable<string>> Ask(string sql)
    {
        await using var connection = await ledger.Database.OpenConnectionAsync();
        return await connection.QueryAsync<string>(sql);
    }
}
