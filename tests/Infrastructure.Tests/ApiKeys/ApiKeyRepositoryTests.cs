using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Tests.TestBed;

namespace RunEvaluations.Infrastructure.Tests.ApiKeys;

public sealed class ApiKeyRepositoryTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly DateTimeOffset Later = Account.Now.AddDays(1);

    private readonly Account account = ledger.NewAccount();

    [Fact]
    public async Task What_is_given_is_answered_and_kept()
    {
        var key = account.AnApiKey() with { Scopes = [.. Enum.GetValues<Scope>()], ExpiresAt = Later };

        var written = (await ledger.ApiKeys.Create(key, default)).Value;

        var expected = new ApiKeyView
        {
            Id = key.Id,
            AccountId = account.Id,
            Name = key.Name,
            Prefix = key.Prefix,
            Scopes = key.Scopes,
            UserId = "ann",
            CreatedBy = "ann",
            CreatedAt = Account.Now,
            ExpiresAt = Later,
        };
        AreEqual(expected, written);
        AreEqual(expected, await ledger.ApiKeys.Get(account.Id, key.Id, default));
        AreEqual(expected, Assert.Single(await ledger.ApiKeys.List(account.Id, false, null, 10, default)));
    }

    [Fact]
    public async Task A_key_is_found_by_its_hash_with_its_evaluator()
    {
        var evaluator = await account.HasEvaluatorFor(await account.HasLabel());
        var key = account.AnApiKey() with { UserId = null, EvaluatorId = evaluator, ExpiresAt = Later };
        await account.Has(key);

        var found = await ledger.ApiKeys.Find(account.Id, key.Hash, default);
        Assert.Equal(Caller.Evaluator(account.Id, evaluator).EvaluatorId, found?.Admit(Account.Now).Value.EvaluatorId);
        Assert.Equal(Later, found?.ExpiresAt);

        await ledger.Evaluators.Archive(account.Id, evaluator, Later, default);
        found = await ledger.ApiKeys.Find(account.Id, key.Hash, default);
        Assert.Same(ApiKeyErrors.OfArchivedEvaluator, found?.Admit(Account.Now).Error);

        Assert.Null(await ledger.ApiKeys.Find(account.Id, ApiKeyText.New(account.Id).Hash, default));
    }

    [Fact]
    public async Task A_key_of_no_or_of_an_archived_evaluator_is_not_made()
    {
        var evaluator = await account.HasEvaluatorFor(await account.HasLabel());
        await ledger.Evaluators.Archive(account.Id, evaluator, Later, default);
        var key = account.AnApiKey() with { UserId = null };

        Assert.Same(
            EvaluatorErrors.Archived, (await ledger.ApiKeys.Create(key with { EvaluatorId = evaluator }, default)).Error);
        Assert.Same(
            EvaluatorErrors.NotFound,
            (await ledger.ApiKeys.Create(key with { EvaluatorId = Account.NextId() }, default)).Error);
        Assert.Empty(await ledger.ApiKeys.List(account.Id, true, null, 10, default));
    }

    [Fact]
    public async Task A_revoked_key_keeps_the_moment_and_is_listed_on_request()
    {
        var (first, second) = (account.AnApiKey(), account.AnApiKey());
        await account.Has(first);
        await account.Has(second);

        Assert.True(await ledger.ApiKeys.Revoke(account.Id, first.Id, Later, default));
        Assert.True(await ledger.ApiKeys.Revoke(account.Id, first.Id, Later.AddDays(1), default));
        Assert.False(await ledger.ApiKeys.Revoke(account.Id, Account.NextId(), Later, default));

        Assert.Equal(Later, (await ledger.ApiKeys.Get(account.Id, first.Id, default))?.RevokedAt);
        Assert.Equal(Later, (await ledger.ApiKeys.Find(account.Id, first.Hash, default))?.RevokedAt);
        Assert.Equal([second.Id], (await ledger.ApiKeys.List(account.Id, false, null, 10, default)).Select(k => k.Id));
        Assert.Equal([first.Id], (await ledger.ApiKeys.List(account.Id, true, null, 1, default)).Select(k => k.Id));
        Assert.Equal([second.Id], (await ledger.ApiKeys.List(account.Id, true, first.Id, 9, default)).Select(k => k.Id));
    }

    [Fact]
    public async Task A_use_is_noted_once_a_minute()
    {
        var key = await account.Has(account.AnApiKey());

        async Task<DateTimeOffset?> LastUse(double seconds)
        {
            await ledger.ApiKeys.NoteUse(account.Id, key.Id, Account.Now.AddSeconds(seconds), default);
            return (await ledger.ApiKeys.Get(account.Id, key.Id, default))?.LastUsedAt;
        }

        Assert.Equal(Account.Now, await LastUse(0));
        Assert.Equal(Account.Now, await LastUse(59));
        Assert.Equal(Account.Now.AddSeconds(60), await LastUse(60));
        Assert.Equal(Account.Now.AddSeconds(60), await LastUse(30));
    }

    [Fact]
    public async Task An_account_has_only_so_many_keys_that_are_good()
    {
        var good = await account.Has(account.AnApiKey() with { ExpiresAt = Account.Now.AddTicks(10) });
        await ledger.Execute(
            """
            insert into api_keys (account_id, id, name, prefix, secret_hash, scopes, user_id, created_by, created_at)
            select account_id, gen_random_uuid(), name, prefix, sha256(n::text::bytea), scopes, user_id, created_by,
              created_at
            from api_keys, generate_series(2, 1000) n where account_id = @Id
            """,
            new { account.Id });

        Assert.Same(ApiKeyErrors.TooMany, (await ledger.ApiKeys.Create(account.AnApiKey(), default)).Error);
        Assert.Null((await ledger.ApiKeys.Create(ledger.NewAccount().AnApiKey(), default)).Error);

        // The first has expired by then.
        Assert.Null((await ledger.ApiKeys.Create(account.AnApiKey() with { CreatedAt = Later }, default)).Error);
        Assert.Same(ApiKeyErrors.TooMany, (await ledger.ApiKeys.Create(account.AnApiKey(), default)).Error);
        await ledger.ApiKeys.Revoke(account.Id, good.Id, Later, default);
        Assert.Same(
            ApiKeyErrors.TooMany,
            (await ledger.ApiKeys.Create(account.AnApiKey() with { CreatedAt = Later }, default)).Error);
    }

    private static void AreEqual(ApiKeyView expected, ApiKeyView? actual)
    {
        Assert.Equal(expected.Scopes, actual?.Scopes);
        Assert.Equal(expected, actual! with { Scopes = expected.Scopes });
    }
}
