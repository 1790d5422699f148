using Npgsql;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.ApiKeys;

/// <summary>What the service's role cannot do to keys, whatever it is talked into.</summary>
[NeedsOwnDatabase("speaks SQL past the service")]
public sealed class ApiKeyGrantTests(Ledger ledger) : IClassFixture<Ledger>
{
    [Theory]
    [InlineData("update api_keys set scopes = '{admin}'")]
    [InlineData("update api_keys set secret_hash = sha256('x')")]
    [InlineData("update api_keys set expires_at = null")]
    [InlineData("update api_keys set user_id = 'eve'")]
    [InlineData("delete from api_keys")]
    [InlineData("truncate api_keys")]
    public async Task The_services_role_cannot_widen_or_remove_a_key(string sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => AsTheService(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public Task It_can_revoke_one() => AsTheService("update api_keys set revoked_at = now(), last_used_at = now()");

    private async Task AsTheService(string sql)
    {
        await using var connection = await ledger.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var role = new NpgsqlCommand("set local role run_evaluations_service", connection);
        await role.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
