using NSubstitute;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Domain.Evaluators;

namespace RunEvaluations.Application.Tests.Evaluators;

public sealed class GetEvaluatorHandlerTests
{
    private readonly TheApplication app = new();

    [Fact]
    public async Task The_evaluator_is_asked_for_in_the_callers_account()
    {
        app.Evaluators.Get("acme", A.Id(1), A.Token).Returns(A.EvaluatorView());

        Assert.Equal(A.EvaluatorView(), (await app.Send(new GetEvaluator(A.User, A.Id(1)))).Value);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found() =>
        Assert.Same(EvaluatorErrors.NotFound, (await app.Send(new GetEvaluator(A.User, A.Id(2)))).Error);
}
