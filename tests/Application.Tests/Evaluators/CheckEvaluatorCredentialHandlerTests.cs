using NSubstitute;
using RunEvaluations.Application.Evaluators;

namespace RunEvaluations.Application.Tests.Evaluators;

public sealed class CheckEvaluatorCredentialHandlerTests
{
    private readonly TheApplication app = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_credential_is_good_while_its_evaluator_is_active(bool active)
    {
        app.Evaluators.IsActive("acme", A.Id(0xee), A.Token).Returns(active);

        Assert.Equal(active, (await app.Send(new CheckEvaluatorCredential(A.Evaluator))).Value);
    }

    [Fact]
    public async Task A_user_is_no_evaluator()
    {
        app.Evaluators.IsActive(default!, default, default).ReturnsForAnyArgs(true);

        Assert.False((await app.Send(new CheckEvaluatorCredential(A.User))).Value);
    }
}
