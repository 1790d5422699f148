using System.Buffers.Binary;
using FsCheck.Fluent;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Values;

public sealed class UuidVersion7Tests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void An_id_says_that_it_is_a_uuid_of_version_7()
    {
        var ids = new UuidVersion7(new StandingClock(Start));

        Assert.All(Take(ids, 1_000), id =>
        {
            Assert.Equal(7, id.Version);
            Assert.InRange(id.Variant, 0b1000, 0b1011);
        });
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(5_000, 2_048)]
    [InlineData(9_999, 4_095)]
    public void An_id_carries_the_millisecond_and_its_fraction(int ticks, int fraction)
    {
        var id = new UuidVersion7(new StandingClock(Start.AddTicks(ticks))).Next();

        Assert.Equal(Start.ToUnixTimeMilliseconds(), (long)(FirstHalf(id) >> 16));
        Assert.Equal(fraction, (int)(FirstHalf(id) & 0xFFF));
    }

    [Fact]
    public void Ids_sort_in_the_order_of_creation_wherever_the_clock_goes() =>
        Always.Holds(Gen.Choose(-20_000, 20_000).ListOf(50), steps =>
        {
            var clock = new StandingClock(Start);
            var ids = new UuidVersion7(clock);
            var made = new List<Guid>();
            foreach (var step in steps)
            {
                clock.Now += TimeSpan.FromTicks(step);
                made.AddRange([ids.Next(), ids.Next()]);
            }

            return Increases(made);
        });

    [Fact]
    public void Ids_go_on_increasing_when_a_millisecond_has_no_fraction_left()
    {
        var made = Take(new UuidVersion7(new StandingClock(Start)), 10_000);

        Assert.True(Increases(made));
        Assert.Equal(Start.ToUnixTimeMilliseconds() + 2, (long)(FirstHalf(made[^1]) >> 16));
    }

    [Fact]
    public void The_clock_is_followed_again_once_it_has_caught_up()
    {
        var clock = new StandingClock(Start);
        var ids = new UuidVersion7(clock);
        Take(ids, 10_000);

        clock.Now += TimeSpan.FromSeconds(1);

        Assert.Equal(clock.Now.ToUnixTimeMilliseconds(), (long)(FirstHalf(ids.Next()) >> 16));
    }

    [Fact]
    public void Threads_never_get_the_same_place_and_each_sees_its_own_ids_increase()
    {
        var ids = new UuidVersion7(new StandingClock(Start));
        // The first half alone: the random one would hide a place that was given out twice.
        var places = new ulong[4][];
        using var start = new Barrier(places.Length);
        var threads = places.Select((_, i) => new Thread(() =>
        {
            start.SignalAndWait();
            places[i] = Array.ConvertAll(Take(ids, 200_000), FirstHalf);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.All(places, own => Assert.True(own.Zip(own.Skip(1)).All(pair => pair.First < pair.Second)));
        Assert.Equal(4 * 200_000, places.SelectMany(own => own).Distinct().Count());
    }

    [Fact]
    public void Ids_of_two_makers_at_one_moment_differ()
    {
        var clock = new StandingClock(Start);

        Assert.NotEqual(new UuidVersion7(clock).Next(), new UuidVersion7(clock).Next());
    }

    private static Guid[] Take(UuidVersion7 ids, int count)
    {
        var made = new Guid[count];
        for (var i = 0; i < count; i++)
            made[i] = ids.Next();
        return made;
    }

    private static ulong FirstHalf(Guid id) => BinaryPrimitives.ReadUInt64BigEndian(id.ToByteArray(bigEndian: true));

    private static bool Increases(IReadOnlyList<Guid> ids) =>
        ids.Zip(ids.Skip(1)).All(pair => string.CompareOrdinal(pair.First.ToString(), pair.Second.ToString()) < 0);
}
