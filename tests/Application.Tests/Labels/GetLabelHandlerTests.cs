using NSubstitute;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Application.Tests.Labels;

public sealed class GetLabelHandlerTests
{
    private readonly TheApplication app = new();

    [Fact]
    public async Task The_label_is_asked_for_in_the_callers_account()
    {
        app.Labels.Get("acme", A.Id(1), A.Token).Returns(A.Label());

        Assert.Equal(A.Label(), (await app.Send(new GetLabel(A.User, A.Id(1)))).Value);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found() =>
        Assert.Same(LabelErrors.NotFound, (await app.Send(new GetLabel(A.User, A.Id(2)))).Error);
}
