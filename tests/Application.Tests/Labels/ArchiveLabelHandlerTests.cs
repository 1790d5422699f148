using NSubstitute;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Application.Tests.Labels;

public sealed class ArchiveLabelHandlerTests
{
    private readonly TheApplication app = new();

    [Fact]
    public async Task The_label_is_archived_in_the_callers_account_as_of_now()
    {
        app.Labels.Archive("acme", A.Id(1), A.Now, A.Token).Returns(true);

        Assert.Null((await app.Send(new ArchiveLabel(A.User, A.Id(1)))).Error);
    }

    [Fact]
    public async Task A_label_that_is_not_there_is_not_found() =>
        Assert.Same(LabelErrors.NotFound, (await app.Send(new ArchiveLabel(A.User, A.Id(2)))).Error);
}
