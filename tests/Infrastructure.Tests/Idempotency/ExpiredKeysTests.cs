using Dapper;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.Idempotency;

/// <summary>Expired keys are removed by those who use keys, a few at a time.</summary>
public sealed class ExpiredKeysTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly DateTimeOffset Later = Account.Now.AddDays(2);

    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task Each_use_of_a_key_removes_ten_expired_ones_the_oldest_first()
    {
        for (var i = 0; i < 25; i++)
            await ledger.Keys.Answers(account.AClaim($"old {i}", Account.Now.AddMinutes(i)));
        var oldest = account.AClaim("old 9").KeyHash;

        await ledger.Keys.Answers(account.AClaim("new 1", Later));

        Assert.Equal(16, await Count(account));
        Assert.False(await ledger.Ask<bool>(
            "select exists (select from idempotency_keys where account_id = @Id and key_hash = @Oldest)",
            new { account.Id, Oldest = oldest }));
        await ledger.Keys.Answers(account.AClaim("new 2", Later));
        await ledger.Keys.Answers(account.AClaim("new 3", Later));
        Assert.Equal(3, await Count(account));
    }

    [Fact]
    public async Task What_has_not_expired_and_what_is_anothers_stays()
    {
        var other = ledger.NewAccount();
        await ledger.Keys.Answers(other.AClaim("old"));
        await ledger.Keys.Answers(account.AClaim("old"));
        await ledger.Keys.Answers(account.AClaim("young", Later.AddHours(-23)));

        await ledger.Keys.Answers(account.AClaim("new", Later));

        Assert.Equal((2, 1), (await Count(account), await Count(other)));
        Assert.NotNull((await ledger.Keys.Answers(account.AClaim("young", Later))).Earlier);
    }

    [Fact]
    public async Task One_that_somebody_else_has_in_hand_is_not_waited_for()
    {
        await ledger.Keys.Answers(account.AClaim("old 1"));
        await ledger.Keys.Answers(account.AClaim("old 2"));
        await using var connection = await ledger.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            "select from idempotency_keys where account_id = @Id and key_hash = @KeyHash for update",
            new { account.Id, account.AClaim("old 1").KeyHash });

        await ledger.Keys.Answers(account.AClaim("new", Later));

        Assert.Equal(2, await Count(account));
    }

    private Task<int> Count(Account of) =>
        ledger.Ask<int>("select count(*) from idempotency_keys where account_id = @Id", new { of.Id });
}
