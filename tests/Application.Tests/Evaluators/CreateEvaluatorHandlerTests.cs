using NSubstitute;
using RunEvaluations.Application.Evaluators;
using RunEvaluations.Domain.Evaluators;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Tests.Evaluators;

public sealed class CreateEvaluatorHandlerTests
{
    private static readonly CreateEvaluator Request =
        new(A.User, "judge", "Asks a model.", EvaluatorKind.Llm, A.Ids(2));

    private readonly TheApplication app = new();

    public static TheoryData<CreateEvaluator, string, string> Wrong { get; } = new()
    {
        { Request with { Name = " " }, "name", "must not be blank" },
        { Request with { Name = A.Text(201) }, "name", "must have at most 200 characters" },
        { Request with { Name = "a\0" }, "name", A.NotStorable },
        { Request with { Description = A.Text(10_001) }, "description", "must have at most 10000 characters" },
        { Request with { Description = "\0" }, "description", A.NotStorable },
        { Request with { EvaluationLabelIds = [] }, "evaluation_label_ids", "must name 1 to 100 labels" },
        { Request with { EvaluationLabelIds = A.Ids(101) }, "evaluation_label_ids", "must name 1 to 100 labels" },
        {
            Request with { EvaluationLabelIds = [A.Id(1), A.Id(1)] },
            "evaluation_label_ids",
            "must not name a label twice"
        },
    };

    public static TheoryData<CreateEvaluator> AtTheLimit { get; } =
        [Request with { EvaluationLabelIds = A.Ids(1) }, Request with { EvaluationLabelIds = A.Ids(100) }];

    public static TheoryData<Error> Refusals { get; } =
        [EvaluatorErrors.NameTaken, EvaluatorErrors.LabelsNotUsable(A.Ids(1), [])];

    [Fact]
    public async Task What_was_asked_is_passed_on_as_the_callers()
    {
        Evaluator? passed = null;
        app.Evaluators.Create(Arg.Do<Evaluator>(e => passed = e), A.Token).Returns(A.EvaluatorView());

        var result = await app.Send(Request);

        Assert.Equal(A.EvaluatorView(), result.Value);
        Assert.Equal(
            new Evaluator
            {
                Id = passed!.Id,
                CreatedBy = A.User,
                Name = "judge",
                Description = "Asks a model.",
                Kind = EvaluatorKind.Llm,
                LabelIds = Request.EvaluationLabelIds,
                CreatedAt = A.Now,
            },
            passed);
        Assert.Equal(7, passed.Id.Version);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_the_port_refuses_is_refused(Error error)
    {
        app.Evaluators.Create(Arg.Any<Evaluator>(), A.Token).Returns(error);

        Assert.Same(error, (await app.Send(Request)).Error);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_request_of_the_wrong_shape_is_refused(CreateEvaluator request, string field, string reason) =>
        app.AssertRefuses(request, field, reason);

    [Theory]
    [MemberData(nameof(AtTheLimit))]
    public Task A_request_at_the_limit_is_accepted(CreateEvaluator request) => app.AssertAccepts(request);
}
