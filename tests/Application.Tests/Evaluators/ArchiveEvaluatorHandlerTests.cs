using NSubstitute;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Domain.Evaluators;

namespace RunEvaluations.Application.Tests.Evaluators;

public sealed class ArchiveEvaluatorHandlerTests
{
    private readonly TheApplication app = new();

    [Fact]
    public async Task The_evaluator_is_archived_in_the_callers_account_as_of_now()
    {
        app.Evaluators.Archive("acme", A.Id(1), A.Now, A.Token).Returns(true);

        Assert.Null((await app.Send(new ArchiveEvaluator(A.User, A.Id(1)))).Error);
    }

    [Fact]
    public async Task An_evaluator_that_is_not_there_is_not_found() =>
        Assert.Same(EvaluatorErrors.NotFound, (await app.Send(new ArchiveEvaluator(A.User, A.Id(2)))).Error);
}
