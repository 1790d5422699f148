using RunEvaluations.Application.ApiKeys;
using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;
using RunEvaluations.Infrastructure.Database;

namespace RunEvaluations.Infrastructure.ApiKeys;

internal sealed class ApiKeyRepository(AccountDatabase database) : IApiKeyRepository
{
    private const string Columns = """
        k.id, k.account_id, k.name, k.prefix, k.scopes, k.user_id, k.evaluator_id, k.created_by, k.created_at,
        k.expires_at, k.revoked_at, k.last_used_at
        """;

    public async Task<Result<ApiKeyView>> Create(ApiKey key, CancellationToken cancellationToken)
    {
        // Keys that are made at the same moment do not count each other: the limit is to stop a loop, not to be exact.
        const string Sql = $"""
            with holder as (
              select v.archived_at is not null as archived from evaluators v
              where v.account_id = @AccountId and v.id = @EvaluatorId
            ), live as (
              select count(*) as count from api_keys k
              where k.account_id = @AccountId and k.revoked_at is null
                and (k.expires_at is null or k.expires_at > @CreatedAt)
            ), written as (
              insert into api_keys as k (account_id, id, name, prefix, secret_hash, scopes, user_id, evaluator_id,
                created_by, created_at, expires_at)
              select @AccountId, @Id, @Name, @Prefix, @Hash, @Scopes, @UserId, @EvaluatorId, @CreatedBy, @CreatedAt,
                @ExpiresAt
              from live l
              where l.count < @MaxLive and (@UserId is not null or exists (select from holder h where not h.archived))
              returning {Columns}
            )
            select @UserId is null and not exists (select from holder) as no_evaluator,
              exists (select from holder h where h.archived) as evaluator_archived, {Columns}
            from (values (1)) as one left join written k on true
            """;
        var values = new
        {
            key.CreatedBy.AccountId,
            key.Id,
            key.Name,
            key.Prefix,
            key.Hash,
            Scopes = key.Scopes.Select(ScopeNames.Of).ToArray(),
            key.UserId,
            key.EvaluatorId,
            CreatedBy = key.CreatedBy.UserId,
            key.CreatedAt,
            key.ExpiresAt,
            ApiKey.MaxLive,
        };
        var outcome = await database.SingleOrDefault<Refusal, ApiKeyView, Result<ApiKeyView>>(
            Sql, values, (refusal, written) => written is null ? refusal.ToError() : written, cancellationToken);
        return outcome!;
    }

    public async Task<ApiKeyView?> Get(string accountId, Guid id, CancellationToken cancellationToken)
    {
        const string Sql = $"select {Columns} from api_keys k where k.account_id = @AccountId and k.id = @Id";
        return await database.SingleOrDefault<ApiKeyView>(
            Sql, new { AccountId = accountId, Id = id }, cancellationToken);
    }

    public async Task<IReadOnlyList<ApiKeyView>> List(
        string accountId,
        bool includeRevoked,
        Guid? after,
        int limit,
        CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {Columns} from api_keys k
            where k.account_id = @AccountId and k.id > @After and (@IncludeRevoked or k.revoked_at is null)
            order by k.id
            limit @Limit
            """;
        var values = new
        {
            AccountId = accountId,
            IncludeRevoked = includeRevoked,
            After = after ?? Guid.Empty,
            Limit = limit,
        };
        return await database.List<ApiKeyView>(Sql, values, cancellationToken);
    }

    public async Task<bool> Revoke(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Sql = """
            update api_keys set revoked_at = coalesce(revoked_at, @At) where account_id = @AccountId and id = @Id
            """;
        var values = new { AccountId = accountId, Id = id, At = at };
        return await database.Execute(Sql, values, cancellationToken) > 0;
    }

    public async Task<PresentedApiKey?> Find(string accountId, byte[] hash, CancellationToken cancellationToken)
    {
        const string Sql = """
            select k.id, k.account_id, k.user_id, k.evaluator_id, v.archived_at is not null as evaluator_archived,
              k.scopes, k.expires_at, k.revoked_at
            from api_keys k
            left join evaluators v on v.account_id = k.account_id and v.id = k.evaluator_id
            where k.account_id = @AccountId and k.secret_hash = @Hash
            """;
        return await database.SingleOrDefault<PresentedApiKey>(
            Sql, new { AccountId = accountId, Hash = hash }, cancellationToken);
    }

    public async Task NoteUse(string accountId, Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Sql = """
            update api_keys set last_used_at = @At
            where account_id = @AccountId and id = @Id
              and (last_used_at is null or last_used_at <= @At - interval '1 minute')
            """;
        await database.Execute(Sql, new { AccountId = accountId, Id = id, At = at }, cancellationToken);
    }

    /// <summary>Why a statement wrote no key.</summary>
    private sealed record Refusal
    {
        public bool NoEvaluator { get; init; }
        public bool EvaluatorArchived { get; init; }

        public Error ToError() => this switch
        {
            { NoEvaluator: true } => EvaluatorErrors.NotFound,
            { EvaluatorArchived: true } => EvaluatorErrors.Archived,
            _ => ApiKeyErrors.TooMany,
        };
    }
}
