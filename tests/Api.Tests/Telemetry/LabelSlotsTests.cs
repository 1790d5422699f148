using RunEvaluations.Api.Telemetry;
using RunEvaluations.Api.Tests.TestBed;

namespace RunEvaluations.Api.Tests.Telemetry;

public sealed class LabelSlotsTests
{
    [Fact]
    public void The_first_labels_keep_their_names_and_all_later_ones_share_one()
    {
        var slots = new LabelSlots(capacity: 2);
        var (first, second, third, fourth) = (UniqueId.Next(), UniqueId.Next(), UniqueId.Next(), UniqueId.Next());

        var names = new[] { first, second, first, third, fourth, second, third }.Select(slots.NameOf);

        Assert.Equal([$"{first}", $"{second}", $"{first}", "other", "other", $"{second}", "other"], names);
    }

    [Fact]
    public void No_more_names_than_slots_are_given_to_many_at_once()
    {
        var slots = new LabelSlots(capacity: 10);
        var names = Enumerable.Range(0, 1000).Select(_ => UniqueId.Next()).AsParallel().Select(slots.NameOf).ToHashSet();
        Assert.Equal(11, names.Count);
    }
}
