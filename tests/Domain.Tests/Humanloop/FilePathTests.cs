using FsCheck.Fluent;
using RunEvaluations.Domain.Humanloop;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Humanloop;

public sealed class FilePathTests
{
    [Theory]
    [InlineData("name")]
    [InlineData("folder/name")]
    [InlineData("a/b/c/d")]
    [InlineData("with space/and. dots/é😀")]
    [InlineData("a/..")]
    public void Names_with_slashes_between_are_a_path(string path) => Assert.Null(FilePath.Fault(path));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("/")]
    [InlineData("/name")]
    [InlineData("folder/")]
    [InlineData("folder//name")]
    [InlineData("folder/ /name")]
    public void No_name_is_blank(string path) =>
        Assert.Equal("must be names with single slashes between, none of them blank", FilePath.Fault(path));

    [Fact]
    public void What_cannot_be_stored_is_refused()
    {
        Assert.Equal(TextRules.NotStorable, FilePath.Fault("a\0"));
        Assert.Equal(TextRules.NotStorable, FilePath.Fault("a" + (char)0xD83D));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("😀")]
    public void Length_is_counted_in_characters_whatever_their_plane(string character)
    {
        Assert.Null(FilePath.Fault(string.Concat(Enumerable.Repeat(character, 500))));
        Assert.Equal(
            "must have at most 500 characters", FilePath.Fault(string.Concat(Enumerable.Repeat(character, 501))));
    }

    [Theory]
    [InlineData("name", "name")]
    [InlineData("a/b/name", "name")]
    public void The_name_is_what_comes_last(string path, string name) => Assert.Equal(name, FilePath.NameOf(path));

    [Fact]
    public void A_path_that_fits_is_the_name_in_the_ledger_and_after_it_there_is_a_number()
    {
        Assert.Equal("a/b", FilePath.LedgerName("a/b", 1));
        Assert.Equal("a/b (2)", FilePath.LedgerName("a/b", 2));
        Assert.Equal("a/b (100)", FilePath.LedgerName("a/b", 100));
        Assert.Equal(new string('x', 200), FilePath.LedgerName(new string('x', 200), 1));
        Assert.Equal("…" + new string('x', 199), FilePath.LedgerName(new string('x', 201), 1));
        Assert.Equal("…" + new string('x', 195) + " (2)", FilePath.LedgerName(new string('x', 200), 2));
    }

    [Fact]
    public void A_name_in_the_ledger_has_the_end_of_its_path_and_fits() => Always.Holds(
        from length in Gen.Choose(1, FilePath.MaxLength)
        from characters in Gen.Elements("x", "é", "😀").ListOf(length)
        from attempt in Gen.Choose(1, 100)
        select (Path: string.Concat(characters), Attempt: attempt),
        named =>
        {
            var name = FilePath.LedgerName(named.Path, named.Attempt);
            var suffix = named.Attempt == 1 ? "" : $" ({named.Attempt})";
            var kept = name[..^suffix.Length].TrimStart('…');
            return name.EndsWith(suffix, StringComparison.Ordinal)
                && name.IsStorable()
                && TextRules.LengthOf(name) == Math.Min(
                    TextRules.LengthOf(named.Path) + suffix.Length, TextRules.MaxNameLength)
                && named.Path.EndsWith(kept, StringComparison.Ordinal);
        });
}
