using NSubstitute;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Application.Idempotency;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Idempotency;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Application.Tests.Pipeline;

public sealed class IdempotencyBehaviorTests
{
    private static readonly IdempotencyKey Key = new("first try", [1]);

    private readonly TheApplication app = new();

    public IdempotencyBehaviorTests() =>
        app.Evaluations.Create(default!, default).ReturnsForAnyArgs(
            _ => new WriteAttempt(A.Evaluation(), new EvaluationTarget(true, null, true)),
            _ => throw new InvalidOperationException("It was done twice."));

    [Fact]
    public async Task Without_a_key_nothing_is_claimed()
    {
        Assert.Equal(A.Evaluation(), (await app.Send(Request(null))).Value);

        Assert.Empty(app.Keys.Claims);
    }

    [Fact]
    public async Task The_second_time_the_first_answer_is_given_and_nothing_is_done()
    {
        var first = await app.Send(Request(Key));
        var second = await app.Send(Request(Key));

        Assert.False(first.Replayed);
        Assert.True(second.Replayed);
        Assert.Equal(first.Value, second.Value);
        Assert.Equal(2, app.Keys.KeptTransactions);
    }

    [Fact]
    public async Task Another_request_under_the_key_is_refused()
    {
        await app.Send(Request(Key));

        var other = await app.Send(Request(Key with { Fingerprint = [2] }));

        Assert.Same(IdempotencyErrors.KeyReused, other.Error);
    }

    [Fact]
    public async Task While_the_first_is_running_the_second_is_put_off()
    {
        app.Keys.Busy = true;

        Assert.Same(IdempotencyErrors.InProgress, (await app.Send(Request(Key))).Error);
        Assert.False(app.AskedAPort);
    }

    [Fact]
    public async Task A_refusal_is_undone_and_not_kept()
    {
        var target = new EvaluationTarget(false, null, true);
        app.Evaluations.Create(default!, default).ReturnsForAnyArgs(new WriteAttempt(null, target));

        Assert.NotNull((await app.Send(Request(Key))).Error);

        Assert.Equal((0, 0), (app.Keys.KeptTransactions, app.Keys.Kept.Count));
    }

    [Fact]
    public async Task A_request_that_is_wrong_in_itself_claims_nothing()
    {
        var error = (await app.Send(Request(Key) with { Confidence = 2 })).Error;

        Assert.Equal(ErrorKind.Invalid, error?.Kind);
        Assert.Empty(app.Keys.Claims);
    }

    [Fact]
    public async Task Nor_does_one_that_the_caller_may_not_make()
    {
        var label = new CreateLabel(A.Evaluator, "tone", null, new ValueConstraint(EvaluationValueType.Binary));

        Assert.Same(CallerErrors.UserRequired, (await app.Send(label with { IdempotencyKey = Key })).Error);
        Assert.Empty(app.Keys.Claims);
    }

    [Fact]
    public async Task A_key_lasts_a_day_and_is_waited_for_two_seconds_unless_settings_say_otherwise()
    {
        await app.Send(Request(Key));

        var claim = Assert.Single(app.Keys.Claims);
        Assert.Equal("acme", claim.AccountId);
        Assert.Equal((A.Now, A.Now.AddHours(24)), (claim.At, claim.ExpiresAt));
        Assert.Equal(TimeSpan.FromSeconds(2), claim.LongestWait);
    }

    [Fact]
    public void No_two_authors_and_keys_are_the_same_key()
    {
        (Caller Author, string Key)[] named =
        [
            (A.User, "a"), (A.User, "A"), (A.User, "aa"), (Caller.User("acme", "anna"), "a"), (A.Evaluator, "a"),
            (Caller.Evaluator("acme", A.Id(1)), "a"), (Caller.User("acme", $"{A.Id(1)}"), "a"),
        ];

        var hashes = named.Select(n => KeyClaim.Of(n.Author, new(n.Key, [1]), A.Now, new()).KeyHash);

        Assert.Equal(named.Length, hashes.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(hashes, hash => Assert.Equal(32, hash.Length));
    }

    private static CreateEvaluation Request(IdempotencyKey? key) =>
        new() { Caller = A.User, RunId = A.Id(90), EvaluationLabelId = A.Id(91), Value = 1, IdempotencyKey = key };
}
