using RunEvaluations.Api.Tests.TestBed;
using RunEvaluations.Chaos.Tests.Asked;

namespace RunEvaluations.Chaos.Tests.Audit;

/// <summary>An auditor that finds nothing must be one that would have found it.</summary>
public sealed class AuditorTests
{
    private readonly Guid run = UniqueId.Next();
    private readonly Guid id = UniqueId.Next();
    private readonly Operation register;
    private readonly Operation create;
    private readonly Operation change;
    private readonly Operation retract;

    public AuditorTests()
    {
        register = Ask(Deed.Register).Acknowledge(new Receipt(run, 1, 0));
        create = (Ask(Deed.Create) with { Value = 5 }).Acknowledge(new Receipt(id, 1, 5));
        change = (Ask(Deed.Change) with { EvaluationId = id, Seen = 1, Value = 7 }).Acknowledge(new Receipt(id, 2, 7));
        retract = AskToRetract().Acknowledge(new Receipt(id, 3, 7));
    }

    private StoredRun Run => new(run, register.Mark);

    private StoredEvaluation Evaluation => new(id, run, default, 5, 7, 3, create.Mark, true);

    private StoredEntry Changed => new(id, 2, "changed", 7, change.Mark);

    private StoredEntry Retracted => new(id, 3, "retracted", 7, retract.Mark);

    [Fact]
    public void What_was_acknowledged_and_is_there_as_it_was_asked_for_is_right() => Finds([]);

    [Fact]
    public void What_was_acknowledged_and_is_not_there_is_lost()
    {
        Finds([Offence.Lost], runs: []);
        Finds([Offence.Lost], evaluations: [], entries: [], asked: [register, create]);
        Finds([Offence.Lost], [Evaluation with { Version = 2, Retracted = false }], [Changed]);
    }

    [Fact]
    public void A_creation_that_is_there_under_another_id_than_was_said_is_lost()
    {
        create.Acknowledge(new Receipt(UniqueId.Next(), 1, 5));

        Finds([Offence.Lost, Offence.Doubled]);
    }

    [Fact]
    public void What_was_done_twice_is_doubled()
    {
        var again = Evaluation with { Id = UniqueId.Next(), Value = 5, Version = 1, Retracted = false };
        Finds([Offence.Lost, Offence.Doubled], [Evaluation, again]);
        Finds(
            // The retraction was acknowledged as another version too.
            [Offence.Doubled, Offence.Wrong, Offence.Wrong],
            [Evaluation with { Version = 4 }], [Changed, Changed with { Version = 3 }, Retracted with { Version = 4 }]);
    }

    [Fact]
    public void What_was_done_twice_is_doubled_though_nobody_was_told()
    {
        var silent = Ask(Deed.Create) with { Value = 5 };
        var first = new StoredEvaluation(UniqueId.Next(), run, default, 5, 5, 1, silent.Mark, false);

        Finds([Offence.Doubled], [Evaluation, first, first with { Id = UniqueId.Next() }],
            asked: [register, create, change, retract, silent]);
    }

    [Fact]
    public void What_nobody_asked_for_is_unasked()
    {
        Finds([Offence.Unasked], runs: [Run, new StoredRun(UniqueId.Next(), null)]);
        Finds([Offence.Unasked], asked: [register, change, retract]);
        Finds([Offence.Unasked], asked: [register, create, retract]);
        Finds([Offence.Unasked], asked: [register, create, change]);
        Finds([Offence.Lost, Offence.Unasked], [Evaluation with { Comment = null }]);
    }

    [Fact]
    public void What_was_refused_for_good_and_done_later_is_unasked()
    {
        var refused = AskToRetract().Refuse();
        Operation[] all = [register, create, change, refused];

        Finds([], [Evaluation with { Version = 2, Retracted = false }], [Changed], asked: all);
        Finds([Offence.Unasked], entries: [Changed, Retracted with { Reason = refused.Mark }], asked: all);
    }

    [Fact]
    public void What_nobody_knows_the_outcome_of_may_be_there_or_not()
    {
        var unsettled = AskToRetract();
        Operation[] all = [register, create, change, unsettled];

        Finds([], [Evaluation with { Version = 2, Retracted = false }], [Changed], asked: all);
        Finds([], entries: [Changed, Retracted with { Reason = unsettled.Mark }], asked: all);
    }

    [Fact]
    public void Another_content_is_wrong()
    {
        Finds([Offence.Wrong], runs: [Run with { Mark = "another" }]);
        Finds([Offence.Wrong], [Evaluation with { FirstValue = 6 }]);
        Finds([Offence.Wrong], [Evaluation with { LabelId = UniqueId.Next() }]);
        Finds([Offence.Wrong], entries: [Changed with { Value = 6 }, Retracted]);
    }

    [Fact]
    public void A_history_that_does_not_come_to_the_evaluation_is_wrong()
    {
        Finds([Offence.Wrong], [Evaluation with { Version = 4 }]);
        Finds([Offence.Wrong], [Evaluation with { Value = 8 }]);
        Finds([Offence.Wrong], [Evaluation with { Retracted = false }]);
        Finds([Offence.Wrong], [Evaluation with { Version = 2 }], [Retracted], asked: [register, create, retract]);
        Finds([Offence.Wrong], [Evaluation], [Changed with { Version = 3 }, Retracted with { Version = 2 }],
            asked: [register, create, Unsettled(change, seen: 2), Unsettled(retract, seen: 1)]);
        Finds([Offence.Wrong, Offence.Wrong], evaluations: [], asked: [register, change, retract]);
    }

    [Fact]
    public void A_change_that_follows_another_version_than_was_seen_is_wrong() =>
        Finds([Offence.Wrong], asked: [register, create, change with { Seen = 2 }, retract]);

    private static Operation Unsettled(Operation operation, int seen) => new(operation.Id, operation.Deed)
    {
        RunId = operation.RunId,
        EvaluationId = operation.EvaluationId,
        Seen = seen,
        Value = operation.Value,
    };

    private Operation AskToRetract() => Ask(Deed.Retract) with { EvaluationId = id, Seen = 2, Value = 7 };

    private Operation Ask(Deed deed) => new(UniqueId.Next(), deed) { RunId = run };

    private void Finds(
        Offence[] offences,
        StoredEvaluation[]? evaluations = null,
        StoredEntry[]? entries = null,
        StoredRun[]? runs = null,
        Operation[]? asked = null)
    {
        var stored = new Stored(runs ?? [Run], evaluations ?? [Evaluation], entries ?? [Changed, Retracted]);
        var findings = Auditor.Audit(asked ?? [register, create, change, retract], stored);
        Assert.Equal(offences, findings.Select(f => f.Offence).Order());
    }
}
