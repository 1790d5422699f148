using System.Text;
using FsCheck.Fluent;
using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Values;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 2)]
    [InlineData("😀", 1)]
    [InlineData("👩‍👩‍👧", 5)]
    public void Length_is_counted_in_code_points(string text, int length) =>
        Assert.Equal(length, TextRules.LengthOf(text));

    [Theory]
    [InlineData(null, 0, true)]
    [InlineData("", 0, true)]
    [InlineData("ab", 2, true)]
    [InlineData("abc", 2, false)]
    [InlineData("😀😀", 2, true)]
    [InlineData("😀😀😀", 2, false)]
    public void A_text_fits_when_its_code_points_do(string? text, int maxLength, bool fits) =>
        Assert.Equal(fits, text.FitsIn(maxLength));

    [Fact]
    public void A_text_fits_in_its_own_length_and_not_in_less() =>
        Always.Holds(Gen.Elements("a", "é", "e\u0301", "😀").NonEmptyListOf(), characters =>
        {
            var text = string.Concat(characters);
            var length = TextRules.LengthOf(text);
            return text.FitsIn(length) && !text.FitsIn(length - 1);
        });

    // The test runner does not pass on halves of surrogate pairs as they are: these are no rows of a theory.
    [Fact]
    public void A_text_is_storable_when_it_is_unicode_without_the_null_character()
    {
        Assert.All([null, "", "a\tb\r\n\u0001\ufffd\uffff", "😀"], text => Assert.True(text.IsStorable(), text));
        Assert.All(
            ["\0", "a\0b", "\ud83d", "\ud83da", "\ude00\ud83d", "a\ude00"],
            text => Assert.False(text.IsStorable(), text));
    }

    [Fact]
    public void A_storable_text_comes_back_from_utf_8() =>
        Always.Holds(Gen.Elements('a', 'é', '\uffff', '\0', '\ud83d', '\ude00').ArrayOf(), characters =>
        {
            var text = new string(characters);
            var comesBack = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
            return text.IsStorable() == (comesBack && !text.Contains('\0', StringComparison.Ordinal));
        });
}
