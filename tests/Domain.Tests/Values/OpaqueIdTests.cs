using RunEvaluations.Domain.Values;

namespace RunEvaluations.Domain.Tests.Values;

public sealed class OpaqueIdTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("acme")]
    [InlineData("auth0|5f7c8ec7c33c6c004bbafe82")]
    [InlineData("https://issuer.example/users/7?x=1#y")]
    [InlineData("\"<>&'\\%_")]
    [InlineData("é")]
    [InlineData("e\u0301")]
    [InlineData("東京")]
    [InlineData("😀")]
    public void Visible_characters_are_accepted(string id) => Assert.True(OpaqueId.IsValid(id));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("a\u007F")]
    [InlineData("a\u0085")]
    [InlineData("a\u00A0b")]
    [InlineData("a\u2003b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u3000b")]
    [InlineData("a\u00ADb")]
    [InlineData("a\u200Bb")]
    [InlineData("a\u200Db")]
    [InlineData("a\u202Eb")]
    [InlineData("\uFEFFa")]
    [InlineData("a\uFE0F")]
    [InlineData("a\u034Fb")]
    [InlineData("\u2800")]
    [InlineData("\u3164")]
    [InlineData("\uE000")]
    [InlineData("\u0378")]
    [InlineData("\uFFFF")]
    [InlineData("\U000E0041")]
    [InlineData("\U000E0101")]
    [InlineData("\U0010FFFD")]
    public void What_cannot_be_seen_is_refused(string id) => Assert.False(OpaqueId.IsValid(id));

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused()
    {
        Assert.False(OpaqueId.IsValid(new string((char)0xD83D, 1)));
        Assert.False(OpaqueId.IsValid("a" + (char)0xDE00));
        Assert.False(OpaqueId.IsValid((char)0xD83D + "a"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("😀")]
    public void Length_is_counted_in_characters_whatever_their_plane(string character)
    {
        Assert.True(OpaqueId.IsValid(string.Concat(Enumerable.Repeat(character, 128))));
        Assert.False(OpaqueId.IsValid(string.Concat(Enumerable.Repeat(character, 129))));
    }
}
