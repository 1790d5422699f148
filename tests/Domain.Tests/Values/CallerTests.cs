using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Values;

public sealed class CallerTests
{
    private static readonly Guid EvaluatorId = new("01990000-0000-7000-8000-0000000000ee");

    [Fact]
    public void A_user_calls_as_no_evaluator()
    {
        var caller = Caller.User("acme", "ann");

        Assert.Equal(("acme", "ann", null), (caller.AccountId, caller.UserId, caller.EvaluatorId));
    }

    [Fact]
    public void An_evaluator_calls_as_no_user()
    {
        var caller = Caller.Evaluator("acme", EvaluatorId);

        Assert.Equal(("acme", null, EvaluatorId), (caller.AccountId, caller.UserId, caller.EvaluatorId));
    }

    [Fact]
    public void Ids_are_compared_to_the_letter()
    {
        Assert.Equal(Caller.User("acme", "ann"), Caller.User("acme", "ann"));
        Assert.NotEqual(Caller.User("acme", "ann"), Caller.User("Acme", "ann"));
        Assert.NotEqual(Caller.User("acme", "ann"), Caller.User("acme", "Ann"));
        Assert.NotEqual(Caller.User("acme", "ann"), Caller.Evaluator("acme", EvaluatorId));
    }
}
