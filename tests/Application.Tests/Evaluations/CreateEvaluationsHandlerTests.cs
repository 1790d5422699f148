using System.Diagnostics;
using NSubstitute;
using RunEvaluations.Application.Evaluations;
using RunEvaluations.Domain.Evaluations;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Results;

namespace RunEvaluations.Application.Tests.Evaluations;

public sealed class CreateEvaluationsHandlerTests
{
    private static readonly EvaluationLabel Label = new(A.Id(91), "accuracy", new(EvaluationValueType.Binary), false);
    private static readonly EvaluationContent Good = new() { RunId = A.Id(90), EvaluationLabelId = A.Id(91), Value = 1 };
    private static readonly Error Unread = Error.Invalid("value", "is required");
    private static readonly WriteAttempt Fine = new(null, null);
    private static readonly WriteAttempt NoRun = new(null, new EvaluationTarget(false, Label, true));

    private readonly TheApplication app = new();
    private readonly List<Evaluation> asked = [];
    private Recording? how;

    [Fact]
    public async Task Each_is_recorded_as_the_callers_in_the_order_of_the_batch()
    {
        Attempts(Written(1), Written(2));

        var result = await Send(false, Good with { Value = 0, Comment = "first" }, Good with { OutputName = "second" });

        Assert.Equal([A.Id(1), A.Id(2)], result.Value.Items.Select(item => item.Id));
        Assert.All(result.Value.Items, item => Assert.Equal(("1-0f", A.Id(91), null), (item.Tag, item.EvaluationLabelId, item.Error)));
        Assert.Equal([("first", null, 0), (null, "second", 1)], asked.Select(e => (e.Comment, e.OutputName, e.Value)));
        Assert.All(asked, e => Assert.Equal((A.User, A.Id(90), A.Id(91), A.Now), (e.Author, e.RunId, e.LabelId, e.CreatedAt)));
        Assert.True(asked[0].Id.CompareTo(asked[1].Id) < 0);
    }

    [Theory]
    [InlineData(true, Recording.AllOrNone)]
    [InlineData(false, Recording.EachThatMayBe)]
    public async Task The_port_is_told_what_to_record(bool allOrNone, Recording expected)
    {
        Attempts(Written(1));

        await Send(allOrNone, Good);

        Assert.Equal(expected, how);
    }

    [Fact]
    public async Task Item_by_item_what_is_refused_keeps_nobody_else_from_being_recorded()
    {
        Attempts(NoRun, Written(2));

        var result = await Send(false, Good, Unread, Good, Good with { Confidence = 2 });

        Assert.Equal(
            ["run_not_found", "invalid_request", null, "invalid_request"], result.Value.Items.Select(item => item.Error?.Code));
        Assert.Equal(Unread, result.Value.Items[1].Error);
        Assert.Equal(A.Id(2), result.Value.Items[2].Id);
        Assert.Equal(["must be a number from 0 to 1"], result.Value.Items[3].Error!.Fields["confidence"]);
        Assert.Equal((2, Recording.EachThatMayBe), (asked.Count, how));
    }

    [Fact]
    public async Task All_or_none_tells_of_each_that_is_refused_and_of_those_that_are_not()
    {
        Attempts(Fine, NoRun);

        var refused = await Send(true, Good, Good);

        Assert.Equal((ErrorKind.Refused, "batch_refused"), (refused.Error?.Kind, refused.Error?.Code));
        Assert.Equal(["not_recorded", "run_not_found"], Codes(refused.Error!));
        Assert.Equal((0, 1), (refused.Error!.Facts["created"], refused.Error.Facts["refused"]));
    }

    [Fact]
    public async Task All_or_none_only_asks_the_port_where_the_request_itself_is_wrong()
    {
        Attempts(Fine, NoRun);

        var refused = await Send(true, Good, Good with { Value = double.NaN }, Good);

        Assert.Equal(["not_recorded", "invalid_request", "run_not_found"], Codes(refused.Error!));
        Assert.Equal((Recording.None, 2), (how, refused.Error!.Facts["refused"]));
    }

    [Fact]
    public async Task Where_everything_is_wrong_in_itself_no_port_is_asked()
    {
        var each = await Send(false, Unread);
        var none = await Send(true, Unread);

        Assert.Equal(Unread, Assert.Single(each.Value.Items).Error);
        Assert.Equal(["invalid_request"], Codes(none.Error!));
        Assert.False(app.AskedAPort);
    }

    [Fact]
    public async Task With_a_key_the_answer_is_kept_unless_all_is_refused()
    {
        Attempts(NoRun);
        var each = await app.Send(Request(false, Good) with { IdempotencyKey = new("each", [1]) });
        var none = await app.Send(Request(true, Good) with { IdempotencyKey = new("none", [1]) });
        var again = await app.Send(Request(false, Good) with { IdempotencyKey = new("each", [1]) });

        Assert.Single(app.Keys.Kept);
        Assert.Equal("batch_refused", none.Error?.Code);
        Assert.True(again.Replayed);
        Assert.Equal("4f0c", again.Value.TraceId);
        Assert.Equal(each.Value.Items[0].Error?.Code, again.Value.Items[0].Error?.Code);
    }

    [Fact]
    public async Task A_write_that_fails_for_no_reason_is_a_bug()
    {
        Attempts(new WriteAttempt(null, new EvaluationTarget(true, Label, true)));

        await Assert.ThrowsAsync<UnreachableException>(() => Send(false, Good));
    }

    private static CreateEvaluations Request(bool allOrNone, params Result<EvaluationContent>[] items) =>
        new() { Caller = A.User, Items = items, AllOrNone = allOrNone, TraceId = "4f0c" };

    private static WriteAttempt Written(int number) => new(A.Evaluation(number), null);

    private static IEnumerable<string?> Codes(Error refusal) =>
        EvaluationBatchView.ItemsOf(refusal)!.Select(item => item.Error?.Code);

    private Task<Result<EvaluationBatchView>> Send(bool allOrNone, params Result<EvaluationContent>[] items) =>
        app.Send(Request(allOrNone, items));

    private void Attempts(params WriteAttempt[] attempts) => app.Evaluations
        .CreateMany(Arg.Do<IReadOnlyList<Evaluation>>(asked.AddRange), Arg.Do<Recording>(r => how = r), A.Token)
        .Returns(attempts);
}
