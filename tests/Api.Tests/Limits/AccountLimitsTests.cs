using RunEvaluations.Api.Limits;
using RunEvaluations.Api.Tests.Security;

namespace RunEvaluations.Api.Tests.Limits;

/// <summary>When an account has to leave room for others.</summary>
public sealed class AccountLimitsTests : IDisposable
{
    private const string Ada = "ada's";
    private const string Bob = "bob's";

    private readonly PausingTime time = new();
    private readonly AccountLimits limits;

    public AccountLimitsTests() => limits = new(new LimitSettings { ConcurrentRequests = 2 }, time);

    [Fact]
    public async Task An_account_whose_requests_wait_while_another_is_served_is_crowding()
    {
        await Take(Ada, 3);
        Assert.False(limits.IsCrowding(Ada));

        await Take(Bob, 1);

        Assert.True(limits.IsCrowding(Ada));
        Assert.False(limits.IsCrowding(Bob));
    }

    [Fact]
    public async Task An_account_with_no_more_requests_than_places_is_not()
    {
        await Take(Bob, 1);
        await Take(Ada, 2);

        Assert.False(limits.IsCrowding(Ada));
    }

    [Fact]
    public async Task Another_that_was_served_a_second_ago_does_not_count()
    {
        await Take(Bob, 1);
        time.Advance(TimeSpan.FromSeconds(1));
        await Take(Ada, 3);

        Assert.False(limits.IsCrowding(Ada));
    }

    [Fact]
    public async Task Another_counts_however_often_the_account_asks_after_it()
    {
        await Take(Bob, 1);
        await Take("carl's", 1);
        await Take(Ada, 1);
        time.Advance(TimeSpan.FromSeconds(0.9));
        await Take(Ada, 2);

        Assert.True(limits.IsCrowding(Ada));
    }

    [Fact]
    public async Task The_lists_of_an_account_take_turns_at_half_of_the_processors_and_those_of_another_do_not_wait()
    {
        await Take(Bob, 1);
        var turns = new List<Turn>();
        for (var processor = 0; processor < Math.Max(1, Environment.ProcessorCount / 2); processor++)
            turns.Add(await limits.TakeTurn(Ada, default));

        var next = limits.TakeTurn(Ada, default);
        using var others = await limits.TakeTurn(Bob, default);
        Assert.False(next.IsCompleted);

        turns.ForEach(turn => turn.Dispose());
        (await next).Dispose();
    }

    [Fact]
    public async Task The_lists_of_an_account_that_is_alone_do_not_wait_until_another_is_served()
    {
        await Take(Ada, 1);
        for (var list = 0; list <= Environment.ProcessorCount; list++)
            Assert.True(limits.TakeTurn(Ada, default).IsCompletedSuccessfully);

        await Take(Bob, 1);
        for (var processor = 0; processor < Math.Max(1, Environment.ProcessorCount / 2); processor++)
            Assert.True(limits.TakeTurn(Ada, default).IsCompletedSuccessfully);

        Assert.False(limits.TakeTurn(Ada, default).IsCompleted);
    }

    [Theory]
    [InlineData(AccountLimits.ShortPieces, false)]
    [InlineData(AccountLimits.ShortPieces + 1, true)]
    public async Task A_long_list_rests_while_others_are_served(int pieces, bool rests)
    {
        await Take(Ada, 1);
        Assert.False(limits.NeedsRest(Ada, pieces));

        await Take(Bob, 1);
        Assert.Equal(rests, limits.NeedsRest(Ada, pieces));
    }

    [Fact]
    public async Task So_does_a_short_one_for_whose_turn_another_of_its_account_waits()
    {
        await Take(Bob, 1);
        var turns = new List<Task<Turn>>();
        for (var processor = 0; processor < Math.Max(1, Environment.ProcessorCount / 2); processor++)
            turns.Add(limits.TakeTurn(Ada, default));
        await Take(Ada, 1);
        Assert.False(limits.NeedsRest(Ada, 1));

        turns.Add(limits.TakeTurn(Ada, default));
        Assert.True(limits.NeedsRest(Ada, 1));
    }

    [Fact]
    public async Task A_rest_takes_as_long_as_the_turn_and_a_millisecond()
    {
        using var turn = await limits.TakeTurn(Ada, default);
        time.Advance(TimeSpan.FromMilliseconds(3));

        _ = turn.Rest(default);

        Assert.Equal(TimeSpan.FromMilliseconds(4), time.Asked);
    }

    public void Dispose() => limits.Dispose();

    /// <summary>Asks for places; those beyond the limit wait.</summary>
    private async Task Take(string account, int places)
    {
        for (var place = 0; place < places; place++)
        {
            var taken = limits.TakePlace(account, default);
            if (taken.IsCompleted)
                await taken;
        }
    }

    private sealed class PausingTime : SettableTime
    {
        /// <summary>The pause that was asked for last.</summary>
        public TimeSpan? Asked { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Asked = dueTime;
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
