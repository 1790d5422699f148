namespace RunEvaluations.Api.Tests.TestBed;

/// <summary>A run with so many evaluations of a kilobyte each that its list does not fit into any buffer on its way.</summary>
internal static class LongRun
{
    /// <summary>Written past the service: only their number counts, and their hashes are not right.</summary>
    public static string Insert(string account, Guid run, Guid label, int count) => $"""
        insert into run_evaluations (account_id, run_id, id, evaluation_label_id, value, first_value, hash, comment,
          created_by, created_at)
        select '{account}', '{run}', lpad(to_hex(i), 32, '0')::uuid, '{label}', 1, 1, sha256(''), repeat('x', 1000),
          'ada', now()
        from generate_series(1, {count}) i;
        """;
}
