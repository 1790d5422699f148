using MediatR;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Pipeline;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.Pipeline;

/// <summary>An answer that must not be stored whole, as that to a new credential.</summary>
public sealed class KeptSecretTests
{
    [Fact]
    public async Task What_must_not_be_kept_is_in_the_first_answer_alone()
    {
        var keys = new KeysInMemory();
        var behavior = new IdempotencyBehavior<CreateSecret, SecretView>(keys, new(), TimeProvider.System);
        var request = new CreateSecret(A.User, new IdempotencyKey("k", [1]));

        var first = await behavior.Handle(request, A.Token, Make);
        var second = await behavior.Handle(request, A.Token, Make);

        Assert.Equal(new SecretView(7, "hush"), first.Value);
        Assert.Equal(new SecretView(7, null), second.Value);
        Assert.DoesNotContain("hush", Assert.Single(keys.Kept).Value.Answer, StringComparison.Ordinal);
    }

    private static Task<Result<SecretView>> Make() => Task.FromResult(Result<SecretView>.Ok(new SecretView(7, "hush")));

    private sealed record SecretView(int Id, string? Secret);

    private sealed record CreateSecret(Caller Caller, IdempotencyKey? IdempotencyKey)
        : IRequest<Result<SecretView>>, ICreatingRequest<SecretView>
    {
        public SecretView ToKeep(SecretView made) => made with { Secret = null };
    }
}
