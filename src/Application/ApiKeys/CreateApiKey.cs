using FluentValidation;
using MediatR;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.ApiKeys;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.ApiKeys;

/// <summary>
/// Makes a key for a user or an evaluator of the account; for the caller where neither is named. Whoever may make keys
/// holds <see cref="Scope.Admin"/>, and with it every scope that can be granted.
/// </summary>
[NeedsScope(Scope.Admin)]
public sealed record CreateApiKey(
    Caller Caller,
    string Name,
    IReadOnlyList<Scope> Scopes,
    string? User,
    Guid? EvaluatorId,
    DateTimeOffset? ExpiresAt) : IRequest<Result<CreatedApiKey>>, ICreatingRequest<CreatedApiKey>, IUserRequest
{
    public IdempotencyKey? IdempotencyKey { get; init; }

    /// <summary>Whoever has lost the secret revokes the key and makes another: it is kept nowhere.</summary>
    public CreatedApiKey ToKeep(CreatedApiKey made) => made with { Secret = null };
}

internal sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKey>
{
    public CreateApiKeyValidator(TimeProvider time)
    {
        RuleFor(c => c.Name).IsName();
        RuleFor(c => c.Scopes)
            .Must(scopes => scopes.Count > 0).WithMessage("must name a scope")
            .Must(scopes => scopes.Distinct().Count() == scopes.Count).WithMessage("must not name a scope twice");
        RuleFor(c => c.User)
            .Must(user => user is null || OpaqueId.IsValid(user)).WithMessage($"must be {OpaqueId.Rule}");
        RuleFor(c => c.EvaluatorId)
            .Null().When(c => c.User is not null).WithMessage("must not be given together with user");
        RuleFor(c => c.ExpiresAt)
            .Must(at => at is null || at > time.GetUtcNow()).WithMessage("must be in the future");
    }
}

internal sealed class CreateApiKeyHandler(IApiKeyRepository keys, UuidVersion7 ids, TimeProvider time)
    : IRequestHandler<CreateApiKey, Result<CreatedApiKey>>
{
    public async Task<Result<CreatedApiKey>> Handle(CreateApiKey request, CancellationToken cancellationToken)
    {
        var secret = ApiKeyText.New(request.Caller.AccountId);
        var key = new ApiKey
        {
            Id = ids.Next(),
            CreatedBy = request.Caller,
            Name = request.Name,
            Prefix = secret.Prefix,
            Hash = secret.Hash,
            Scopes = request.Scopes,
            UserId = request.EvaluatorId is null ? request.User ?? request.Caller.UserId : null,
            EvaluatorId = request.EvaluatorId,
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = request.ExpiresAt,
        };

        var created = await keys.Create(key, cancellationToken);
        return created.Error is { } refusal ? refusal : new CreatedApiKey(created.Value, secret);
    }
}
