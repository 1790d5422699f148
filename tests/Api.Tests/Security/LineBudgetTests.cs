using RunEvaluations.Api.Security;

namespace RunEvaluations.Api.Tests.Security;

public sealed class LineBudgetTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly SettableTime time = new();

    [Fact]
    public void A_subject_has_one_line_in_a_pause_and_the_next_says_how_many_are_missing()
    {
        var budget = new LineBudget(time, Pause, capacity: 5);
        Assert.Equal([0, null, null], [Ask(budget, "a"), Ask(budget, "a"), Ask(budget, "a")]);

        time.Advance(Pause - TimeSpan.FromTicks(1));
        Assert.Null(Ask(budget, "a"));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal([3, null], [Ask(budget, "a"), Ask(budget, "a")]);
    }

    [Fact]
    public void Subjects_do_not_silence_each_other()
    {
        var budget = new LineBudget(time, Pause, capacity: 5);
        Assert.Equal([0, 0, null, 1], [Ask(budget, "a"), Ask(budget, "b"), Ask(budget, "a"), Ask(budget, "c")]);
    }

    [Fact]
    public void Of_a_thousand_subjects_only_so_many_have_a_line_and_room_comes_back()
    {
        var budget = new LineBudget(time, Pause, capacity: 5);
        var asked = Enumerable.Range(0, 1000).Select(i => Ask(budget, $"{i}")).ToList();
        Assert.Equal(5, asked.Count(suppressed => suppressed is not null));

        time.Advance(Pause);
        Assert.Equal([995, 0], [Ask(budget, "one more"), Ask(budget, "another")]);
    }

    /// <summary>How many were suppressed before a line, or null for no line.</summary>
    private static long? Ask(LineBudget budget, string subject) =>
        budget.Allows(subject, out var suppressed) ? suppressed : null;
}
