using NSubstitute;
using RunEvaluations.Application.Labels;
using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Application.Tests.Labels;

public sealed class CreateLabelHandlerTests
{
    private static readonly CreateLabel Request =
        new(A.User, "accuracy", "Whether it is right.", new ValueConstraint(EvaluationValueType.Continuous, 0, 10));

    private readonly TheApplication app = new();

    public static TheoryData<CreateLabel, string, string> Wrong { get; } = new()
    {
        { Request with { Name = "" }, "name", "must not be blank" },
        { Request with { Name = " \t" }, "name", "must not be blank" },
        { Request with { Name = A.Text(201) }, "name", "must have at most 200 characters" },
        { Request with { Name = "a\0" }, "name", A.NotStorable },
        { Request with { Description = A.Text(10_001) }, "description", "must have at most 10000 characters" },
        { Request with { Description = "\udc00" }, "description", A.NotStorable },
        { Bounds(null, 1), "min_value", "is required for a continuous label" },
        { Bounds(0, null), "max_value", "is required for a continuous label" },
        { Bounds(0, double.PositiveInfinity), "max_value", "must be a finite number" },
        { Bounds(1, 1), "min_value", "must be less than max_value" },
        { Categories(null), "categories", "are required for a categorical or ordinal label" },
        { Categories(["one"]), "categories", "must number 2 to 100" },
        { Categories(["one", " "]), "categories", "must not be blank" },
        { Categories(["one", "\0"]), "categories", A.NotStorable },
    };

    public static TheoryData<CreateLabel> AtTheLimit { get; } =
    [
        Request with { Name = A.Text(200, "😀"), Description = A.Text(10_000, "😀") },
        Request with { Description = null },
        Categories(["one", "two"]),
    ];

    [Fact]
    public async Task What_was_asked_is_passed_on_as_the_callers()
    {
        NewLabel? passed = null;
        app.Labels.Create(Arg.Do<NewLabel>(l => passed = l), A.Token).Returns(A.Label());

        var result = await app.Send(Request);

        Assert.Equal(A.Label(), result.Value);
        Assert.Equal(
            new NewLabel(passed!.Id, A.User, "accuracy", "Whether it is right.", Request.Constraint, A.Now),
            passed);
        Assert.Equal(7, passed.Id.Version);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        app.Labels.Create(Arg.Any<NewLabel>(), A.Token).Returns(LabelErrors.NameTaken);

        Assert.Same(LabelErrors.NameTaken, (await app.Send(Request)).Error);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_request_of_the_wrong_shape_is_refused(CreateLabel request, string field, string reason) =>
        app.AssertRefuses(request, field, reason);

    [Theory]
    [MemberData(nameof(AtTheLimit))]
    public Task A_request_at_the_limit_is_accepted(CreateLabel request) => app.AssertAccepts(request);

    private static CreateLabel Bounds(double? min, double? max) =>
        Request with { Constraint = new(EvaluationValueType.Continuous, min, max) };

    private static CreateLabel Categories(string[]? categories) =>
        Request with { Constraint = new(EvaluationValueType.Ordinal, Categories: categories) };
}
