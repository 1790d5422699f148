using NSubstitute;
using RunEvaluations.Application.Labels;
using RunEvaluations.Application.Statistics;
using RunEvaluations.Application.Statistics.Agreement;
using RunEvaluations.Application.Statistics.Calibration;
using RunEvaluations.Application.Statistics.Comparison;
using RunEvaluations.Application.Statistics.Coverage;
using RunEvaluations.Application.Statistics.Distributions;
using RunEvaluations.Application.Statistics.Gates;
using RunEvaluations.Domain.Labels;
using RunEvaluations.Domain.Statistics.Gates;

namespace RunEvaluations.Application.Tests.Statistics;

/// <summary>What handlers ask the ports for, and what becomes of their answers.</summary>
public sealed class FigureHandlerTests
{
    private static readonly Selection OfLabel = new() { LabelIds = A.Ids(1) };

    private readonly TheApplication app = new();

    public FigureHandlerTests()
    {
        app.Labels.Get("acme", A.Id(1), A.Token).Returns(A.Label());
        app.Labels.Find("acme", Arg.Is<IReadOnlyList<Guid>?>(ids => ids == null || ids.Contains(A.Id(1))), A.Token)
            .Returns([A.Label()]);
    }

    [Fact]
    public async Task Distributions_are_of_now_where_no_moment_is_named_and_rows_are_disposed_of()
    {
        var rows = Given(new(1, "ann", 1), new(1, "ann", 0), new(2, "ann", 0));

        var told = (await app.Send(new GetDistributions(A.User, OfLabel, new()))).Value;

        Assert.Equal((A.Now, 2, 1), (told.Basis.AsOf, told.Basis.Counted, told.Basis.SetAside));
        Assert.Equal(0.5, Assert.Single(Assert.Single(told.Labels).Groups).Mean!.Estimate.Value);
        Assert.Equal(1, rows.Disposed);
        _ = app.Ratings.Received(1).Of("acme", Arg.Is<Selection>(s => s.AsOf == A.Now), null, A.Token);
    }

    [Fact]
    public async Task Agreement_is_of_the_targets_that_two_have_judged()
    {
        Given(new(1, "ann", 1), new(1, "bob", 1), new(2, "ann", 0), new(2, "bob", 1), new(3, "bob", 0));

        var told = (await app.Send(new GetAgreement(A.User, A.Id(1), new(), new()))).Value;

        Assert.Equal((3, 2, 0.5), (told.Targets, told.ComparableTargets, told.ObservedAgreement.Estimate.Value));
        Assert.Equal(2, told.ObservedAgreement.Rows.MinRaters);
    }

    [Fact]
    public async Task Calibration_reads_the_evaluator_and_gold_alone()
    {
        Given(new(1, "ann", 1), new(1, "judge", 1), new(2, "ann", 0), new(2, "judge", 1));

        var told = (await app.Send(
            new GetCalibration(A.User, A.Id(1), A.Id(0xee), new GoldRaters(["ann"], null), new()))).Value;

        Assert.Equal((2, 0.5), (told.Targets, told.Figures.Accuracy!.Estimate.Value));
        _ = app.Ratings.Received(1).Of(
            "acme",
            Arg.Is<Selection>(s => s.Authors!.Single() == "ann" && s.EvaluatorIds!.Single() == A.Id(0xee)),
            null,
            A.Token);
    }

    [Fact]
    public async Task A_comparison_reads_each_side_by_the_key_of_its_pairs()
    {
        Given(new(1, "ann", 1) { PairKey = "a" }, new(2, "ann", 0) { PairKey = "b" });
        var wish = new ComparisonWish { Baseline = new() { Ids = A.Ids(1) }, Candidate = new() { Ids = A.Ids(2) }, PairBy = "key" };

        var told = (await app.Send(new GetComparison(A.User, OfLabel, wish))).Value;

        Assert.Equal(0, Assert.Single(told.Labels).Result!.Difference.Value);
        _ = app.Ratings.Received(2).Of("acme", Arg.Any<Selection>(), new RunDetails("key"), A.Token);
    }

    [Fact]
    public async Task Coverage_is_what_was_counted_and_a_page_of_what_lacks()
    {
        var lacking = new UncoveredRun { RunId = A.Id(7), LabelIds = A.Ids(1), Raters = [0] };
        app.Coverage.Count("acme", Arg.Any<Selection>(), 2, A.Token).Returns([new LabelCoverage(A.Id(1), 4, 3)]);
        app.Coverage.Uncovered("acme", Arg.Any<Selection>(), 2, null, 11, A.Token).Returns([lacking]);

        var told = (await app.Send(new GetCoverage(A.User, OfLabel) { Raters = 2, Limit = 10 })).Value;

        Assert.Equal(0.75, Assert.Single(told.Labels).Share.Estimate.Value);
        Assert.Equal([lacking], told.Missing!.Items);
        Assert.Null(told.Missing.Next);
    }

    [Fact]
    public async Task A_gate_computes_each_figure_and_names_the_condition_that_it_cannot()
    {
        Given(new(1, "ann", 1), new(2, "ann", 1));
        var good = new GateCondition { Figure = GateFigure.Mean, LabelId = A.Id(1), AtLeast = 1 };

        var told = (await app.Send(new CheckGate(A.User, new(), [good, good with { AtLeast = 2 }]))).Value;
        Assert.Equal([true, false], told.Conditions.Select(condition => condition.Passed));
        Assert.False(told.Passed);

        var share = good with { Figure = GateFigure.Share, Category = 9 };
        var error = (await app.Send(new CheckGate(A.User, new(), [good, share]))).Error;
        Assert.Equal(("method_does_not_fit", "conditions[1].category"), (error!.Code, Assert.Single(error.Fields).Key));
    }

    [Fact]
    public async Task A_label_that_is_not_there_is_not_found_and_nothing_is_read()
    {
        app.Labels.Get("acme", A.Id(1), A.Token).Returns((LabelView?)null);
        app.Labels.Find("acme", Arg.Any<IReadOnlyList<Guid>?>(), A.Token).Returns([]);

        Assert.Equal(LabelErrors.NotFound.Code, (await app.Send(new GetDistributions(A.User, OfLabel, new()))).Error?.Code);
        Assert.Equal(LabelErrors.NotFound.Code, (await app.Send(new GetAgreement(A.User, A.Id(1), new(), new()))).Error?.Code);
        Assert.Equal(LabelErrors.NotFound.Code, (await app.Send(new GetCoverage(A.User, OfLabel))).Error?.Code);
        Assert.Empty(app.Ratings.ReceivedCalls());
    }

    private RatingRows Given(params RatingRow[] ratings)
    {
        // Each reading begins anew.
        var first = new RatingRows(ratings);
        var next = first;
        app.Ratings.Of("acme", Arg.Any<Selection>(), Arg.Any<RunDetails?>(), A.Token)
            .Returns(_ => Interlocked.Exchange(ref next, new RatingRows(ratings)));
        return first;
    }
}
