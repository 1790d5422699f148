using NSubstitute;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;

namespace RunEvaluations.Application.Tests.Evaluations;

public sealed class GetEvaluationHandlerTests
{
    private readonly TheApplication app = new();

    [Fact]
    public async Task The_evaluation_is_asked_for_in_the_callers_account_and_run()
    {
        app.Evaluations.Get("acme", A.Id(90), A.Id(1), null, A.Token).Returns(A.Evaluation());

        Assert.Equal(A.Evaluation(), (await app.Send(new GetEvaluation(A.User, A.Id(90), A.Id(1)))).Value);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found() =>
        Assert.Same(
            EvaluationErrors.NotFound,
            (await app.Send(new GetEvaluation(A.User, A.Id(90), A.Id(2)))).Error);
}
