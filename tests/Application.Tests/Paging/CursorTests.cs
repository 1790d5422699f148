using System.Buffers.Binary;
using System.Buffers.Text;
using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Application.Paging;

namespace RunEvaluations.Application.Tests.Paging;

public sealed class CursorTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly string OfId = Cursor.Of(A.Id(1));
    private static readonly string OfTime = Cursor.Of(A.Now, A.Id(1));

    private static readonly Gen<char> Characters = Gen.OneOf(
        Gen.Elements((Alphabet + "+/= \t\r\n\0é\ud83d").ToCharArray()),
        ArbMap.Default.GeneratorFor<char>());

    [Fact]
    public void An_id_comes_back() => Always.Holds<Guid>(id => Cursor.ReadId(Cursor.Of(id)) == id);

    [Fact]
    public void A_time_and_an_id_come_back_with_the_time_in_utc() =>
        Always.Holds<(DateTimeOffset Time, Guid Id)>(t =>
            Cursor.ReadTimeAndId(Cursor.Of(t.Time, t.Id)) is { } read
            && read == t && read.Time.Offset == TimeSpan.Zero);

    [Fact]
    public void The_ends_of_time_come_back() => Assert.All(
        [DateTimeOffset.MinValue, DateTimeOffset.MaxValue],
        end => Assert.Equal((end, A.Id(1)), Cursor.ReadTimeAndId(Cursor.Of(end, A.Id(1)))));

    [Fact]
    public void A_time_beyond_the_calendar_is_refused()
    {
        Assert.Null(Cursor.ReadTimeAndId(Ticks(-1)));
        Assert.Null(Cursor.ReadTimeAndId(Ticks(long.MinValue)));
        Assert.Null(Cursor.ReadTimeAndId(Ticks(long.MaxValue)));
        Assert.Null(Cursor.ReadTimeAndId(Ticks(DateTime.MaxValue.Ticks + 1)));
        Assert.NotNull(Cursor.ReadTimeAndId(Ticks(DateTime.MaxValue.Ticks)));
    }

    [Fact]
    public void A_cursor_of_another_kind_of_list_is_refused()
    {
        Assert.Null(Cursor.ReadId(OfTime));
        Assert.Null(Cursor.ReadTimeAndId(OfId));
        Assert.Null(Cursor.ReadId(Base64Url.EncodeToString([2, .. new byte[16]])));
        Assert.Null(Cursor.ReadTimeAndId(Base64Url.EncodeToString([1, .. new byte[24]])));
    }

    [Fact]
    public void One_character_changed_is_refused_or_is_another_place() =>
        Always.Holds(
            from at in Gen.Choose(0, OfTime.Length - 1)
            from character in Characters
            select (At: at, Character: character),
            t =>
            {
                var id = Replaced(OfId, t.At % OfId.Length, t.Character);
                var time = Replaced(OfTime, t.At, t.Character);
                return (id == OfId || Cursor.ReadId(id) != A.Id(1))
                    && (time == OfTime || Cursor.ReadTimeAndId(time) != (A.Now, A.Id(1)));
            });

    [Fact]
    public void One_character_more_or_less_is_refused() =>
        Always.Holds(
            from at in Gen.Choose(0, OfTime.Length - 1)
            from character in Characters
            select (At: at, Character: character),
            t => Cursor.ReadId(OfId.Insert(t.At % OfId.Length, $"{t.Character}")) is null
                && Cursor.ReadId($"{OfId}{t.Character}") is null
                && Cursor.ReadId(OfId.Remove(t.At % OfId.Length, 1)) is null
                && Cursor.ReadTimeAndId(OfTime.Insert(t.At, $"{t.Character}")) is null
                && Cursor.ReadTimeAndId($"{OfTime}{t.Character}") is null
                && Cursor.ReadTimeAndId(OfTime.Remove(t.At, 1)) is null);

    [Fact]
    public void A_place_has_one_spelling()
    {
        // The last character carries four bits of the id and two that no byte uses.
        var spellings = Alphabet.Select(last => OfId[..^1] + last).Where(text => Cursor.ReadId(text) is not null);

        Assert.Equal(16, spellings.Count());
        Assert.Null(Cursor.ReadId(OfId + "="));
        Assert.Null(Cursor.ReadId(" " + OfId));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("====")]
    [InlineData("garbled")]
    [InlineData("01990000-0000-7000-8000-0000000000aa")]
    public void What_is_no_cursor_is_refused(string? text)
    {
        Assert.Null(Cursor.ReadId(text));
        Assert.Null(Cursor.ReadTimeAndId(text));
    }

    [Fact]
    public void Any_text_is_read_or_refused_without_an_exception() =>
        Always.Holds<string?>(text =>
        {
            _ = (Cursor.ReadId(text), Cursor.ReadTimeAndId(text));
            return true;
        });

    [Fact]
    public void An_over_long_text_is_refused()
    {
        Assert.Null(Cursor.ReadId(OfId + A.Text(1_000_000, " ")));
        Assert.Null(Cursor.ReadId(A.Text(1_000_000, "A")));
    }

    [Fact]
    public void A_cursor_can_stand_in_a_url_as_it_is() =>
        Always.Holds<(DateTimeOffset Time, Guid Id)>(t =>
            new[] { Cursor.Of(t.Id), Cursor.Of(t.Time, t.Id) }.All(text => Uri.EscapeDataString(text) == text));

    private static string Replaced(string text, int at, char character) => text[..at] + character + text[(at + 1)..];

    private static string Ticks(long ticks)
    {
        var bytes = new byte[25];
        bytes[0] = 2;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), ticks);
        return Base64Url.EncodeToString(bytes);
    }
}
