using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Infrastructure.Database;
using RunEvaluations.Infrastructure.Tests.TestBed;
using RunEvaluations.Testing;

namespace RunEvaluations.Infrastructure.Tests.Idempotency;

public sealed class ClaimingKeysTests(Ledger ledger) : IClassFixture<Ledger>
{
    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task A_key_is_claimed_once_and_then_stands_for_its_answer()
    {
        var claim = account.AClaim("a");

        var first = await ledger.Keys.Answers(claim, """{ "id" : 1.0 }""");
        var second = await ledger.Keys.Answers(claim, "{}");

        Assert.Equal(new KeyState(), first);
        Assert.Equal("""{ "id" : 1.0 }""", second.Earlier?.Answer);
        Assert.Equal(claim.Fingerprint, second.Earlier?.Fingerprint);
    }

    [Fact]
    public async Task A_claim_that_is_not_kept_leaves_the_key_free()
    {
        var (keys, claim) = (ledger.Keys, account.AClaim("a"));
        await keys.InTransaction(() => keys.Claim(claim, default), _ => false, default);

        Assert.Equal(new KeyState(), await ledger.Keys.Answers(claim));
    }

    [Fact]
    public async Task An_expired_key_is_free_though_it_is_still_there()
    {
        await ledger.Keys.Answers(account.AClaim("a"), """{"id":1}""");

        var shortlyBefore = await ledger.Keys.Answers(account.AClaim("a", Account.Now.AddDays(1).AddTicks(-10)));
        var then = await ledger.Keys.Answers(account.AClaim("a", Account.Now.AddDays(1)), """{"id":2}""");
        var after = await ledger.Keys.Answers(account.AClaim("a", Account.Now.AddDays(1.5)));

        Assert.Equal("""{"id":1}""", shortlyBefore.Earlier?.Answer);
        Assert.Equal(new KeyState(), then);
        Assert.Equal("""{"id":2}""", after.Earlier?.Answer);
    }

    [Fact]
    public async Task Of_many_claims_at_once_one_is_answered_and_the_others_get_its_answer()
    {
        var states = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => ledger.Keys.Answers(account.AClaim("a"), $$"""{"id":{{i}}}""")));

        Assert.Single(states, new KeyState());
        Assert.Single(states.Where(s => s.Earlier is not null).Select(s => s.Earlier!.Answer).Distinct());
    }

    [Fact]
    public async Task A_claim_gives_up_on_one_that_takes_too_long()
    {
        await using var other = await Held("a");

        var state = await ledger.Keys.Answers(
            account.AClaim("a") with { LongestWait = TimeSpan.FromMilliseconds(100) });

        Assert.True(state.InProgress);
    }

    [NeedsOwnDatabase("watches what its server waits for")]
    [Fact]
    public async Task A_claim_that_waited_for_one_that_was_undone_is_its_successor()
    {
        var other = await Held("a");
        var waiting = ledger.Keys.Answers(account.AClaim("a"));
        await Waits();
        await other.DisposeAsync();

        Assert.Equal(new KeyState(), await waiting);
    }

    [Fact]
    public async Task The_limit_of_the_wait_is_not_that_of_what_is_done_under_the_key()
    {
        const string Sql = "select setting::int from pg_settings where name = 'lock_timeout'";
        var scope = ledger.NewScope();
        var keys = scope.GetRequiredService<IIdempotencyKeys>();
        var database = scope.GetRequiredService<AccountDatabase>();

        Assert.Equal(3000, await keys.InTransaction(ClaimAndAsk, _ => true, default));

        async Task<int> ClaimAndAsk()
        {
            await keys.Claim(account.AClaim("a"), default);
            return await database.SingleOrDefault<int>(Sql, new { AccountId = account.Id }, default);
        }
    }

    /// <summary>A transaction that has claimed the key and goes on.</summary>
    private async Task<NpgsqlConnection> Held(string key)
    {
        var claim = account.AClaim(key);
        var connection = await ledger.Database.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            "insert into idempotency_keys (account_id, key_hash, fingerprint, expires_at) values (@A, @K, @F, now())",
            new { A = claim.AccountId, K = claim.KeyHash, F = claim.Fingerprint });
        return connection;
    }

    private async Task Waits()
    {
        const string Sql = """
            select exists (
              select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')
            """;
        for (var tries = 0; !await ledger.Ask<bool>(Sql); tries++)
        {
            Assert.True(tries < 6_000, "Nobody waits for the key.");
            await Task.Delay(10);
        }
    }
}
