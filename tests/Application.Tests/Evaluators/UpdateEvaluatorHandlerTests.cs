using NSubstitute;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Tests.Evaluators;

public sealed class UpdateEvaluatorHandlerTests
{
    private static readonly UpdateEvaluator Request = new(A.User, A.Id(1), "judge", "Asks a model.", A.Ids(2));

    private readonly TheApplication app = new();

    public static TheoryData<UpdateEvaluator, string, string> Wrong { get; } = new()
    {
        { Request with { Name = " " }, "name", "must not be blank" },
        { Request with { Name = A.Text(201) }, "name", "must have at most 200 characters" },
        { Request with { Description = A.Text(10_001) }, "description", "must have at most 10000 characters" },
        { Request with { EvaluationLabelIds = [] }, "evaluation_label_ids", "must name 1 to 100 labels" },
        { Request with { EvaluationLabelIds = A.Ids(101) }, "evaluation_label_ids", "must name 1 to 100 labels" },
        {
            Request with { EvaluationLabelIds = [A.Id(1), A.Id(1)] },
            "evaluation_label_ids",
            "must not name a label twice"
        },
    };

    public static TheoryData<Error> Refusals { get; } =
    [
        EvaluatorErrors.NotFound,
        EvaluatorErrors.Archived,
        EvaluatorErrors.NameTaken,
        EvaluatorErrors.LabelsNotUsable([], A.Ids(1)),
    ];

    [Fact]
    public async Task The_replacement_and_who_gives_it_are_passed_on()
    {
        var change =
            new EvaluatorChange(A.User, A.Id(1), "judge", "Asks a model.", Request.EvaluationLabelIds, A.Now);
        app.Evaluators.Update(change, A.Token).Returns(A.EvaluatorView());

        Assert.Equal(A.EvaluatorView(), (await app.Send(Request)).Value);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_the_port_refuses_is_refused(Error error)
    {
        app.Evaluators.Update(Arg.Any<EvaluatorChange>(), A.Token).Returns(error);

        Assert.Same(error, (await app.Send(Request)).Error);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_request_of_the_wrong_shape_is_refused(UpdateEvaluator request, string field, string reason) =>
        app.AssertRefuses(request, field, reason);
}
