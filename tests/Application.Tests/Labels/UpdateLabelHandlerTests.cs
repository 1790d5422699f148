using NSubstitute;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Tests.Labels;

public sealed class UpdateLabelHandlerTests
{
    private static readonly UpdateLabel Request = new(A.User, A.Id(1), "accuracy", "Whether it is right.");

    private readonly TheApplication app = new();

    public static TheoryData<UpdateLabel, string, string> Wrong { get; } = new()
    {
        { Request with { Name = " " }, "name", "must not be blank" },
        { Request with { Name = A.Text(201) }, "name", "must have at most 200 characters" },
        { Request with { Name = "a\0" }, "name", A.NotStorable },
        { Request with { Description = A.Text(10_001) }, "description", "must have at most 10000 characters" },
        { Request with { Description = "\0" }, "description", A.NotStorable },
    };

    public static TheoryData<Error> Refusals { get; } =
        [LabelErrors.NotFound, LabelErrors.Archived, LabelErrors.NameTaken];

    [Fact]
    public async Task The_new_name_and_description_and_who_gives_them_are_passed_on()
    {
        var change = new LabelChange(A.User, A.Id(1), "accuracy", "Whether it is right.", A.Now);
        app.Labels.Update(change, A.Token).Returns(A.Label());

        Assert.Equal(A.Label(), (await app.Send(Request)).Value);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_the_port_refuses_is_refused(Error error)
    {
        app.Labels.Update(Arg.Any<LabelChange>(), A.Token).Returns(error);

        Assert.Same(error, (await app.Send(Request)).Error);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_request_of_the_wrong_shape_is_refused(UpdateLabel request, string field, string reason) =>
        app.AssertRefuses(request, field, reason);
}
