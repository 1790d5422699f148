using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace RunEvaluations.Infrastructure.Database;

/// <summary>
/// Brings a database up to date with the numbered SQL scripts of this assembly: each once, in order, in a transaction
/// of its own, under an advisory lock, so that services started at once on an empty database all come up. A script
/// that was applied and has changed since stops the start; scripts of a later release do not, since the previous
/// release keeps working while the next one is rolled out.
/// </summary>
/// <param name="owner">The connection string of the tables' owner.</param>
public sealed class Migrator(string owner)
{
    // The bytes of "run_eval": any number will do, if it is always the same.
    private const long Lock = 0x72756E5F6576616C;

    private static readonly IReadOnlyList<Migration> Scripts = ReadScripts();

    internal static IReadOnlyList<int> Numbers { get; } = [.. Scripts.Select(s => s.Number)];

    /// <summary>
    /// Applies what is missing and says how many scripts that were. Where the database is distributed, so is what they
    /// have added.
    /// </summary>
    public async Task<int> Migrate(CancellationToken cancellationToken) =>
        (await Locked(distribute: false, cancellationToken)).Applied;

    /// <summary>The same, and distributes every table that is not, of which it says the number too.</summary>
    /// <exception cref="StartupException">The server is not the coordinator of a Citus cluster.</exception>
    public Task<(int Applied, int Distributed)> MigrateAndDistribute(CancellationToken cancellationToken) =>
        Locked(distribute: true, cancellationToken);

    private async Task<(int Applied, int Distributed)> Locked(bool distribute, CancellationToken cancellationToken)
    {
        // A pool of its own, which ends with it: of several hosts Npgsql finds the primary for pools only.
        var settings = new NpgsqlConnectionStringBuilder(owner) { Pooling = true, MinPoolSize = 0, MaxPoolSize = 1 };
        await using var servers = DatabaseServers.Open(settings.ConnectionString, "RunEvaluations migrations");
        await using var connection = await servers.Primary.OpenConnectionAsync(cancellationToken);
        await Run(connection, "select pg_advisory_lock(@Lock)", new { Lock }, cancellationToken);
        try
        {
            if (distribute)
                await Distribution.Check(connection, cancellationToken);
            var applied = await ApplyMissing(connection, cancellationToken);
            var extend = distribute
                || (applied > 0 && await Distribution.IsThere(connection, cancellationToken))
                || await Distribution.IsIncomplete(connection, cancellationToken);
            return (applied, extend ? await Distribution.Extend(connection, cancellationToken) : 0);
        }
        finally
        {
            // A pooler between here and the server may keep the session, whose the lock is.
            await Run(connection, "select pg_advisory_unlock(@Lock)", new { Lock }, CancellationToken.None);
        }
    }

    private static async Task<int> ApplyMissing(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string CreateTable = """
            create table schema_migrations (
              number int primary key,
              name text not null,
              checksum text not null,
              applied_at timestamptz not null default now()
            )
            """;
        const string Exists = "select to_regclass('schema_migrations') is not null";
        const string Insert = """
            insert into schema_migrations (number, name, checksum) values (@Number, @Name, @Checksum)
            """;
        const string Read = "select number, checksum from schema_migrations";

        // Not "if not exists", which asks for the right to create: a service that is up to date needs none.
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(Exists, cancellationToken: cancellationToken)))
            await Run(connection, CreateTable, null, cancellationToken);
        var rows = await connection.QueryAsync<(int Number, string Checksum)>(
            new CommandDefinition(Read, cancellationToken: cancellationToken));
        var applied = rows.ToDictionary(r => r.Number, r => r.Checksum);

        foreach (var script in Scripts.Where(s => applied.ContainsKey(s.Number)))
        {
            if (applied[script.Number] != script.Checksum)
                throw new StartupException(
                    $"The migration {script.Name} was changed after it had been applied to this database.");
        }

        var missing = Scripts.Where(s => !applied.ContainsKey(s.Number)).ToList();
        foreach (var script in missing)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await Run(connection, script.Sql, null, cancellationToken);
            await Run(connection, Insert, new { script.Number, script.Name, script.Checksum }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return missing.Count;
    }

    /// <summary>Waits as long as it takes: for a script over a large table, and for the lock while another runs it.</summary>
    private static Task Run(NpgsqlConnection connection, string sql, object? values, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            new CommandDefinition(sql, values, commandTimeout: 0, cancellationToken: cancellationToken));

    private static List<Migration> ReadScripts()
    {
        var assembly = typeof(Migrator).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                    var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
                    var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
                    var number = int.Parse(name.AsSpan(0, name.IndexOf('_', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
                    return new Migration(number, name, sql, checksum);
                }),
        ];
    }

    private sealed record Migration(int Number, string Name, string Sql, string Checksum);
}
